// What the server, or something before it, refuses on the way: asked for patience, another's page while sending, a key that is
// still being worked on, and changes that must not be sent twice. Over real connections, through the proxy.

import { brokenPortalAt, expect, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { call, cases } from '../support/api';
import { fillIn, heading, main, opened, openTheCase } from '../support/report';

const { proxy } = brokenPortalAt(IN_HOURS);

const notConfirmed = (page: Page) => page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
const failure = (page: Page) => page.getByRole('alert').filter({ hasText: 'We could not load your units' });

/** When each request of a path was sent, by the page's own clock. */
function times(page: Page, method: string, path: string): number[] {
  const all: number[] = [];
  page.on('request', (request) => {
    if (request.method() === method && new URL(request.url()).pathname === path) all.push(Date.now());
  });
  return all;
}

for (const code of [500, 502, 503, 504]) {
  test(`${code} of a gateway while reading: three tries, each after a longer pause, then said`, async ({ page, watch }) => {
    watch.provoke(new RegExp(`status of ${code}`));
    await signIn(page, SENIOR);
    await page.goto('/contracts');
    await expect(heading(page, 'Contracts')).toBeVisible();
    await proxy().set({ path: '/v1/contracts', fault: { kind: 'status', code } });
    const sent = times(page, 'GET', '/v1/contracts');
    await page.reload();
    await expect(page.getByRole('alert')).toContainText(`(status ${code})`);
    expect(sent).toHaveLength(3);
    // 300 ms and 900 ms at least; each alone is told too late by a machine that is busy.
    expect(sent[2] - sent[0]).toBeGreaterThanOrEqual(1000);
  });
}

test('a gateway asks for patience while reading: one request, and none before the time is over', async ({ page, watch }) => {
  watch.provoke(/status of 503/);
  await signIn(page, SENIOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  await proxy().set({ path: '/v1/units', fault: { kind: 'status', code: 503, retry_after: 40 } });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units' }).click();
  await expect(failure(page)).toContainText('The server asks to wait 40 seconds.');
  // The counts of saved views ask the same path; none of them goes out again.
  const asked = (await proxy().hits()).length;
  await page.clock.fastForward(15_000);
  await failure(page).getByRole('button', { name: 'Try again' }).click();
  await expect(failure(page)).toContainText(/asks to wait 2\d seconds/);
  expect(await proxy().hits()).toHaveLength(asked);
  await proxy().set();
  await page.clock.fastForward(26_000);
  await failure(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table', { name: 'Units' })).toBeVisible();
});

test('429 while sending: the wait is said and counts down, nothing is sent before, and it makes one case', async ({ page, watch }) => {
  watch.provoke(/status of 429/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Too many at once', priority: 3 });
  await proxy().set({ method: 'POST', path: '/v1/cases', fault: { kind: 'status', code: 429, retry_after: 60 } });
  await openTheCase(page).click();
  await expect(notConfirmed(page)).toContainText('The server asks to wait 60 seconds.');
  await expect(notConfirmed(page)).toContainText('Nothing was sent. Your text is kept');
  expect(await proxy().hits()).toHaveLength(1);
  await page.clock.fastForward(20_000);
  await openTheCase(page).click();
  await expect(notConfirmed(page)).toContainText(/asks to wait (3\d|40) seconds/);
  expect(await proxy().hits()).toHaveLength(1);
  await page.clock.fastForward(41_000);
  await proxy().set();
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Too many at once')).toHaveLength(1);
});

test('a network’s own sign-in page while sending: named, the text stays, and it makes one case', async ({ page }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Behind a portal of a hotel', priority: 3, description: 'Typed in a hotel' });
  await proxy().set({ method: 'POST', path: '/v1/cases', fault: { kind: 'html' } });
  await openTheCase(page).click();
  await expect(notConfirmed(page)).toContainText('Does your network ask for a sign-in of its own?');
  await expect(main(page)).toContainText('Typed in a hotel');
  expect(await cases(page, 'Behind a portal of a hotel')).toHaveLength(0);
  await proxy().set();
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Behind a portal of a hotel')).toHaveLength(1);
});

test('half an answer while sending: sent again with the same key, and it makes one case', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Cut in half', priority: 3 });
  await proxy().set({ method: 'POST', path: '/v1/cases', times: 1, fault: { kind: 'truncate', bytes: 200 } });
  await openTheCase(page).click();
  const number = await opened(page);
  expect((await cases(page, 'Cut in half')).map((one) => one.number)).toEqual([number]);
});

test('the same key is still being worked on: it waits, then shows the one case', async ({ page, watch }) => {
  watch.provoke(/status of 409/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Still running', priority: 3 });
  const running = { type: '/problems/still-running', title: 'The same request is still running', status: 409, detail: 'It runs.', instance: 'r', errors: [] };
  await page.route((url) => url.pathname === '/v1/cases', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(running) }) : route.continue(), { times: 1 });
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Still running')).toHaveLength(1);
});

test('two tabs press in the same moment: one case, and both show its number', async ({ page, context, watch }) => {
  // Whoever is later is told that the key is still being worked on, and waits.
  watch.provoke(/status of 409/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Two tabs, one moment', priority: 3 });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(heading(other, 'Check your answers')).toBeVisible();
  await Promise.all([openTheCase(page).click(), openTheCase(other).click()]);
  const [one, two] = await Promise.all([opened(page), opened(other)]);
  expect(one).toBe(two);
  expect(await cases(page, 'Two tabs, one moment')).toHaveLength(1);
});

test('back after it was sent, then pressed again: it says what was sent, and nothing is sent', async ({ page }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Back and again', priority: 3 });
  await openTheCase(page).click();
  const number = await opened(page);
  await page.goBack();
  await expect(heading(page, 'This report was sent already')).toBeVisible();
  await expect(main(page).getByRole('link', { name: number })).toBeVisible();
  expect(await cases(page, 'Back and again')).toHaveLength(1);
});

test('a change that has no key is sent once, whatever a gateway says', async ({ page, watch }) => {
  watch.provoke(/status of 502/);
  await signIn(page, SENIOR);
  const made = await call(page, 'POST', '/v1/call-notes', { unit: 'JN1234AFB', symptom: 'Refused once' }, { 'Idempotency-Key': 'refused-once' });
  await page.goto(`/call-notes/${made.body.number}`);
  await proxy().set({ method: 'PATCH', path: '/v1/call-notes/*', fault: { kind: 'status', code: 502 } });
  await page.getByRole('button', { name: 'Withdraw the note' }).click();
  await expect(page.getByRole('alert')).toContainText('(status 502)');
  expect(await proxy().hits()).toHaveLength(1);
  await proxy().set();
  await page.getByRole('button', { name: 'Withdraw the note' }).click();
  await expect(main(page)).toContainText('This call note was withdrawn.');
});

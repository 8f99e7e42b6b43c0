// What can happen between the page and the server, on real connections: another's page, half an answer, silence, answers of
// what stands between. Reading is tried again and then said; sending loses no word and makes one case.

import { brokenPortalAt, expect, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { call, cases } from '../support/api';
import { chooseUnit, fillIn, heading, main, opened, openTheCase, toPhonePage } from '../support/report';

const { proxy } = brokenPortalAt(IN_HOURS);

const failure = (page: Page) => page.getByRole('alert').filter({ hasText: 'We could not load your units' });
const notConfirmed = (page: Page) => page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });

test('a network’s own sign-in page, then half an answer: named as what they are, and the app goes on', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, SENIOR);
  await proxy().set({ path: '/v1/units', fault: { kind: 'html' } });
  await page.goto('/units');
  await expect(failure(page)).toContainText('Something other than the portal\'s server answered (status 200)');
  await expect(failure(page)).toContainText('Does your network ask for a sign-in of its own?');
  await proxy().set({ path: '/v1/units', fault: { kind: 'truncate', bytes: 700 } });
  await failure(page).getByRole('button', { name: 'Try again' }).click();
  await expect(failure(page)).toContainText('What is safe');
  await main(page).page().getByRole('link', { name: 'Cases', exact: true }).click();
  await expect(heading(page, 'Cases')).toBeVisible();
  await proxy().set();
  await page.goBack();
  await expect(page.getByRole('table', { name: 'Units' })).toBeVisible();
});

test('silence while reading ends by itself, and is said', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, SENIOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  await proxy().set({ path: '/v1/units', fault: { kind: 'hang' } });
  await page.goto('/units');
  await expect(heading(page, 'Units')).toBeVisible();
  await expect(async () => {
    await page.clock.fastForward(10_000);
    await expect(failure(page)).toContainText('The server did not answer in time.', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await proxy().set();
  await failure(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table', { name: 'Units' })).toBeVisible();
});

test('silence while sending: what is not known is said, and pressing again makes one case', async ({ page, watch }) => {
  // A text may be under way when the case is opened, which ends the draft: the app takes it away once more, and learns that it is gone.
  watch.provoke(/net::ERR_/, /status of 404 .*\/v1\/drafts\/[0-9a-f-]{36}$/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Nobody answered', priority: 3 });
  await proxy().set({ method: 'POST', path: '/v1/cases', fault: { kind: 'hang' } });
  await openTheCase(page).click();
  await expect(async () => {
    await page.clock.fastForward(30_000);
    await expect(notConfirmed(page)).toContainText('however often you do, it makes one case', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  // It stands below what a telephone shows.
  await expect(notConfirmed(page)).toBeInViewport();
  expect((await proxy().hits()).length).toBeGreaterThan(0);
  await proxy().set();
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Nobody answered')).toHaveLength(1);
});

test('one answer lost, one of a gateway, one cut in half: the case is opened once, without another press', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/, /status of 502/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'On a bad line', priority: 3 });
  const opening = { method: 'POST', path: '/v1/cases', times: 1 };
  await proxy().set({ ...opening, fault: { kind: 'reset_after' } }, { ...opening, fault: { kind: 'status', code: 502 } });
  await openTheCase(page).click();
  const number = await opened(page);
  expect((await proxy().hits()).map((hit) => hit.fault.kind)).toEqual(['reset_after', 'status']);
  const stored = await cases(page, 'On a bad line');
  expect(stored.map((one) => one.number)).toEqual([number]);
});

for (const [press, what] of [['Open it on the web', 'case'], ['I am calling', 'note'], ['Open the case', 'report']] as const) {
  test(`gone to another page while “${press}” is under way: it arrives, and the portal goes on`, async ({ page }) => {
    await signIn(page, SENIOR);
    const symptom = `Left while the ${what} was sent`;
    if (what === 'report') await fillIn(page, { unit: 'fra1-pe02', symptom, priority: 3 });
    else {
      await toPhonePage(page);
      await chooseUnit(page, 'fra1-pe02');
      await page.getByLabel('Symptom in one line').fill(symptom);
    }
    await proxy().set({ method: 'POST', path: '/v1/ca*', fault: { kind: 'delay', ms: 1500 } });
    const answer = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/v1/ca'));
    await page.getByRole('button', { name: press, exact: true }).click();
    await page.getByRole('link', { name: 'Units', exact: true }).first().click();
    await expect(heading(page, 'Units')).toBeVisible();
    expect((await answer).status()).toBe(201);
    await expect(page.getByRole('table', { name: 'Units' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link').first().click();
    await expect(heading(page, /^Hello/)).toBeVisible();
    // It is not a draft any more, and it is where it belongs.
    await expect(main(page).getByRole('article').filter({ hasText: symptom }).filter({ hasText: 'not sent' })).toHaveCount(0);
    const path = what === 'note' ? '/v1/call-notes?open=true' : `/v1/cases?q=${encodeURIComponent(symptom)}`;
    const { body } = await call(page, 'GET', path);
    expect(body.items.filter((one: any) => [one.symptom, one.synopsis].includes(symptom))).toHaveLength(1);
  });
}

// A page that is cut off from the server says since when, asks again by itself, and is in the end what a fresh load is. What
// is as it was is not sent again.

import { brokenPortalAt, expect, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, VENDOR_ENGINEER, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call, key } from '../support/api';
import { beside } from '../support/beside';
import { main } from '../support/report';

const { proxy, server } = brokenPortalAt(IN_HOURS);

const card = (page: Page) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'What happened so far' }) });

async function open(page: Page, synopsis: string): Promise<string> {
  const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: synopsis, software_version: '23.4R2' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  await page.goto(`/cases/${made.body.number}`);
  await expect(card(page).getByText('Up to date')).toBeVisible();
  return made.body.number;
}

/** A step on the case of that version; the case itself is not asked for, because that is what is broken. */
async function step(page: Page, number: string, version: number, wish: object) {
  const answer = await call(page, 'POST', `/v1/cases/${number}/steps`, wish, { 'Idempotency-Key': key(JSON.stringify([number, wish])), 'If-Match': `"${version}"` });
  expect(answer.status).toBe(201);
}

/** All that the page says, but for the digits that tick. */
async function said(page: Page): Promise<string> {
  return (await main(page).innerText()).replace(/\d\d:\d\d:\d\d/g, '…');
}

const vendor = { name: VENDOR_ENGINEER, timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };

for (const fault of [{ kind: 'reset_before' }, { kind: 'truncate', bytes: 300 }, { kind: 'status', code: 503 }, { kind: 'hang' }]) {
  test(`cut by “${fault.kind}” while the other side works: retrying, then the same as a fresh load`, async ({ page, browser, watch }) => {
    watch.provoke(/net::ERR_/, /status of 503/);
    await signIn(page, ENGINEER);
    const number = await open(page, `Updates: ${fault.kind}`);
    const engineer = await beside(browser, watch, server(), vendor);
    await proxy().set({ method: 'GET', path: `/v1/cases/${number}`, fault });
    await step(engineer, number, 1, { step: 'phone', text: 'Called.' });
    await step(engineer, number, 2, { step: 'ask', text: 'The log, please.' });
    await engineer.context().close();
    await expect(async () => {
      await page.clock.fastForward(11_000);
      await expect(card(page).getByText(/^Retrying since \d\d:\d\d$/)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expect(card(page)).not.toContainText('The log, please.');
    await proxy().set();
    await page.clock.fastForward(31_000);
    await expect(card(page).getByText('Up to date')).toBeVisible();
    await expect(card(page).getByRole('listitem').first()).toContainText('The log, please.');
    const followed = await said(page);
    await page.reload();
    await expect(card(page).getByRole('listitem').first()).toContainText('The log, please.');
    await expect(main(page).getByRole('heading', { name: 'What you can do now' })).toBeVisible();
    await expect.poll(() => said(page)).toBe(followed);
  });
}

// What is kept on these pages while the server is away says so, too.
for (const [what, address, path] of [
  ['the first screen', '/', '/v1/cases'],
  ['the list of cases', '/cases', '/v1/cases'],
  ['the handover', '/handover', '/v1/handover'],
]) {
  test(`${what}: retrying since when, offline since when, and what came meanwhile`, async ({ page, context, browser, watch }) => {
    watch.provoke(/status of 503/, /ERR_INTERNET_DISCONNECTED/);
    await signIn(page, ENGINEER);
    const number = await open(page, `Listed: ${what}`);
    await page.goto(address!);
    await expect(main(page).getByText('Up to date')).toBeVisible();
    await expect(main(page).getByText(`Listed: ${what}`).first()).toBeVisible();
    const engineer = await beside(browser, watch, server(), vendor);
    await proxy().set({ method: 'GET', path: path!, fault: { kind: 'status', code: 503 } });
    await step(engineer, number, 1, { step: 'priority', priority: 2, text: 'It is worse than it looked.' });
    await engineer.context().close();
    await expect(async () => {
      await page.clock.fastForward(31_000);
      await expect(main(page).getByText(/^Retrying since \d\d:\d\d$/)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expect(main(page).getByText(`Listed: ${what}`).first()).toBeVisible();
    await proxy().set();
    await context.setOffline(true);
    await expect(main(page).getByText(/^Offline since \d\d:\d\d$/)).toBeVisible();
    await context.setOffline(false);
    await expect(main(page).getByText('Up to date')).toBeVisible();
    const changed = main(page).getByRole('row').or(main(page).getByRole('listitem')).filter({ hasText: `Listed: ${what}` });
    await expect(changed.filter({ hasText: 'P2' }).first()).toBeVisible();
  });
}

test('offline: since when, and up to date as soon as the connection is back', async ({ page, context, browser, watch }) => {
  watch.provoke(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, ENGINEER);
  const number = await open(page, 'Updates: offline');
  const engineer = await beside(browser, watch, server(), vendor);
  await context.setOffline(true);
  await expect(card(page).getByText(/^Offline since \d\d:\d\d$/)).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await step(engineer, number, 1, { step: 'comment', text: 'While you were offline.' });
  await engineer.context().close();
  await expect(card(page)).not.toContainText('While you were offline.');
  // Nobody waits for the next poll.
  await context.setOffline(false);
  await expect(card(page).getByRole('listitem').first()).toContainText('While you were offline.');
  await expect(card(page).getByText('Up to date')).toBeVisible();
  const followed = await said(page);
  await page.reload();
  await expect(card(page).getByRole('listitem').first()).toContainText('While you were offline.');
  await expect(main(page).getByRole('heading', { name: 'What you can do now' })).toBeVisible();
  await expect.poll(() => said(page)).toBe(followed);
});

test('what is as it was is answered without a body', async ({ page }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Updates: unchanged');
  const answer = page.waitForResponse((response) => response.url().endsWith(`/v1/cases/${number}`));
  await page.clock.fastForward(31_000);
  expect((await answer).status()).toBe(304);
  await expect(card(page).getByText('Up to date')).toBeVisible();
  await step(page, number, 1, { step: 'comment', text: 'Something new.' });
  await page.clock.fastForward(31_000);
  await expect(card(page).getByRole('listitem').first()).toContainText('Something new.');
});

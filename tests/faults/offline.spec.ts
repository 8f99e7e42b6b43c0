// Without connection: while reading, while sending, from the first byte. What is typed stays, and is sent once.

import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { cases } from '../support/api';
import { chooseUnit, fillIn, heading, main, opened, openTheCase, toPhonePage } from '../support/report';

portalAt(IN_HOURS);

const OFFLINE = /ERR_INTERNET_DISCONNECTED/;
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'You are offline.' });

async function goOffline(page: Page, context: BrowserContext) {
  await context.setOffline(true);
  await expect(banner(page)).toContainText('Calling works');
}

test('while reading: what is there stays, what is not is explained, and comes back', async ({ page, context, watch }) => {
  watch.provoke(OFFLINE);
  await signIn(page, SENIOR);
  await page.goto('/units/JN1234AFB');
  await expect(heading(page, 'fra1-pe03')).toBeVisible();
  await goOffline(page, context);
  // The date moves in the browser alone.
  await page.getByLabel('Cover as of').fill('2026-11-20');
  await expect(page.getByRole('region', { name: 'Advanced Care Plus' })).toContainText('as of 20 Nov 2026');
  await main(page).getByRole('link', { name: 'Units' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'We could not load your units' });
  await expect(failure).toContainText('There was no answer from the server. You may be offline.');
  await expect(failure).toContainText('What is safe');
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link', { name: '+1 202-555-0122' })).toBeVisible();
  await context.setOffline(false);
  await expect(banner(page)).toHaveCount(0);
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table', { name: 'Units' })).toBeVisible();
});

test('a poll that finds no connection leaves the first screen as it is', async ({ page, context, watch }) => {
  watch.provoke(OFFLINE);
  await signIn(page, SENIOR);
  const row = page.getByRole('row').filter({ hasText: 'chi1-core01: routing process' });
  await expect(row).toBeVisible();
  await goOffline(page, context);
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/v1/cases'));
  await context.clock.fastForward(31_000);
  await failed;
  await context.clock.fastForward(5_000);
  await expect(row).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('while sending: the report is kept, and sent once when the person presses again', async ({ page, context, watch }) => {
  // The draft may have been on its way when its case was opened, and was taken away with it.
  watch.provoke(OFFLINE, /status of 404 .*\/v1\/drafts\//);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Offline while sending', priority: 3 });
  await goOffline(page, context);
  await openTheCase(page).click();
  const failure = page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
  await expect(failure).toContainText('Your text is kept');
  await context.setOffline(false);
  await page.goto('/');
  await main(page).getByRole('link', { name: 'Offline while sending' }).click();
  await expect(heading(page, 'Check your answers')).toBeVisible();
  await expect(main(page)).toContainText('Offline while sending');
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Offline while sending')).toHaveLength(1);
});

test('a Priority 1 without connection: the number is there, and nothing is sent by itself', async ({ page, context, watch }) => {
  // The draft may have been on its way when the line was cut: what is sent then is of the version before, and is told so.
  watch.provoke(OFFLINE, /status of 409 .*\/v1\/drafts\//);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill('Offline and down');
  await goOffline(page, context);
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).toBeVisible();
  await expect(main(page).getByRole('link', { name: /^\+1 202-555-0122/ })).toBeVisible();
  await context.setOffline(false);
  await expect(banner(page)).toHaveCount(0);
  expect(await cases(page, 'Offline and down')).toHaveLength(0);
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  expect(await cases(page, 'Offline and down')).toHaveLength(1);
});

test('the session cannot be asked: said so, and loaded by “Try again”', async ({ page, watch }) => {
  watch.provoke(/ERR_CONNECTION_REFUSED/);
  await signIn(page, SENIOR);
  await page.route('**/v1/me', (route) => route.abort('connectionrefused'));
  await page.reload();
  const failure = page.getByRole('alert').filter({ hasText: 'We could not load the portal\'s data' });
  await expect(failure).toBeVisible();
  await page.unroute('**/v1/me');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page, /^Hello/)).toBeVisible();
});

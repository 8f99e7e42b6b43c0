// An answer that was lost, then other words: what the first press made is shown, and the next press makes something else.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, OPERATOR_ADMINISTRATOR, SENIOR, signIn } from '../support/people';
import { call } from '../support/api';
import { main } from '../support/report';

portalAt(IN_HOURS);

const problem = (page: Page) => main(page).getByRole('alert');
const LOST = /net::ERR_CONNECTION_RESET|status of 422/;

/** Every answer to a creating call is lost until the returned function is called. */
async function loseAnswers(page: Page, path: string): Promise<() => Promise<void>> {
  const is = (url: URL) => url.pathname === path;
  await page.route(is, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return () => page.unroute(is);
}

test('a notice', async ({ page, watch }) => {
  watch.provoke(LOST);
  await signIn(page, SENIOR, '/responsibilities');
  const before = (await call(page, 'GET', '/v1/notices')).body.items.length;
  await page.getByText('Send a notice', { exact: true }).click();
  await page.locator('#new-notice').getByRole('checkbox').first().check();
  await page.getByLabel('What, and why').fill('The first words');
  const found = await loseAnswers(page, '/v1/notices');
  const send = page.getByRole('button', { name: 'Send the notice' });
  await send.click();
  await expect(problem(page)).toContainText('There was no answer from the server');
  await found();
  await page.getByLabel('What, and why').fill('Other words');
  await send.click();
  await expect(problem(page)).toContainText('Your first press did arrive');
  await expect(page.locator('#notices').getByRole('listitem')).toHaveCount(before + 1);
  await expect(page.getByLabel('What, and why')).toHaveValue('Other words');
  await send.click();
  await expect(page).toHaveURL(/\/notices\/NOTICE-/);
  await expect(main(page)).toContainText('Other words');
  expect((await call(page, 'GET', '/v1/notices')).body.items).toHaveLength(before + 2);
});

test('an invitation', async ({ page, watch }) => {
  watch.provoke(LOST);
  await signIn(page, OPERATOR_ADMINISTRATOR, '/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name').fill('Odalys Brandvold');
  await page.getByLabel('E-mail address').fill('odalys.brandvold@example.net');
  const found = await loseAnswers(page, '/v1/invitations');
  const make = page.getByRole('button', { name: 'Make the link' });
  await make.click();
  await expect(problem(page)).toContainText('There was no answer from the server');
  await found();
  await page.getByLabel('E-mail address').fill('o.brandvold@example.net');
  await make.click();
  await expect(problem(page)).toContainText('Your first press did arrive');
  await expect(main(page).getByText('odalys.brandvold@example.net')).toBeVisible();
  await make.click();
  await expect(main(page)).toContainText('The link for Odalys Brandvold.');
  await expect(main(page).getByText(/ o\.brandvold@example\.net/).first()).toBeVisible();
});

test('a sign-out on the page of an invitation that does not work is said, and tried again', async ({ page, watch }) => {
  watch.provoke(/net::ERR_FAILED/);
  await signIn(page, ADMINISTRATOR, '/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name').fill('Anselm Whitcombe');
  await page.getByLabel('E-mail address').fill('anselm.whitcombe@example.net');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await main(page).locator('.copy .mono').innerText();
  await page.goto(link);
  await page.getByLabel('Password', { exact: true }).fill('an otter by the lock');
  await page.getByLabel('The same password again').fill('an otter by the lock');
  const isSession = (url: URL) => url.pathname === '/v1/session';
  await page.route(isSession, (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(main(page)).toContainText('From now on you sign in as anselm.whitcombe@example.net.');
  await expect(problem(page)).toContainText(`${ADMINISTRATOR} is still signed in in this browser.`);
  await expect(main(page).getByRole('link', { name: 'Sign in' })).toHaveCount(0);
  const out = main(page).getByRole('button', { name: 'Sign out' });
  await out.click();
  await expect(problem(page)).toContainText('There was no answer from the server');
  await page.unroute(isSession);
  await out.click();
  await expect(main(page).getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(problem(page)).toHaveCount(0);
});

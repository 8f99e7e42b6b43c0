// The advisor's accounts side by side: what waits in each, whose turn it is, and the way to it.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADVISOR, SENIOR, signIn } from '../support/people';
import { call } from '../support/api';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

/** The row of an account; below 40 rem it is a card. */
const account = (page: Page, name: RegExp) => main(page).locator('tr').filter({ has: page.getByRole('link', { name }) });
/** One of its cells, by the heading of its column. */
const cell = (page: Page, name: RegExp, column: string) => account(page, name).locator(`[data-label="${column}"]`);

const CARRIER = /^Quillhaven/;

async function toAccounts(page: Page) {
  await signIn(page, ADVISOR);
  await page.goto('/accounts');
  await expect(heading(page, 'Accounts')).toBeVisible();
  await expect(account(page, CARRIER)).toBeVisible();
}

test('what a customer asks is seen beside the account, and each figure leads to its page', async ({ page, browser, watch }) => {
  await toAccounts(page);
  await expect(cell(page, CARRIER, 'On-boarding')).toContainText('4 of 7');
  await expect(cell(page, CARRIER, 'On-boarding')).toContainText('waits on them');
  await expect(cell(page, CARRIER, 'Roster')).toContainText('of 6');
  await expect(account(page, CARRIER)).toContainText(/\d+ things wait/);
  const before = Number((await cell(page, CARRIER, 'Questions').innerText()).match(/(\d+) to answer/)?.[1] ?? 0);

  const context = await browser.newContext({ baseURL: portal.server().url, locale: 'en-GB' });
  await watch.over(context);
  const customer = await context.newPage();
  await signIn(customer, SENIOR);
  const question = { kind: 'question', subject: 'Which release for the edge?', text: 'We plan for January.' };
  const asked = await call(customer, 'POST', '/v1/advice', question, { 'Idempotency-Key': 'workspace-question-1' });
  expect(asked.status).toBe(201);

  await page.clock.fastForward(61_000);
  await expect(cell(page, CARRIER, 'Questions')).toContainText(`${before + 1} to answer`);
  await expect(cell(page, CARRIER, 'Questions')).toContainText('your side');

  await cell(page, CARRIER, 'On-boarding').getByRole('link').click();
  await expect(heading(page, 'On-boarding')).toBeVisible();
  await expect(page).toHaveURL(/\/on-boarding\?account=account-quillhaven/);
  await page.goBack();
  await cell(page, CARRIER, 'Questions').getByRole('link').click();
  await expect(main(page).getByRole('link', { name: 'Which release for the edge?' })).toBeVisible();
});

test('nobody else has accounts side by side', async ({ page, watch }) => {
  watch.provoke(/status of 403 .*\/v1\/workspace$/);
  await signIn(page, SENIOR);
  await expect(page.getByRole('link', { name: 'Accounts', exact: true, includeHidden: true })).toHaveCount(0);
  await page.goto('/accounts');
  await expect(main(page)).toContainText('The advisor sees the accounts that are assigned to the advisor.');
});

test('the three pages that keep an account ready lead to each other', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/activation');
  await expect(heading(page, 'Activation')).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Readiness' });
  for (const name of ['On-boarding', 'Responsibilities', 'Activation']) {
    await tabs.getByRole('link', { name }).click();
    await expect(heading(page, name)).toBeVisible();
    await expect(tabs.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  }
});

test('profile, account and wall card are in the account’s menu', async ({ page }) => {
  await signIn(page, SENIOR);
  for (const [link, title] of [
    ['Your profile', /profile/i],
    ['Your account', /account|Quillhaven/i],
    ['Wall card', /wall card/i],
  ] as const) {
    await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
    await page.getByRole('link', { name: link, exact: true }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
});

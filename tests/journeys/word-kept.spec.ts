// Was the word kept? Measured first responses over eight quarters, as a picture with its table; each figure leads to its cases.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, SENIOR, signIn } from '../support/people';
import { call } from '../support/api';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const QUARTERS = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];

const table = (page: Page) => page.getByRole('table', { name: /First responses within the target/ });
const behind = (page: Page) => page.getByRole('table', { name: 'Cases behind the figures' });
const rows = (page: Page) => behind(page).locator('tbody').getByRole('row');

/** The same figures, counted one by one in the list of all cases. */
async function counted(page: Page, quarter: string, priority: number, channel: string) {
  const { body } = await call(page, 'GET', '/v1/cases?limit=200');
  const of = (at: string) => `${at.slice(0, 4)}-Q${Math.floor((Number(at.slice(5, 7)) - 1) / 3) + 1}`;
  const cases = body.items.filter((one: any) => of(one.created_at) === quarter && one.priority === priority && one.channel === channel);
  const met = cases.filter((one: any) => one.first_contact_at && Date.parse(one.first_contact_at) <= Date.parse(one.due_at));
  return { numbers: cases.map((one: any) => one.number).sort(), met: met.length };
}

test('eight quarters as a picture with its table, and each figure leads to the cases behind it', async ({ page }) => {
  await signIn(page, ENGINEER, '/cases');
  await page.getByRole('link', { name: 'Was the word kept?' }).click();
  await expect(heading(page, 'Was the word kept?')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Share of first responses within the target, by quarter/ })).toBeVisible();
  await expect(main(page)).toContainText('A target, never a guarantee.');
  await expect(main(page)).toContainText(/\d+ %: \d+ of \d+ cases within the target/);
  for (const quarter of QUARTERS) await expect(table(page).getByRole('columnheader', { name: quarter })).toBeVisible();

  const kinds = table(page).locator('tbody').getByRole('row');
  await expect(kinds.first()).toContainText('P1 by phone');
  await expect(kinds.first()).toContainText('target 30 minutes');
  // Nothing broke in one of the quarters, and that is said, not left out.
  for (const kind of await kinds.all()) await expect(kind.getByRole('cell').nth(QUARTERS.indexOf('2025-Q3'))).toHaveText('no case');

  const { numbers, met } = await counted(page, '2026-Q2', 2, 'web');
  expect(numbers.length).toBeGreaterThan(1);
  const cell = kinds.filter({ hasText: 'P2 by web' }).getByRole('cell').nth(QUARTERS.indexOf('2026-Q2'));
  await expect(cell).toContainText(/median \d/);
  await cell.getByRole('link', { name: `${met} of ${numbers.length}`, exact: true }).click();
  await expect(heading(page, 'P2 by web, 2026-Q2')).toBeVisible();
  await expect(rows(page)).toHaveCount(numbers.length);
  for (const number of numbers) await expect(behind(page)).toContainText(number);
  await rows(page).first().getByRole('rowheader').getByRole('link').click();
  await expect(page.getByRole('region', { name: 'First response' })).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'P2 by web, 2026-Q2')).toBeVisible();
});

test('a miss stays a miss, and who was never contacted is counted', async ({ page, watch }) => {
  await signIn(page, SENIOR, '/word-kept');
  await table(page).getByRole('link', { name: /^\d+ later$/ }).first().click();
  const tabs = page.getByRole('navigation', { name: 'Which of them' });
  await expect(tabs.getByRole('link', { name: /later than the target$/ })).toHaveAttribute('aria-current', 'page');
  const first = page.url();
  await page.reload();
  expect(page.url()).toBe(first);
  for (const row of await rows(page).all()) await expect(row).toContainText(/ late$/);
  await expect(main(page)).toContainText(/\d+: came later than that/);
  await expect(main(page)).toContainText('our reading');
  await tabs.getByRole('link', { name: /^All \d+$/ }).click();
  await expect(tabs.getByRole('link', { name: /^All \d+$/ })).toHaveAttribute('aria-current', 'page');

  await main(page).getByRole('link', { name: 'Was the word kept?' }).click();
  await table(page).getByRole('link', { name: /^\d+ never contacted$/ }).first().click();
  await expect(rows(page).first()).toContainText('nobody yet');
  await expect(rows(page).first()).toContainText('overdue');

  // Another account's record is not there.
  watch.provoke(/status of 404 .*\/v1\/response-record/);
  await page.goto('/word-kept?account=account-of-somebody-else');
  await expect(page.getByRole('alert').filter({ hasText: 'We could not load the record' })).toBeVisible();
});

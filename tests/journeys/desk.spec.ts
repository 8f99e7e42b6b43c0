// The Escalation Management Desk: it sees escalated cases and nothing else, an overdue report is in its way, it reports, proposes
// the end, and the End User agrees in another window.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ESCALATION_DESK, SENIOR, VENDOR_ENGINEER, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call, theCase } from '../support/api';
import { beside, look } from '../support/beside';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const told = (page: Page) => card(page, 'What happened so far').getByRole('listitem');
const can = (page: Page) => card(page, 'What you can do now');
const titles = (page: Page) => page.getByRole('table', { name: 'Cases' }).getByRole('rowheader');
const row = (page: Page, words: string) => page.getByRole('table', { name: 'Cases' }).getByRole('row').filter({ hasText: words });

/** The demonstration's requests that are not completed, by the first word of their cases. */
const OPEN = ['fra1-pe02', 'gru1-core01', 'nue1-core01', 'nyc1-pe02'];

async function step(page: Page, what: string, fields: Record<string, string> = {}) {
  await can(page).getByLabel('What', { exact: true }).selectOption(what);
  for (const [label, text] of Object.entries(fields)) await can(page).getByLabel(label).fill(text);
  await can(page).getByRole('button', { name: 'Send' }).click();
}

const first = async (page: Page) => (await titles(page).allInnerTexts()).map((title) => title.split(':')[0]).sort();

test('its lists hold escalated cases and nothing else, and what is over stays', async ({ page, browser, watch }) => {
  watch.provoke(/status of 404 .*\/v1\/cases\//, /status of 403 .*\/v1\/units\//);
  await signIn(page, ESCALATION_DESK);
  await page.goto('/cases');
  await expect(titles(page)).toHaveCount(OPEN.length);
  expect(await first(page)).toEqual(OPEN);
  await expect(row(page, 'nyc1-pe02')).toContainText('report overdue');
  await expect(row(page, 'gru1-core01')).not.toContainText('report overdue');
  expect(await audit(page)).toEqual([]);
  await page.goto('/cases?show=all');
  await expect(row(page, 'den2-core01')).toBeVisible();
  expect(await first(page)).toEqual(['den2-core01', ...OPEN]);

  // One that nobody has escalated is not there, by whatever way.
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, timezoneId: 'UTC', viewport: null });
  const { number, synopsis } = await theCase(engineer, 'chi1-core01: routing');
  await engineer.context().close();
  await page.goto(`/cases/${number}`);
  await expect(heading(page, `No case ${number}`)).toBeVisible();
  await expect(main(page)).not.toContainText(synopsis);
  await page.goto(`/cases?show=all&q=${number}`);
  await expect(page.getByRole('heading', { name: 'No case here' })).toBeVisible();
  await page.goto('/handover?since=12h');
  await expect(card(page, 'What changed').getByRole('listitem').first()).toBeVisible();
  await expect(main(page)).not.toContainText('chi1-core01');
  await expect(card(page, 'Promised, and due next')).toContainText('status report about the escalation overdue');
  await expect(card(page, 'Promised, and due next')).toContainText('status report about the escalation promised');
  await expect(card(page, 'What changed')).toContainText(`${ESCALATION_DESK}, reported on escalation 1, next report`);
  await page.goto('/word-kept?account=account-quillhaven');
  await expect(main(page)).toContainText('not the record of the account');
});

test('the overdue report is written, the end proposed, and the End User agrees', async ({ page, browser, watch }) => {
  const narrow = { timezoneId: 'America/Denver', viewport: { width: 1100, height: 900 } };
  await signIn(page, ESCALATION_DESK);
  const { number, synopsis } = await theCase(page, 'nyc1-pe02: line card');
  await page.goto(`/cases/${number}`);
  await expect(heading(page, synopsis)).toBeVisible();
  const escalations = card(page, 'Escalations');
  await expect(escalations).toContainText('report overdue');
  await expect(escalations).toContainText(ESCALATION_DESK);
  // It sees the case, not the unit: named, and no link into a refusal.
  await expect(card(page, 'Case')).toContainText('nyc1-pe02');
  await expect(card(page, 'Case').getByRole('link', { name: 'nyc1-pe02' })).toHaveCount(0);
  expect(await audit(page)).toEqual([]);

  await step(page, 'Escalation 1: write a status report', { 'How it stands': 'The courier leaves at once.', 'When the next report comes': '2026-11-24T18:30' });
  await expect(told(page).first()).toContainText('reported on escalation 1');
  await expect(escalations).not.toContainText('report overdue');
  await page.goto('/cases');
  await expect(row(page, 'nyc1-pe02')).toBeVisible();
  await expect(row(page, 'nyc1-pe02')).not.toContainText('report overdue');
  await page.goto(`/cases/${number}`);
  await step(page, 'Escalation 1: propose that it is completed', { 'What was reached': 'The card is in.' });
  await expect(told(page).first()).toContainText('proposed to complete escalation 1');

  const customer = await beside(browser, watch, portal.server(), { name: SENIOR, ...narrow });
  await customer.goto(`/cases/${number}`);
  await expect(card(customer, 'Escalations')).toContainText('completed, says the desk');
  await step(customer, 'Escalation 1: agree that it is completed', { 'A word about it (optional)': 'It is. Thank you.' });
  await expect(card(customer, 'Escalations')).toContainText('completed, and agreed');
  await customer.context().close();

  await look(page);
  await expect(escalations).toContainText('completed, and agreed');
  await expect(told(page).first()).toContainText('It is. Thank you.');
  // The desk still sees what it completed; the list of what is escalated now does not have it.
  await page.goto('/cases');
  await expect(row(page, 'nyc1-pe02')).not.toContainText('escalated');
  await page.goto('/cases?escalated=true');
  await expect(row(page, 'gru1-core01')).toBeVisible();
  await expect(row(page, 'nyc1-pe02')).toHaveCount(0);
});

test('a request without an owner beside one that is over: taken, in the same case', async ({ page }) => {
  await signIn(page, ESCALATION_DESK);
  const { number } = await theCase(page, 'nue1-core01');
  await page.goto(`/cases/${number}`);
  const escalations = card(page, 'Escalations').locator('section');
  await expect(escalations).toHaveCount(2);
  await expect(escalations.first()).toContainText('completed, and agreed');
  await expect(escalations.last()).toContainText('waiting for an owner at the desk');
  const options = await can(page).getByLabel('What', { exact: true }).getByRole('option').allInnerTexts();
  expect(options).toContain('Escalation 2: take it');
  expect(options.some((option) => option.startsWith('Escalation 1'))).toBe(false);
  await step(page, 'Escalation 2: take it');
  await expect(escalations.last()).toContainText(ESCALATION_DESK);
  const stored = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  expect(stored.escalations.map((known: any) => known.state)).toEqual(['completed', 'owned']);
});

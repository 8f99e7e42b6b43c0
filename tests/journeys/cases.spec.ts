// The list of cases as an engineer needs it: narrowed and sorted in the address, kept as views, saved as a file, and what it says
// when it is empty or cannot be loaded.

import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ESCALATION_DESK, OPERATOR_ENGINEER, SENIOR, forgetSession, signIn } from '../support/people';
import { call } from '../support/api';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const rows = (page: Page) => page.getByRole('table', { name: 'Cases' }).getByRole('row');
const titles = (page: Page) => rows(page).getByRole('rowheader');
const total = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('status');
const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const chips = (page: Page) => main(page).getByRole('list', { name: 'Narrowed to' }).getByRole('button');
const choose = (page: Page, label: string, words: string) => main(page).getByRole('combobox', { name: label, exact: true }).selectOption(words);
/** The synopses of the stored cases that a query of the API finds, in its order; those of the first page. */
async function stored(page: Page, query: string): Promise<string[]> {
  const answer = await call(page, 'GET', `/v1/cases?limit=50&${query}`);
  expect(answer.status).toBe(200);
  return answer.body.items.map((one: any) => one.synopsis);
}

async function cases(page: Page, name: string, query = '') {
  await signIn(page, name);
  await page.goto(`/cases${query}`);
  await expect(titles(page).first()).toBeVisible();
}

test('filters stand in the address, survive reload, back and forward, and are taken away one by one', async ({ page }) => {
  await cases(page, SENIOR);
  await choose(page, 'Priority', 'Priority 2');
  await expect(page).toHaveURL(/\/cases\?priority=2$/);
  await choose(page, 'First response', 'Target missed');
  await expect(page).toHaveURL(/priority=2&target=missed$/);
  const expected = await stored(page, 'open=true&priority=2&target=missed&sort=urgency');
  expect(expected.length).toBeGreaterThan(0);
  await expect(titles(page)).toHaveText(expected);
  await expect(total(page)).toHaveText(expected.length === 1 ? '1 case' : `${expected.length} cases`);
  await expect(chips(page)).toHaveText(['Remove Priority: Priority 2', 'Remove First response: Target missed']);
  await page.reload();
  await expect(titles(page)).toHaveText(expected);
  await expect(main(page).getByRole('combobox', { name: 'Priority', exact: true })).toHaveValue('2');
  await titles(page).first().getByRole('link').click();
  await expect(heading(page, expected[0])).toBeVisible();
  await page.goBack();
  await expect(titles(page)).toHaveText(expected);
  await page.goForward();
  await expect(heading(page, expected[0])).toBeVisible();
  await page.goBack();
  await chips(page).filter({ hasText: 'First response' }).click();
  await expect(page).toHaveURL(/\/cases\?priority=2$/);
  await expect(chips(page)).toHaveText(['Remove Priority: Priority 2']);
  await chips(page).click();
  await expect(page).toHaveURL(/\/cases$/);
  await expect(chips(page)).toHaveCount(0);
});

test('whose turn, site, contract, channel, unit and dates', async ({ page }) => {
  await cases(page, SENIOR);
  await choose(page, 'Waiting on', 'You');
  await expect(titles(page)).toHaveText(await stored(page, 'open=true&waiting_on=customer&sort=urgency'));
  await expect(rows(page).getByText('waiting on you')).toHaveCount(await titles(page).count());
  await page.goto('/cases?show=all');
  await main(page).getByText('More filters').click();
  const site = main(page).getByRole('combobox', { name: 'Site', exact: true });
  const frankfurt = site.getByRole('option', { name: /^Frankfurt Ost/ });
  await expect(frankfurt).toHaveCount(1);
  const words = await frankfurt.innerText();
  await site.selectOption({ label: words });
  await expect(page).toHaveURL(/show=all&site=site-fra1$/);
  await expect(total(page)).toHaveText(new RegExp(`^${words.match(/\((\d+)\)/)![1]} cases?$`));
  await expect(chips(page)).toHaveText([/Remove Site: Frankfurt Ost/]);
  await page.goto('/cases?show=all&channel=phone&sort=-created');
  await expect(titles(page)).toHaveText(await stored(page, 'channel=phone&sort=-created'));
  await expect(page.getByText('More filters (1)')).toBeVisible();
  await page.goto('/cases?show=all');
  await main(page).getByText('More filters').click();
  await main(page).getByLabel('Opened until').fill('2026-11-22');
  await expect(page).toHaveURL(/opened_to=2026-11-22$/);
  await expect(titles(page)).toHaveText(await stored(page, 'opened_to=2026-11-22&sort=urgency'));
  await main(page).getByLabel('Serial of the unit').fill('NOSUCH');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/unit=NOSUCH/);
  await expect(page.getByRole('heading', { name: 'No case here' })).toBeVisible();
  await main(page).getByRole('link', { name: 'Show open cases' }).click();
  await expect(titles(page).first()).toBeVisible();
});

test('sorted by the last change, the list says when that was', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await cases(page, SENIOR, '?show=all');
  await expect(page.getByRole('columnheader', { name: 'Last change' })).toHaveCount(0);
  await choose(page, 'Sort by', 'Last change');
  await expect(page).toHaveURL(/sort=-changed$/);
  await expect(titles(page)).toHaveText(await stored(page, 'sort=-changed'));
  await expect(page.getByRole('columnheader', { name: 'Last change' })).toBeVisible();
  await choose(page, 'Sort by', 'Newest first');
  await expect(titles(page)).toHaveText(await stored(page, 'sort=-created'));
  await expect(page.getByRole('columnheader', { name: 'Opened' })).toBeVisible();
});

test('a view is saved with its count, shared, and the list begins with it', async ({ page }) => {
  await cases(page, SENIOR, '?priority=1');
  const count = (await total(page).innerText()).match(/\d+/)![0];
  await expect(views(page).getByRole('link', { name: /^Waiting on us \d+$/ })).toBeVisible();
  await expect(views(page).getByRole('link', { name: /^Targets missed \d+$/ })).toBeVisible();
  await page.getByText('Save this view').click();
  await page.getByLabel('Name of the view').fill('Down now');
  await page.getByLabel(/^Everybody of .* sees it$/).check();
  await page.getByLabel('My list begins with it').check();
  await main(page).getByRole('button', { name: 'Save view', exact: true }).click();
  await expect(views(page).getByRole('link', { name: `Down now ${count}` })).toHaveAttribute('aria-current', 'page');
  await page.goto('/cases');
  await expect(page).toHaveURL(/\/cases\?priority=1$/);
  await views(page).getByRole('link', { name: 'Open', exact: true }).click();
  await expect(titles(page)).toHaveText(await stored(page, 'open=true&sort=urgency'));
  // Views of units are others.
  await page.goto('/units?view=all');
  await expect(views(page).getByRole('link', { name: /^Ends within 90 days/ })).toBeVisible();
  await expect(views(page).getByRole('link', { name: /^Down now/ })).toHaveCount(0);
  await forgetSession(page.context());
  await cases(page, ADMINISTRATOR);
  await expect(page).toHaveURL(/\/cases$/);
  await expect(views(page).getByRole('link', { name: `Down now ${count}` })).toBeVisible();
  await expect(views(page).getByRole('link', { name: /^Targets missed/ })).toHaveCount(0);
});

test('the file holds what the list shows', async ({ page }) => {
  await cases(page, SENIOR, '?show=all&sort=-created&q=1&opened_from=2026-09-01');
  const numbers = await rows(page).locator('td.mono').allInnerTexts();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save the list as CSV' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('cases-2026-11-24.csv');
  const text = (await readFile((await download.path())!, 'utf8')).replace(/^\ufeff/, '');
  const read = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(read.errors).toEqual([]);
  expect(read.data.map((row) => row.number)).toEqual(numbers);
  expect(read.data.every((row) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(row.opened_at_utc))).toBe(true);
});

test('the vendor’s people see their accounts’ cases, others their own', async ({ page }) => {
  await cases(page, ADVISOR, '?show=all');
  await expect(page.getByRole('columnheader', { name: 'End User', includeHidden: true })).toHaveCount(1);
  await choose(page, 'Waiting on', 'The End User');
  await expect(titles(page)).toHaveText(await stored(page, 'waiting_on=customer&sort=urgency'));
  await forgetSession(page.context());
  await cases(page, ESCALATION_DESK);
  await expect(titles(page).first()).toBeVisible();
  await forgetSession(page.context());
  await cases(page, OPERATOR_ENGINEER);
  await expect(titles(page).filter({ hasText: 'nue1-core01' })).toHaveCount(1);
  await expect(titles(page).filter({ hasText: 'gru1-core01' })).toHaveCount(0);
});

test('a list that cannot be loaded says so and is asked for again', async ({ page, watch }) => {
  watch.provoke(/status of 500/);
  await signIn(page, SENIOR);
  await page.route(/\/v1\/cases\?/, (route) => route.fulfill({
    status: 500, contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: 'Broken', status: 500, instance: 'req-of-the-test' }),
  }));
  await page.goto('/cases?priority=1');
  await expect(page.getByRole('alert')).toContainText('We could not load your cases');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(titles(page).first()).toBeVisible();
  await expect(page).toHaveURL(/priority=1$/);
});

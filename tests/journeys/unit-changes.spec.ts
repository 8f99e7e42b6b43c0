// The list of units as a tool: narrowed by what units are, kept as a view, saved as a file; and many units changed at once.

import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ENGINEER, SENIOR, VIEWER, forgetSession, signIn } from '../support/people';
import { call } from '../support/api';
import { enterOn, tabTo } from '../support/keyboard';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const rows = (page: Page) => page.getByRole('table', { name: 'Units' }).getByRole('row');
const hosts = (page: Page) => rows(page).getByRole('rowheader');
const total = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('status');
const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' });

async function units(page: Page, name: string, query = '') {
  await signIn(page, name);
  await page.goto(`/units${query}`);
  await expect(hosts(page).first()).toBeVisible();
}

/** Selects what the page shows, and opens the form. */
async function changeThePage(page: Page) {
  const shown = await hosts(page).count();
  await button(page, 'Select this page').click();
  await button(page, `Change ${shown} units`).click();
  await expect(page.getByRole('heading', { name: `Change ${shown} units` })).toBeFocused();
  return shown;
}

async function setUse(page: Page, use: string) {
  const shown = await changeThePage(page);
  await page.getByRole('combobox', { name: 'Use', exact: true }).last().selectOption(use);
  await page.getByLabel('Why (optional)').fill('Moved to the shelf.');
  await button(page, 'See what changes').click();
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeFocused();
  return shown;
}

test('more filters say how many units each value has, and stay in the address', async ({ page }) => {
  await units(page, SENIOR);
  await page.getByText('More filters').click();
  const site = page.getByRole('combobox', { name: 'Site' });
  const frankfurt = site.getByRole('option', { name: /^Frankfurt Ost/ });
  await expect(frankfurt).toHaveCount(1);
  const words = await frankfurt.innerText();
  await site.selectOption({ label: words });
  await expect(page).toHaveURL(/site=site-fra1/);
  await expect(hosts(page).filter({ hasNotText: /^fra1-/ })).toHaveCount(0);
  await expect(total(page)).toHaveText(`${words.match(/\d+/)} units`);
  await page.getByRole('combobox', { name: 'Condition that fails' }).selectOption({ index: 1 });
  await expect(page).toHaveURL(/condition=/);
  // Each value says beforehand how many units it has alone.
  const narrow = async (name: string, option: RegExp) => {
    const list = page.getByRole('combobox', { name, exact: true });
    const words = await list.getByRole('option', { name: option }).first().innerText();
    await list.selectOption({ label: words });
    return { value: await list.inputValue(), units: Number(/\((\d+)\)$/.exec(words)![1]) };
  };
  for (const [name, option] of [['Family', /^MX \(/], ['Product', /^MX480 \(/], ['Contract', /\d/]] as const) {
    await page.goto('/units');
    await page.getByText('More filters').click();
    const { value, units } = await narrow(name, option);
    await expect(page).toHaveURL(new RegExp(`=${value}$`));
    await expect(total(page)).toHaveText(new RegExp(`^${units} units?$`));
    if (name === 'Product') await expect(rows(page).filter({ has: page.getByRole('rowheader'), hasNotText: 'MX480' })).toHaveCount(0);
  }
  // Two together: those of which both are so.
  const { value } = await narrow('Family', /^MX \(/);
  const contract = await page.getByRole('combobox', { name: 'Contract', exact: true }).inputValue();
  const both = (await call(page, 'GET', `/v1/units?limit=200&contract=${encodeURIComponent(contract)}`)).body.items.filter((unit: any) => unit.family === value);
  await expect(total(page)).toHaveText(new RegExp(`^${both.length} units?$`));
  await expect(page.getByText('More filters (2)')).toBeVisible();
  await page.goto('/units?country=SS&sort=release');
  await expect(hosts(page).filter({ hasNotText: /^jub1-/ })).toHaveCount(0);
  await expect(page.getByText('More filters (1)')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Country' })).toHaveValue('SS');
  await page.goto('/units?release=99.9X1');
  await expect(page.getByRole('heading', { name: 'No unit matches' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Release' })).toHaveValue('99.9X1');
});

test('the file holds what the list shows', async ({ page }) => {
  await units(page, VIEWER, '?site=site-fra1&sort=-reference');
  const count = Number.parseInt(await total(page).innerText(), 10);
  const serials = await rows(page).locator('td.mono').allInnerTexts();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save the list as CSV' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('units-2026-11-24.csv');
  const lines = (await readFile((await download.path())!, 'utf8')).replace(/^\ufeff/, '').trim().split('\r\n');
  expect(lines).toHaveLength(count + 1);
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(serials);
  // Who looks on selects nothing.
  await expect(button(page, 'Select this page')).toHaveCount(0);
});

test('the two files hold the same, as PapaParse reads the one', async ({ page }) => {
  await units(page, ADMINISTRATOR, '?q=1');
  const saved = async (format: string) => {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: `Save the list as ${format}` }).click();
    return readFile((await (await coming).path())!, 'utf8');
  };
  const { items } = JSON.parse(await saved('JSON'));
  const read = Papa.parse<Record<string, string>>((await saved('CSV')).replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  expect(read.errors).toEqual([]);
  expect(read.data.length).toBeGreaterThan(50);
  const text = (value: unknown) => (value ?? '') as string;
  const short = (row: Record<string, string>) => [row.reference, row.host_name, row.model, row.description, row.end_user, row.site, row.street, row.city, row.zone, row.usage, row.purchase_order];
  expect(read.data.map(short)).toEqual(
    items.map((unit: any) => [
      unit.reference, unit.host_name, unit.model, unit.description, unit.account.name,
      unit.site?.name, unit.site?.street, unit.site?.city, unit.site?.zone, unit.usage, unit.order?.number,
    ].map(text)),
  );
});

test('a view is saved with its count, the list begins with it, and the whole list stays in reach', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await units(page, SENIOR, '?q=nyc1');
  const count = (await total(page).innerText()).match(/\d+/)![0];
  await page.getByText('Save this view').click();
  await button(page, 'Save view').click();
  await expect(main(page).getByRole('alert')).toContainText('Give the view a name');
  await page.getByLabel('Name of the view').fill('New York');
  await page.getByLabel('My list begins with it').check();
  await button(page, 'Save view').click();
  const tab = views(page).getByRole('link', { name: `New York ${count}` });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(views(page).getByRole('link', { name: /^Ends within 90 days \d+$/ })).toBeVisible();
  await page.goto('/units');
  await expect(page).toHaveURL(/q=nyc1$/);
  await expect(hosts(page).filter({ hasNotText: /^nyc1-/ })).toHaveCount(0);
  await views(page).getByRole('link', { name: 'All units' }).click();
  await expect(hosts(page)).toHaveCount(50);
  await page.getByText('Save this view').click();
  await page.getByRole('button', { name: /^Delete\s+New York$/ }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('button', { name: /^Delete\s+New York$/ })).toBeFocused();
  await page.getByRole('button', { name: /^Delete\s+New York$/ }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(tab).toHaveCount(0);
  await page.goto('/units');
  await expect(hosts(page)).toHaveCount(50);
});

test('many units are changed at once, after it was shown what that does to their cover', async ({ page }) => {
  await units(page, ADMINISTRATOR, '?q=yyz1-&answer=advanced_care_plus');
  const shown = await setUse(page, 'spare');
  await expect(main(page).getByText(`${shown} units would change.`)).toBeVisible();
  const told = page.getByRole('table', { name: 'Unit by unit' }).getByRole('row').nth(1);
  await expect(told).toContainText('Use: in use → spare');
  await expect(told).toContainText('Advanced Care Plus → Juniper Care only');
  await button(page, `Change ${shown} units`).last().click();
  await expect(page.getByRole('heading', { name: 'Done' })).toBeFocused();
  await expect(main(page).getByText(`${shown} units were changed.`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No unit matches' })).toBeVisible();
  await button(page, 'Close').click();
  await page.goto('/units?q=yyz1-&usage=spare');
  await expect(hosts(page).first()).toBeVisible();
  // Some stood on the shelf before.
  const spare = await setUse(page, 'in use');
  expect(spare).toBeGreaterThanOrEqual(shown);
  await button(page, `Change ${spare} units`).last().click();
  await expect(main(page).getByText(`${spare} units were changed.`)).toBeVisible();
});

test('what somebody else changed meanwhile is told and stays selected', async ({ page }) => {
  await units(page, ADMINISTRATOR, '?q=scl1-&answer=advanced_care_plus');
  const serial = await rows(page).nth(1).locator('td.mono').innerText();
  const shown = await setUse(page, 'laboratory');
  await page.evaluate(async (reference) => {
    const headers = { 'Content-Type': 'application/json', 'X-Portal': '1', 'Idempotency-Key': crypto.randomUUID() };
    const body = JSON.stringify({ units: [{ reference }], change: { release: '23.4R2-S9' } });
    await fetch('/v1/units/changes', { method: 'POST', headers, body });
  }, serial);
  await button(page, `Change ${shown} units`).last().click();
  await expect(main(page).getByText(`${shown - 1} units were changed. 1 changed by somebody else in the meantime.`)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Unit by unit' }).getByRole('rowheader')).toHaveText([serial]);
  await expect(button(page, 'Change 1 unit')).toBeVisible();
});

test('units do not move where the service is not available; engineers say the release and no more', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await units(page, ADMINISTRATOR, '?q=gru1-pe');
  await changeThePage(page);
  await page.getByRole('combobox', { name: 'What is changed' }).selectOption('Site');
  await page.getByRole('combobox', { name: 'Site', exact: true }).last().selectOption('Khartoum North');
  await button(page, 'See what changes').click();
  await expect(main(page).getByRole('alert')).toContainText('The service is not available in SD');
  await expect(page.getByRole('combobox', { name: 'Site', exact: true }).last()).toHaveValue('site-krt1');
  // A site that nobody has yet is made on the way, once, and all of them stand there.
  await page.getByRole('combobox', { name: 'Site', exact: true }).last().selectOption('A new site…');
  await button(page, 'See what changes').click();
  await expect(main(page).getByRole('alert')).toContainText('Enter the country');
  for (const [label, text] of [['Name', 'Campinas'], ['Street and number', 'Rua das Paineiras 40'], ['City', 'Campinas'], ['Country', 'Brazil']]) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  await button(page, 'See what changes').click();
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeFocused();
  await expect(page.getByRole('table', { name: 'Unit by unit' }).getByRole('row').nth(1)).toContainText('→ Campinas');
  await button(page, /^Change \d+ units$/).last().click();
  await expect(page.getByRole('heading', { name: 'Done' })).toBeFocused();
  const sites = (await call(page, 'GET', '/v1/sites?q=Campinas')).body.items;
  expect(sites.map((one: any) => [one.site.country, one.units])).toEqual([['BR', await hosts(page).count()]]);
  await forgetSession(page.context());
  await units(page, ENGINEER, '?q=gru1-pe');
  const shown = await changeThePage(page);
  await expect(page.getByRole('combobox', { name: 'What is changed' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Release', exact: true }).fill('none');
  await button(page, 'See what changes').click();
  await expect(main(page).getByRole('alert')).toContainText('A release has a number in it');
  await page.getByRole('textbox', { name: 'Release', exact: true }).fill('24.2R1-S1');
  await button(page, 'See what changes').click();
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeFocused();
  await button(page, `Change ${shown} units`).last().click();
  await expect(main(page).getByText(`${shown} units were changed.`)).toBeVisible();
});

test.describe('with the keyboard alone, at 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('two units are retired', async ({ page }) => {
    await units(page, ADMINISTRATOR, '?q=ktm1-');
    for (const place of [0, 1]) {
      await tabTo(page, page.getByRole('checkbox', { name: /^Select ktm1-/ }).nth(place));
      await page.keyboard.press('Space');
    }
    await page.evaluate(() => document.getElementById('title')!.focus());
    await enterOn(page, button(page, 'Change 2 units'));
    await expect(page.getByRole('heading', { name: 'Change 2 units' })).toBeFocused();
    await tabTo(page, page.getByRole('combobox', { name: 'Use', exact: true }).last());
    await page.keyboard.type('decom');
    await enterOn(page, button(page, 'See what changes'));
    await expect(page.getByRole('heading', { name: 'What changes' })).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await enterOn(page, button(page, 'Change 2 units').last());
    await expect(main(page).getByText('2 units were changed.')).toBeVisible();
    await expect(heading(page, 'Units')).toBeVisible();
  });
});

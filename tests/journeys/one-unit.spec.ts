// One unit: its cover over time as a picture with the same as a table, the unit it came in the place of, its cases, what
// happened to it, and what is done with it by whom.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, RESELLER, SENIOR, VIEWER, signIn } from '../support/people';
import { call, theUnit } from '../support/api';
import { audit } from '../support/audit';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const overTime = (page: Page) => card(page, 'Cover over time');
const events = (page: Page) => page.getByRole('region', { name: 'History' }).getByRole('row');
const fact = (page: Page, of: string, name: string) => card(page, of).locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
const begin = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click();

async function openUnit(page: Page, hostName: string) {
  const unit = await theUnit(page, hostName);
  await page.goto(`/units/${encodeURIComponent(unit.reference)}`);
  await expect(heading(page, hostName)).toBeVisible();
  return unit;
}

test('the picture says what ends first, and the table has the contracts, the gap and the dates of the product', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'chi1-pe02');
  await expect(overTime(page).getByRole('img', { name: /^Cover from .* to .*The table has the same/ })).toBeVisible();
  await overTime(page).getByText('The same as a table').click();
  const rows = overTime(page).getByRole('row');
  await expect(rows.filter({ hasText: 'A gap: no Juniper Care' })).toContainText(/24 Nov 2026\s*24 Nov 2026/);
  await expect(rows.filter({ hasText: /Advanced Care Plus 00604173/ })).toHaveCount(3);
  await expect(rows.filter({ hasText: 'Cover: No cover found' }).first()).toBeVisible();
  // A day of the table is one step away.
  await rows.filter({ hasText: 'Juniper Care 0040791402' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\?on=2026-11-25$/);
  await expect(overTime(page).getByText(/^Ends first: .*, last day /)).toBeVisible();

  await openUnit(page, 'den2-leaf03');
  await overTime(page).getByText('The same as a table').click();
  for (const words of ['End of Life announced', 'Last order', 'End of software engineering', 'End of Support']) {
    await expect(overTime(page).getByRole('row').filter({ hasText: words })).toHaveCount(1);
  }
  await expect(overTime(page).getByText(/^Ends first: End of Support, last day 24 Jan 2027/)).toBeVisible();
});

test('however its number is typed, the address leads to the unit and becomes its own', async ({ page }) => {
  await signIn(page, SENIOR);
  for (const typed of ['%20JN1234AFB%20', 'jn1234afb?on=2026-12-01']) {
    await page.goto(`/units/${typed}`);
    await expect(heading(page, 'fra1-pe03')).toBeVisible();
    await expect(page).toHaveURL(/\/units\/JN1234AFB(\?on=2026-12-01)?$/);
  }
});

test('a part past its own End of Support is marked, with its serial number', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'fra1-pe01');
  const part = card(page, 'Parts').getByRole('row').filter({ hasText: 'FPC 3' });
  await expect(part).toContainText(/MPC-3D-16XGE-SFPP\s*CA\w+\s*7 Jul 2026\s*excluded: past it/);
  await expect(card(page, 'Parts').getByText('excluded')).toHaveCount(1);
});

test('a replacement inherits the line in the order; old and new lead to each other', async ({ page }) => {
  await signIn(page, ENGINEER);
  const unit = await openUnit(page, 'tyo1-pe02');
  await expect(fact(page, 'Purchase order', 'Number')).toContainText('PO-QB-60417, inherited from the unit that it replaced');
  await card(page, 'Purchase order').getByRole('link', { name: 'BN0871ACF' }).click();
  await expect(heading(page, 'tyo1-pe02-returned')).toBeVisible();
  await expect(events(page).filter({ hasText: 'Use: from in use to decommissioned' })).toContainText('Returned, replacement received');
  await card(page, 'Purchase order').getByRole('link', { name: unit.reference }).click();
  await expect(heading(page, 'tyo1-pe02')).toBeVisible();
});

test('its cases, and all of them in the list', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'nyc1-pe02');
  const cases = page.getByRole('region', { name: 'Cases about this unit' });
  await expect(cases.getByRole('row').nth(1)).toContainText('nyc1-pe02');
  await page.getByRole('link', { name: 'All cases about this unit' }).click();
  await expect(heading(page, 'Cases')).toBeVisible();
  await expect(main(page).getByRole('list', { name: 'Narrowed to' })).toContainText(/Serial of the unit: /);
  const rows = page.getByRole('region', { name: 'Cases' }).getByRole('row');
  for (const row of (await rows.all()).slice(1)) await expect(row).toContainText('nyc1-pe02');
  await page.getByRole('button', { name: /^Remove Serial of the unit/ }).click();
  await expect(rows.filter({ hasNotText: 'nyc1-pe02' }).nth(1)).toBeVisible();
});

test('an administrator puts a unit right: what it becomes is shown, and the history tells it', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await openUnit(page, 'muc1-leaf01');
  await begin(page, 'Put right');
  await expect(page.getByRole('heading', { name: 'Put this unit right' })).toBeFocused();
  await begin(page, 'Save');
  await expect(page.getByRole('alert')).toContainText('Nothing is different yet');
  await page.getByLabel('Host name').fill('muc1-leaf71');
  await page.getByLabel('Use', { exact: true }).selectOption('spare');
  await expect(main(page).getByText(/^Cover today would be: /)).toContainText('Juniper Care only');
  await page.getByLabel('Why (optional)').fill('On the shelf since the new fabric');
  await begin(page, 'Save');
  await expect(heading(page, 'muc1-leaf71')).toBeVisible();
  await expect(fact(page, 'Unit', 'Use')).toContainText('spare');
  await expect(events(page).filter({ hasText: 'Host name: from muc1-leaf01 to muc1-leaf71' })).toContainText(ADMINISTRATOR);
  await expect(events(page).filter({ hasText: 'Use: from in use to spare' })).toContainText('On the shelf since the new fabric');
});

test('a unit moves to another site, not where the service is not available; the site before stays', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, ADMINISTRATOR);
  await openUnit(page, 'muc1-spine01');
  await begin(page, 'Move');
  await page.getByLabel('Site', { exact: true }).selectOption({ label: 'Khartoum North: Block 12, Acacia Street, 13311 Khartoum, SD' });
  await expect(main(page).getByText(/^Cover today would be: /)).toContainText('No cover found');
  await begin(page, 'Move it');
  await expect(page.getByRole('alert')).toContainText(/SD|Sudan/);
  await page.getByLabel('Site', { exact: true }).selectOption({ label: 'Juba Airport Road: 41 Tamarind Road, 211 Juba, SS' });
  await expect(main(page).getByText(/^Cover today stays: /)).toBeVisible();
  await page.getByLabel('Why (optional)').fill('The fabric of Juba grows');
  await begin(page, 'Move it');
  await expect(card(page, 'Site')).toContainText('Juba Airport Road');
  await expect(card(page, 'Site').getByRole('listitem')).toContainText('München Obergiesing Süd');
  await expect(events(page).filter({ hasText: 'Site: from München Obergiesing Süd to Juba Airport Road' })).toContainText('The fabric of Juba grows');
});

test('a unit is retired with one press that arrives once; it can be put back into use', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  const unit = await openUnit(page, 'muc1-sw01');
  await begin(page, 'Retire');
  await expect(main(page).getByText(/^Cover today would be: /)).toContainText('Juniper Care only');
  await page.getByRole('button', { name: 'Retire it' }).dblclick();
  await expect(fact(page, 'Unit', 'Use')).toContainText('decommissioned');
  await expect(main(page).getByRole('button', { name: 'Retire', exact: true })).toHaveCount(0);
  const history = await call(page, 'GET', `/v1/units/${unit.reference}/history`);
  expect(history.body.items.filter((event: any) => event.kind === 'usage')).toHaveLength(1);
  await begin(page, 'Put right');
  await page.getByLabel('Use', { exact: true }).selectOption('in_use');
  await expect(main(page).getByText(/^Cover today would be: /)).toContainText('Advanced Care Plus');
  await begin(page, 'Save');
  await expect(fact(page, 'Unit', 'Use')).toContainText('in use');
});

test('somebody else was faster: nothing is overwritten unseen, what was typed stays, the next press works', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  const unit = await openUnit(page, 'muc1-agg01');
  await begin(page, 'Put right');
  await page.getByLabel('Host name').fill('muc1-agg77');
  const change = { units: [{ reference: unit.reference }], change: { usage: 'laboratory' } };
  expect((await call(page, 'POST', '/v1/units/changes', change, { 'Idempotency-Key': 'beside' })).status).toBe(201);
  await begin(page, 'Save');
  await expect(page.getByRole('alert')).toContainText('Somebody else changed this unit in the meantime');
  await expect(fact(page, 'Unit', 'Use')).toContainText('laboratory');
  await expect(page.getByLabel('Host name')).toHaveValue('muc1-agg77');
  await begin(page, 'Save');
  await expect(heading(page, 'muc1-agg77')).toBeVisible();
  await expect(fact(page, 'Unit', 'Use')).toContainText('laboratory');
});

test('who may do what: an engineer records the release, others look on', async ({ page }) => {
  await signIn(page, ENGINEER);
  await openUnit(page, 'nyc1-pe03');
  await expect(main(page).getByRole('button', { name: 'Put right' })).toHaveCount(0);
  await begin(page, 'Record release');
  await page.getByLabel('Software release').fill('24.2R2');
  await begin(page, 'Save');
  await expect(fact(page, 'Unit', 'Software release')).toContainText('24.2R2');
  await expect(events(page).filter({ hasText: /Software release: from .* to 24.2R2/ })).toContainText(ENGINEER);
});

test('a viewer reads all of it and changes nothing', async ({ page }) => {
  await signIn(page, VIEWER);
  await openUnit(page, 'fra1-pe03');
  await expect(events(page).filter({ hasText: 'Site: from München Obergiesing Süd to Frankfurt Ost' })).toBeVisible();
  for (const name of ['Put right', 'Move', 'Retire', 'Ask for a transfer', 'Record release']) {
    await expect(main(page).getByRole('button', { name, exact: true })).toHaveCount(0);
  }
});

test('a reseller sees the history without the people of the End User, and no cases', async ({ page }) => {
  await signIn(page, RESELLER);
  await openUnit(page, 'ccu5-pe01');
  await expect(events(page).filter({ hasText: 'Registered' })).toContainText(RESELLER);
  await expect(card(page, 'Cases')).toHaveCount(0);
});

test('somebody with several accounts stays in the account that was chosen', async ({ page }) => {
  await signIn(page, ADVISOR);
  await page.goto('/units?q=ywg1-sw01');
  await main(page).getByRole('link', { name: 'ywg1-sw01' }).click();
  await expect(page).toHaveURL(/\?account=account-dunmarrow$/);
  await expect(heading(page, 'ywg1-sw01')).toBeVisible();
  await page.getByRole('link', { name: 'Label' }).click();
  await expect(heading(page, /^Label for/)).toBeVisible();
  await page.getByRole('link', { name: 'Unit', exact: true }).click();
  await expect(page).toHaveURL(/\?account=account-dunmarrow$/);
  await main(page).getByRole('link', { name: 'Units', exact: true }).click();
  await expect(page).toHaveURL(/\/units\?account=account-dunmarrow$/);
});

test('nothing is wrong with the screen in any width and rendering, with and without the form', async ({ page }) => {
  test.slow();
  await signIn(page, ADMINISTRATOR);
  await openUnit(page, 'fra1-pe01');
  await overTime(page).getByText('The same as a table').click();
  expect(await audit(page)).toEqual([]);
  await begin(page, 'Move');
  await expect(page.getByLabel('Site', { exact: true })).toBeVisible();
  expect(await audit(page)).toEqual([]);
});

test('a transfer is asked for, once, and stands at the unit until it is decided', async ({ page, watch }) => {
  watch.provoke(/status of 4(09|22)/);
  await signIn(page, ADMINISTRATOR);
  await openUnit(page, 'den2-sw01');
  await begin(page, 'Ask for a transfer');
  await begin(page, 'Ask for it');
  await expect(page.getByRole('alert').getByRole('link').first()).toBeVisible();
  await page.getByLabel('Name of the company that has it now').fill('Greywater Link GmbH');
  await page.getByLabel('Its address').fill('Teichweg 4, 20095 Hamburg');
  await page.getByLabel('Its country').fill('DE');
  await page.getByLabel('Why it went there').fill('Sold with the site.');
  await begin(page, 'Ask for it');
  await expect(main(page).getByText('The transfer is asked for. Your advisor decides.')).toBeVisible();
  await expect(main(page).getByText('A transfer to Greywater Link GmbH is asked for.')).toBeVisible();
  await page.reload();
  await expect(main(page).getByText('A transfer to Greywater Link GmbH is asked for.')).toBeVisible();
});

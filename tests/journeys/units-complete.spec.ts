// What a unit's way needs beside registration: a site that is made with a move, claims that are withdrawn, made for somebody new
// and reached from where they are needed, and a change of everything that a filter finds.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, OTHER_RESELLER, RESELLER, forgetSession, signIn } from '../support/people';
import { call, theUnit } from '../support/api';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' });
const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [label, text] of Object.entries(fields)) await main(page).getByLabel(label, { exact: true }).fill(text);
};
/** So many units of the own account, called bulk-…. */
async function register(page: Page, count: number) {
  const [mine] = (await call(page, 'GET', '/v1/registration')).body.end_users;
  const site = mine.sites.find((one: any) => one.street && one.city && one.country);
  const row = (index: number) => ({
    serial: `BULK${String(index).padStart(5, '0')}`, model: 'MX204', host_name: `bulk-${index}`, usage: 'in_use',
    purchase_order: mine.purchase_orders[0].number, site_name: site.name, street: site.street, postal_code: site.postal_code ?? '',
    city: site.city, country: site.country, source: 'juniper',
  });
  const batch = await call(page, 'POST', '/v1/registrations', { rows: count }, { 'Idempotency-Key': 'bulk-units' });
  expect(batch.status).toBe(201);
  for (let from = 0; from < count; from += 500) {
    const rows = Array.from({ length: Math.min(500, count - from) }, (_, index) => row(from + index));
    const sent = await call(page, 'PUT', `/v1/registrations/${batch.body.id}/rows`, { from: from + 1, rows });
    expect(sent.body.answers.filter((answer: any) => answer.outcome !== 'registered')).toEqual([]);
  }
}

const sites = async (page: Page) => (await call(page, 'GET', '/v1/sites?limit=200')).body.items.map((one: any) => one.site.name);

test('a unit moves to a site that is made with the move: one site, though the answer was lost', async ({ page, watch }) => {
  watch.provoke(/net::ERR_(CONNECTION_RESET|FAILED)|status of 422/);
  await signIn(page, ADMINISTRATOR);
  const unit = await theUnit(page, 'fra1-pe01');
  const before = (await sites(page)).length;
  await page.goto(`/units/${encodeURIComponent(unit.reference)}`);
  await button(page, 'Move').click();
  await main(page).getByLabel('Site', { exact: true }).selectOption('A new site…');
  await fill(page, { Name: 'Offenbach', 'Street and number': 'Hafenallee 4', City: 'Offenbach' });
  await button(page, 'Move it').click();
  await expect(page.getByRole('alert')).toContainText('Enter the country');
  expect(await sites(page)).toHaveLength(before);
  await fill(page, { Country: 'Germany' });

  await page.route('**/v1/units/changes', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await button(page, 'Move it').click();
  await expect(page.getByRole('alert')).toContainText('There was no answer from the server');
  await page.unroute('**/v1/units/changes');
  await expect(main(page).getByLabel('Name', { exact: true })).toHaveValue('Offenbach');
  await button(page, 'Move it').click();
  await expect(main(page).getByText('Saved', { exact: true })).toBeVisible();
  expect(await sites(page)).toHaveLength(before + 1);
  expect((await theUnit(page, 'fra1-pe01')).site.name).toBe('Offenbach');
});

test('a claim for an End User that nobody knows is made, and withdrawn after a question', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, ADMINISTRATOR);
  const unit = await theUnit(page, 'chi1-pe01');
  await forgetSession(page.context());
  await signIn(page, OTHER_RESELLER);
  await page.goto(`/claims?serial=${encodeURIComponent(unit.reference)}`);
  await expect(main(page).getByLabel('Serial number')).toHaveValue(unit.reference);
  await main(page).getByLabel('For which End User').selectOption('Another one…');
  await main(page).getByLabel('Why it is yours').fill('Delivered in spring.');
  await fill(page, { 'Name of the End User': 'Skerry Isles Fibre', 'Street and number': '2 Pier Road', City: 'Lerwick' });
  await button(page, 'Claim it').click();
  await expect(page.getByRole('alert')).toContainText('Give the English name of a country');
  await fill(page, { Country: 'United Kingdom' });
  await button(page, 'Claim it').click();
  const claim = main(page).locator('section').filter({ hasText: 'Skerry Isles Fibre' });
  await expect(claim).toContainText('2 Pier Road, Lerwick, GB');

  await claim.getByRole('button', { name: /^Withdraw it/ }).click();
  // Pressing Enter twice withdraws nothing.
  await expect(claim.getByText('Withdraw it? The unit stays where it is')).toBeFocused();
  await claim.getByRole('button', { name: 'Keep it' }).click();
  await claim.getByRole('button', { name: /^Withdraw it/ }).click();
  await claim.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(claim.getByText('withdrawn', { exact: true })).toBeVisible();
  await expect(claim.getByRole('button', { name: /^Withdraw/ })).toHaveCount(0);
});

test('registration leads to the claim of a unit that somebody else has', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  const unit = await theUnit(page, 'chi1-pe02');
  await forgetSession(page.context());
  await signIn(page, RESELLER);
  await page.goto('/register');
  await fill(page, { 'Serial number': unit.reference, Model: 'MX480' });
  await button(page, 'Register').click();
  const opened = page.waitForEvent('popup');
  await main(page).getByRole('link', { name: `Claim ${unit.reference}` }).click();
  const claims = await opened;
  await expect(main(claims).getByLabel('Serial number')).toHaveValue(unit.reference);
});

test('the advisor’s accounts say how many claims are to settle, and lead to them', async ({ page }) => {
  await signIn(page, ADVISOR);
  await page.goto('/accounts');
  const row = main(page).locator('tr').filter({ has: page.getByRole('link', { name: /^Quillhaven/ }) });
  const cell = row.locator('[data-label="Claims"]');
  await expect(cell).toContainText(/\d+ to settle/);
  await cell.getByRole('link').click();
  await expect(page).toHaveURL(/\/claims\?account=account-quillhaven/);
  await expect(heading(page, 'Claims')).toBeVisible();
  await expect(button(page, /^Settle it/).first()).toBeVisible();
});

test('all that a filter finds is changed, in pieces, and the same press goes on after a break', async ({ page, watch }) => {
  test.setTimeout(240_000);
  watch.provoke(/net::ERR_(CONNECTION_RESET|FAILED)|status of 422/);
  await signIn(page, ADMINISTRATOR);
  await register(page, 1_150);
  await page.goto('/units?view=all&q=bulk-');
  const total = 1_150;
  await button(page, `Select all ${total} that match`).click();
  await button(page, new RegExp(`^Change ${total}`)).click({ timeout: 60_000 });
  await main(page).getByRole('combobox', { name: 'Use', exact: true }).last().selectOption('spare');
  await button(page, 'See what changes').click();
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeFocused({ timeout: 120_000 });
  // The first piece arrives, and then nothing.
  let calls = 0;
  await page.route('**/v1/units/changes', (route) => ((calls += 1) > 1 ? route.abort('connectionreset') : route.continue()));
  await button(page, /^Change \d+ units$/).last().click();
  await expect(page.getByRole('alert')).toContainText('There was no answer from the server', { timeout: 60_000 });
  await page.unroute('**/v1/units/changes');
  await button(page, /^Change \d+ units$/).last().click();
  await expect(page.getByRole('heading', { name: 'Done' })).toBeFocused({ timeout: 120_000 });
  await expect(main(page).getByText(`${total} units were changed.`)).toBeVisible();
});

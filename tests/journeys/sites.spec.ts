// Sites: Juba beside a refused Khartoum, a place that stands in the list twice and becomes one, and who is there.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ENGINEER, RESELLER, VIEWER, signIn } from '../support/people';
import { theUnit } from '../support/api';
import { audit } from '../support/audit';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const row = (page: Page, name: string) =>
  main(page).getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const changes = (page: Page) => page.getByRole('region', { name: 'Changes' }).getByRole('row');
const problem = (page: Page) => main(page).getByRole('alert');
const stands = (page: Page) => page.getByRole('region', { name: 'Units at this site' });

async function toSites(page: Page, name: string, address = '/sites') {
  await signIn(page, name);
  await page.goto(address);
  await expect(heading(page, 'Sites')).toBeVisible();
}

async function toSite(page: Page, name: string, q: string) {
  await page.goto(`/sites?q=${encodeURIComponent(q)}`);
  await main(page).getByRole('link', { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
}

test('Juba has its units, Khartoum is refused with why, and no site is made there', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toSites(page, ADMINISTRATOR);
  await expect(row(page, 'Khartoum North')).toContainText('service not available');
  await expect(row(page, 'Juba Airport Road')).not.toContainText('service not available');
  await expect(row(page, 'Juba Airport Road')).toContainText('Advanced Care Plus');
  await expect(row(page, 'Dallas hand-over room')).toContainText('address not complete');
  await row(page, 'Khartoum North').getByRole('link').click();
  await expect(heading(page, 'Khartoum North')).toBeVisible();
  await expect(main(page).getByText('The service is not available here.')).toBeVisible();
  await main(page).getByText('Why').first().click();
  await expect(main(page).getByText('Availability', { exact: true })).toBeVisible();

  await page.goto('/sites');
  await page.getByRole('button', { name: 'Add a site' }).click();
  await expect(page.getByRole('heading', { name: 'Add a site' })).toBeFocused();
  await page.getByLabel('Name').fill('Omdurman');
  await page.getByLabel('Street and number').fill('12 Neem Street');
  await page.getByLabel('City').fill('Omdurman');
  await page.getByLabel('Country').fill('SD');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(problem(page)).toContainText('South Sudan (SS) is another country, where it is available');
  await page.getByLabel('Name').fill('Juba Hai Malakal');
  await page.getByLabel('City').fill('Juba');
  await page.getByLabel('Country').fill('ss');
  await page.getByLabel('Time zone').selectOption('Africa/Juba');
  await page.getByLabel('People on site').fill('Nyandeng Chol, 0912');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(problem(page)).toContainText('Person 1:');
  await page.getByLabel('People on site').fill('Nyandeng Chol, +1 202-555-0176');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(heading(page, 'Juba Hai Malakal')).toBeFocused();
  await expect(main(page)).toContainText('12 Neem Street, Juba, SS');
  await expect(main(page).getByRole('link', { name: '+12025550176' })).toBeVisible();
  await expect(main(page).getByText('No unit stands here.')).toBeVisible();
  await expect(changes(page).nth(1)).toContainText('added as “Juba Hai Malakal”');

  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('Time zone')).toHaveValue('Africa/Juba');
  await page.getByLabel('How to get in').fill('Gate on the river side.\nAsk for the yard.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(main(page).getByText('Gate on the river side.', { exact: true })).toBeVisible();
  await expect(changes(page).nth(1)).toContainText('how to get in from none to Gate on the river side.');
  await expect(changes(page).nth(1)).toContainText(ADMINISTRATOR);
});

test('a place that stands twice becomes one, with its units and its old name', async ({ page }) => {
  await toSites(page, ADMINISTRATOR);
  await expect(row(page, 'Juba Airport Rd')).toContainText('looks like “Juba Airport Road”');
  await row(page, 'Juba Airport Rd').getByRole('link').click();
  await expect(heading(page, 'Juba Airport Rd')).toBeVisible();
  const old = new URL(page.url()).pathname;
  await expect(main(page).getByText('This site may stand in the list twice.')).toBeVisible();
  await expect(stands(page).getByRole('row')).toHaveCount(3);
  const unit = (await stands(page).getByRole('link').first().innerText()).trim();
  await page.getByRole('button', { name: 'Join with another' }).click();
  await expect(page.getByRole('heading', { name: 'Join with another site' })).toBeFocused();
  // The likely one is chosen already.
  await expect(page.getByLabel('The site that stays')).toHaveValue('site-jub1');
  await page.getByLabel('Why (optional)').fill('Entered twice.');
  await page.getByRole('button', { name: 'Join them' }).click();
  await expect(heading(page, 'Juba Airport Road')).toBeVisible();
  await expect(stands(page).getByRole('row')).toHaveCount(5);
  await expect(changes(page).nth(1)).toContainText('2 units moved here');
  await expect(changes(page).nth(1)).toContainText('Entered twice.');
  await expect(main(page).getByText('Lado Wani')).toBeVisible();
  expect((await theUnit(page, unit)).site.name).toBe('Juba Airport Road');

  await page.goto(old);
  await expect(main(page).getByText('“Juba Airport Rd” was joined with this site.')).toBeVisible();
  await page.goto('/sites?q=airport%20rd');
  await expect(row(page, 'Juba Airport Road')).toContainText('also Juba Airport Rd');
});

test('an engineer reads who is there and how to get in, and changes nothing', async ({ page }) => {
  await toSites(page, ENGINEER);
  await expect(page.getByRole('button', { name: 'Add a site' })).toHaveCount(0);
  await toSite(page, 'New York West Side', 'new york');
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await expect(main(page).getByRole('link', { name: '+12025550171' })).toBeVisible();
  await expect(main(page).getByText('Loading dock until 18:00')).toBeVisible();
});

test('a viewer sees names', async ({ page }) => {
  await toSites(page, VIEWER);
  await toSite(page, 'New York West Side', 'new york');
  await expect(main(page).getByText('Rosalind Achterop')).toBeVisible();
  await expect(main(page)).not.toContainText('+1202');
  await expect(main(page)).not.toContainText('Loading dock');
});

test('a reseller sees the sites of the units that it registered', async ({ page }) => {
  await toSites(page, RESELLER);
  await row(page, 'Kolkata New Town').getByRole('link').click();
  await expect(heading(page, 'Kolkata New Town')).toBeVisible();
  await expect(stands(page).getByRole('row')).toHaveCount(6);
  await expect(main(page).getByRole('heading', { name: 'People on site' })).toHaveCount(0);
  await page.goto('/sites?q=new%20york');
  await expect(main(page).getByText('No site matches')).toBeVisible();
});

test('a change by somebody else in the meantime is not overwritten unseen', async ({ page, context, watch }) => {
  watch.provoke(/status of 412/);
  await toSites(page, ADMINISTRATOR);
  await toSite(page, 'Denver South', 'denver');
  const other = await context.newPage();
  await other.goto(page.url());
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Street and number').fill('9152 Pinyon Court');
  await other.getByRole('button', { name: 'Edit' }).click();
  await other.getByLabel('Postal code').fill('80111');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(heading(other, 'Denver South')).toBeFocused();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page)).toContainText('Somebody else changed this site in the meantime');
  await expect(page.getByLabel('Street and number')).toHaveValue('9152 Pinyon Court');
  await expect(main(page)).toContainText('80111');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(changes(page).nth(1)).toContainText('from 9150 Pinyon Court, 80111 Denver, US to 9152 Pinyon Court, 80111 Denver, US');
});

test('the pages of sites are in order for everybody', async ({ page }) => {
  test.slow();
  await toSites(page, ADMINISTRATOR);
  await expect(row(page, 'Juba Airport Road')).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await toSite(page, 'Khartoum North', 'khartoum');
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('Time zone')).toBeVisible();
  expect(await audit(page)).toEqual([]);
});

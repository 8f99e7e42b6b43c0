// Units are registered one by one, because this API takes one at a time.

import { heading, main } from '../support/report';
import { ADMINISTRATOR, RESELLER, expect, otherPortal, signIn, test, type Page } from '../support/other';
import { navigation, partOfThePortal } from './pieces';

test.describe('registration', () => {
  const { ask } = otherPortal();
  const register = (page: Page) => main(page).getByRole('button', { name: 'Register', exact: true });

  async function unit(page: Page, serial: string, model = 'MX304') {
    await page.getByLabel('Serial number', { exact: true }).fill(serial);
    await page.getByLabel('Model').fill(model);
  }

  test('an administrator registers one unit, which is there with its cover', async ({ page }) => {
    await signIn(page, ADMINISTRATOR);
    await navigation(page).getByRole('link', { name: 'Register' }).click();
    await unit(page, 'rvg050001');
    await page.getByLabel('Host name').fill('osl-rtr30');
    await expect(main(page).getByText(/^Advanced Care Plus/).first()).toBeVisible();
    await register(page).click();
    await expect(main(page).getByText('RVG050001 is registered.')).toBeVisible();
    await main(page).getByRole('link', { name: 'See its cover' }).click();
    await expect(heading(page, 'osl-rtr30')).toBeVisible();
    await expect(main(page).getByText('Advanced Care Plus', { exact: true }).first()).toBeVisible();
    expect(await ask(ADMINISTRATOR, 'assets/RVG050001')).toMatchObject({ hostname: 'osl-rtr30', orderNo: 'ORD-7001', lifecycle: 'LIVE', location: { title: 'Tangen hall A' } });
  });

  test('what one has already, and what somebody else has, is refused in words at the serial number', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await signIn(page, ADMINISTRATOR, '/register');
    for (const [serial, words] of [['RVG040000', /already/], ['PBH040000', /Somebody else has this asset\./]] as const) {
      await unit(page, serial);
      await register(page).click();
      await expect(page.getByRole('alert')).toContainText(words);
      await expect(page.getByLabel('Serial number', { exact: true })).toHaveAccessibleDescription(words);
    }
    expect((await ask(RESELLER, 'assets?text=PBH040000')).assets[0].customer.code).toBe('C-200');
  });

  test('of a unit that somebody else has no claim is offered where there are none', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await signIn(page, ADMINISTRATOR, '/register');
    await unit(page, 'PBH040007');
    await register(page).click();
    await expect(page.getByRole('alert')).toContainText('Somebody else has this asset.');
    await expect(page.getByRole('link', { name: /^Claim PBH040007/ })).toHaveCount(0);
  });

  test('a country without the service, a new site', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await signIn(page, ADMINISTRATOR, '/register');
    await unit(page, 'RVG050002');
    await page.getByLabel('Where it is installed').selectOption('A new site');
    for (const [label, text] of [['Site', 'Nile'], ['Street', '1 Nile Road'], ['City', 'Khartoum'], ['Country', 'Sudan']]) await page.getByLabel(label, { exact: true }).fill(text);
    await register(page).click();
    await expect(page.getByRole('alert')).toContainText(/not available/);
    await page.getByLabel('City', { exact: true }).fill('Juba');
    await page.getByLabel('Country', { exact: true }).fill('South Sudan');
    await register(page).click();
    await expect(main(page).getByText('RVG050002 is registered.')).toBeVisible();
    expect(await ask(ADMINISTRATOR, 'assets/RVG050002')).toMatchObject({ location: { title: 'Nile', address: { line1: '1 Nile Road', town: 'Juba', countryCode: 'SS' } } });
  });

  test('an answer that was lost: nothing is sent again by itself, and the next press says what is there', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/, /status of 422/);
    await signIn(page, ADMINISTRATOR, '/register');
    await unit(page, 'RVG050003');
    let posts = 0;
    page.on('request', (request) => (posts += Number(request.method() === 'POST' && request.url().endsWith('/rest/assets'))));
    await page.route('**/rest/assets', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    }, { times: 1 });
    await register(page).click();
    await expect(page.getByRole('alert')).toContainText('There was no answer');
    await page.clock.runFor(60_000);
    expect(posts).toBe(1);
    await register(page).click();
    await expect(page.getByRole('alert')).toContainText('This asset is on your list already.');
    expect((await ask(ADMINISTRATOR, 'assets?text=RVG050003')).total).toBe(1);
  });

  test('a reseller who comes straight to the form registers for an End User', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await signIn(page, RESELLER, '/register');
    await page.getByLabel('For which End User').selectOption('Peregrine Bay Hospitals');
    await unit(page, 'RVG040000');
    await register(page).click();
    await expect(page.getByRole('alert')).toContainText(/already/);
    await unit(page, 'PBH050001');
    await register(page).click();
    await expect(main(page).getByText('PBH050001 is registered.')).toBeVisible();
    expect(await ask(RESELLER, 'assets/PBH050001')).toMatchObject({ customer: { code: 'C-200' }, location: { title: 'Dunedin ward network' }, orderNo: 'ORD-9001', acquiredFrom: 'PARTNER' });
  });

  test('a reseller who comes from the first screen registers as well', async ({ page }) => {
    await signIn(page, RESELLER);
    await expect(main(page).getByText('Your End Users')).toBeVisible();
    await expect.soft(partOfThePortal(page)).toHaveCount(0);
    await main(page).getByRole('link', { name: 'Register a unit' }).click();
    await unit(page, 'PBH050002');
    await register(page).click();
    await expect(main(page).getByText('PBH050002 is registered.')).toBeVisible();
  });

  // As above: the list that is lacking takes the form away.
  test('the list of what was registered, which this API has not, takes the registration itself not away', async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/registrations');
    await expect(partOfThePortal(page).first()).toBeVisible();
    await navigation(page).getByRole('link', { name: 'Register' }).click();
    await expect(page.getByLabel('Serial number', { exact: true })).toBeVisible();
  });

  test('many from a file are refused in words before anything is sent', async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/register');
    await expect(register(page)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Many from a file' })).toHaveCount(0);
  });
});

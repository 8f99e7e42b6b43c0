// Paper: the card for the wall of the network operations centre, and the label of a unit, which a phone reads.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADVISOR, ENGINEER, METRO_SENIOR, SENIOR, VIEWER, forgetSession, signIn } from '../support/people';
import { readPdf } from '../support/pdf';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const NUMBERS = ['+1 202-555-0122', '+1 202-555-0144', '+1 202-555-0166', '+1 202-555-0188'];
const card = (page: Page) => page.getByRole('article', { name: 'The card' });

async function toCard(page: Page, name: string, address = '/wall-card') {
  await signIn(page, name, address);
  await expect(heading(page, 'Wall card')).toBeVisible();
  await expect(card(page).getByRole('heading', { name: 'Contracts' })).toBeVisible();
}

test('numbers, advisor with hours in both zones, representatives, contracts, and as of when', async ({ page }) => {
  await toCard(page, SENIOR);
  for (const number of NUMBERS) await expect(card(page)).toContainText(number);
  await expect(card(page)).toContainText('as of 24 Nov 2026');
  await expect(card(page)).toContainText('Dolores Quintanilla, advisor');
  await expect(card(page)).toContainText('Mon to Fri 08:00 to 17:00 America/Denver (10:00 to 19:00 America/New_York), but for holidays');
  await expect(card(page)).toContainText('Tobias Lindqvist');
  await expect(card(page).getByRole('link', { name: '+1 720-555-0113' })).toHaveAttribute('href', 'tel:+17205550113');
  await expect(card(page)).toContainText(/Advanced Care Plus\s*\d+ to \d+ \w+ 202\d/);
});

test('it is printed on one page A6, and other pages as ever', async ({ page }) => {
  await toCard(page, SENIOR);
  const pdf = readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(pdf.pages).toEqual([{ width: 105, height: 148 }]);
  for (const text of [...NUMBERS, '+1 720-555-0113', '24 Nov 2026']) expect(pdf.text).toContain(text);
  expect(pdf.text).not.toContain('Targets are targets');
  await page.goto('/people');
  await expect(page.getByRole('heading', { name: 'Senior representatives' })).toBeVisible();
  const other = readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(other.pages[0]).not.toEqual({ width: 105, height: 148 });
  expect(other.text).toContain('+1 202-555-0122');
});

test('once open it is there without a network', async ({ page, context, watch }) => {
  watch.provoke(/ERR_INTERNET_DISCONNECTED/);
  await toCard(page, SENIOR);
  const before = await card(page).innerText();
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await page.clock.fastForward('10:00');
  await expect(card(page)).toContainText(NUMBERS[0]);
  expect(await card(page).innerText()).toBe(before);
  expect(readPdf(await page.pdf({ preferCSSPageSize: true })).pages).toHaveLength(1);
  await context.setOffline(false);
});

test('a small account, a viewer, and an advisor who looks after two', async ({ page, context }) => {
  await toCard(page, METRO_SENIOR);
  await expect(card(page)).toContainText('Farhan Siddiquee, advisor');
  await forgetSession(context);
  await toCard(page, VIEWER);
  await expect(card(page)).toContainText('Tobias Lindqvist');
  await expect(card(page)).not.toContainText('720-555-0113');
  await forgetSession(context);
  await signIn(page, ADVISOR, '/wall-card');
  await expect(main(page).getByText('Choose one of your End Users.')).toBeVisible();
  await page.getByLabel('End User').selectOption('Quillhaven Backbone Networks');
  await expect(page).toHaveURL(/\/wall-card\?account=account-quillhaven$/);
  await expect(card(page)).toContainText('Tobias Lindqvist');
});

test('the label of a unit leads a phone to its cover and the numbers', async ({ page, browser, baseURL }) => {
  await signIn(page, ENGINEER, '/units');
  await main(page).getByRole('table').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Label' }).click();
  await expect(heading(page, /^Label for /)).toBeVisible();
  const label = page.getByRole('article', { name: 'The label' });
  const code = label.getByRole('img', { name: 'QR code' });
  await expect(code).toBeVisible();
  await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  await expect(label).toContainText(NUMBERS[0]);
  // A reader's view of the picture is in the server's tests; the picture says its address in its title as well.
  const picture = await page.evaluate(async (source) => (await fetch(source!)).text(), await code.getAttribute('src'));
  const address = /<title>(.*)<\/title>/.exec(picture)![1];
  expect(address).toMatch(new RegExp(`^${baseURL!.replace(/\/$/, '')}/units/`));
  await expect(label).toContainText(address);
  const pdf = readPdf(await page.pdf());
  expect(pdf.pages).toHaveLength(1);
  expect(pdf.text).toContain(NUMBERS[0]);

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await phone.goto(address);
  await phone.getByRole('button', { name: new RegExp(ENGINEER) }).click();
  await expect(phone.getByRole('heading', { name: 'Every condition' })).toBeVisible();
  await expect(phone.getByRole('link', { name: NUMBERS[0] })).toBeVisible();
  await phone.getByRole('link', { name: 'Report a fault' }).click();
  await phone.getByRole('link', { name: 'Yes, service is down' }).click();
  await expect(phone.getByRole('heading', { name: 'Have this ready' })).toBeVisible();
  await expect(phone.locator('.call-sheet')).toContainText(decodeURIComponent(address.split('/').pop()!));
  await phone.close();
});

test('where the API makes no labels, the page says so and shows the rest', async ({ page, watch }) => {
  watch.provoke(/status of 404 .*\/label$/);
  await page.route('**/v1/units/*/label', (route) => route.fulfill({ status: 404 }));
  await signIn(page, ENGINEER, '/units');
  await main(page).getByRole('table').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Label' }).click();
  const label = page.getByRole('article', { name: 'The label' });
  await expect(label).toContainText('The QR code did not come');
  await expect(label).toContainText(NUMBERS[0]);
});

// What people keep about themselves, certificates with the advisor's answer, side by side in two browsers, and "still right?".

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, OPERATOR_ADMINISTRATOR, SENIOR, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const person = (page: Page, name: string) => main(page).getByRole('listitem').filter({ hasText: name });

const noWider = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);

async function toPeople(page: Page, name: string, address = '/people') {
  await signIn(page, name);
  await page.goto(address);
  await expect(heading(page, 'People')).toBeVisible();
  await expect(card(page, 'Senior representatives')).toBeVisible();
}

test('a certificate is entered, declined with a word, entered anew and approved', async ({ page, browser, baseURL, watch }) => {
  watch.provoke(/status of 4(12|22)/);
  await toPeople(page, ENGINEER);
  await page.getByRole('button', { name: 'Change your certificate' }).click();
  await page.getByLabel('Number of the certificate').fill('');
  await page.getByRole('button', { name: 'Save the certificate' }).click();
  await expect(main(page).getByRole('alert')).toContainText('Enter the number of the certificate');
  await page.getByLabel('Level').selectOption('JNCIP');
  await page.getByLabel('Number of the certificate').fill('JPR-90210');
  await page.getByLabel('Last valid day').fill('2029-04-30');
  await page.getByRole('button', { name: 'Save the certificate' }).click();
  await expect(card(page, 'Your details')).toContainText('JNCIP-SP, valid to 30 Apr 2029, not approved yet');

  const other = await browser.newContext({ baseURL });
  const advisor = await other.newPage();
  await toPeople(advisor, ADVISOR, '/people?account=account-quillhaven');
  const none = card(advisor, 'Certificates that give no access now');
  await expect(none).toContainText('waits for approval');
  await advisor.getByRole('button', { name: `Decline ${ENGINEER}` }).click();
  await advisor.getByLabel('Why not').fill('The number is not known');
  await advisor.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(none.getByRole('listitem').filter({ hasText: ENGINEER })).toContainText('The number is not known');

  await page.reload();
  await expect(card(page, 'Your details')).toContainText('The number is not known');
  await page.getByRole('button', { name: 'Change your certificate' }).click();
  await page.getByLabel('Number of the certificate').fill('JPR-90211');
  await page.getByRole('button', { name: 'Save the certificate' }).click();
  await expect(card(page, 'Your details')).toContainText('JPR-90211');

  await noWider(advisor);
  await advisor.reload();
  await advisor.getByRole('button', { name: `Approve ${ENGINEER}` }).click();
  await advisor.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(card(advisor, 'Certified experts beside them').getByRole('listitem').filter({ hasText: ENGINEER })).toBeVisible();
  await other.close();
  await page.reload();
  await expect(card(page, 'Certified experts beside them').getByRole('listitem').filter({ hasText: ENGINEER })).toContainText('JNCIP-SP');
});

test('the end of a certificate is told, the recommendation too, and the basis of access stands behind each', async ({ page }) => {
  await toPeople(page, ADMINISTRATOR);
  await expect(card(page, 'Certified experts beside them')).toContainText('Runs out in 20 days');
  await expect(card(page, 'Senior representatives')).toContainText('counts as not held');
  await expect(person(page, 'JNCIS recommended').first()).toBeVisible();
  await person(page, SENIOR).first().getByText('Basis of access').click();
  await expect(person(page, SENIOR).first()).toContainText('One of the named representatives');
});

test('own details: zone by name, days and times, place of work; a listed country goes to review', async ({ page }) => {
  await toPeople(page, SENIOR);
  await page.getByRole('button', { name: 'Edit your details' }).click();
  await page.getByLabel('Time zone (optional)').selectOption('Europe/Berlin');
  await page.getByLabel('Country where you work (optional)').fill('sy');
  await page.getByLabel('Sunday').uncheck();
  await page.getByLabel('From').fill('07:30');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const own = card(page, 'Your details');
  await expect(own).toContainText('Europe/Berlin');
  await expect(own).toContainText('Mon, Tue, Wed, Thu, Fri, Sat, 07:30 to 18:00');
  await expect(own).toContainText('goes to review');
  await noWider(page);
  await expect(heading(page, 'People')).toBeFocused();
});

test('a confirmation that is too old waits on the account, and one press says that all is right', async ({ page }) => {
  await toPeople(page, OPERATOR_ADMINISTRATOR);
  const still = card(page, 'Still right?');
  await expect(still).toContainText('waiting on you');
  await expect(still).toContainText('118 days since');
  await page.getByRole('button', { name: 'Confirm that it is' }).click();
  await page.getByRole('button', { name: 'All of this is still right' }).click();
  await expect(still).toContainText('Confirmed within the last quarter.');
  await expect(still).toContainText(`by ${OPERATOR_ADMINISTRATOR}`);
  await noWider(page);
});

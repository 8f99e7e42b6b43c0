// What activates the service: what waits on whom, handing in, consent, and software releases by hand and from a real file.

import { readFile } from 'node:fs/promises';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, METRO_SENIOR, OPERATOR_ADMINISTRATOR, VIEWER, forgetSession, signIn } from '../support/people';
import { call, theUnit } from '../support/api';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const item = (page: Page, name: string) => card(page, 'What is needed').getByRole('listitem').filter({ hasText: name });
const rows = (page: Page, region: string) => page.getByRole('region', { name: region }).getByRole('row');

async function toActivation(page: Page, name: string) {
  await signIn(page, name);
  await page.goto('/activation');
  await expect(heading(page, 'Activation')).toBeVisible();
  await expect(item(page, 'Consent')).toBeVisible();
}

async function chooseFile(page: Page, name: string, text: string) {
  await page.getByLabel('Choose a CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
}

test('what is missing waits on the account and blocks nothing; the advisor sees it handed in', async ({ page, browser, baseURL }) => {
  await toActivation(page, ADMINISTRATOR);
  await expect(item(page, 'Consent')).toContainText('waiting on you');
  await expect(main(page).getByText('What is missing blocks nothing').first()).toBeVisible();
  await item(page, 'Contact for on-boarding').getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByLabel('Contact for on-boarding')).toBeFocused();
  await page.getByLabel('Contact for on-boarding').fill('Adaeze Oyelaran, America/Denver');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(item(page, 'Contact for on-boarding')).toContainText('Adaeze Oyelaran, America/Denver');
  await item(page, 'Consent').getByRole('button', { name: 'Give consent' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(item(page, 'Consent')).toContainText('there');

  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  await signIn(other, ADVISOR);
  const { body: me } = await call(other, 'GET', '/v1/me');
  const carrier = me.accounts.find((account: any) => account.name.startsWith('Quillhaven'));
  await other.goto(`/activation?account=${carrier.id}`);
  await expect(item(other, 'Contact for on-boarding')).toContainText('by Adaeze Oyelaran');
  await expect(other.getByLabel('End User')).toHaveValue(carrier.id);
  await expect(other.getByLabel('Choose a CSV file')).toHaveCount(0);
  await expect(main(other).getByText('waiting on the End User').first()).toBeVisible();

  await item(page, 'Consent').getByRole('button', { name: 'Withdraw' }).click();
  await expect(item(page, 'Consent')).toContainText('waiting on you');
  await expect(rows(page, 'History').nth(1)).toContainText('taken back');
  await other.reload();
  await expect(item(other, 'Consent')).toContainText('waiting on the End User');
  await context.close();
});

test('releases come from a real file: good rows are set, each bad one says why', async ({ page }) => {
  await toActivation(page, ENGINEER);
  const first = await theUnit(page, 'den2-core02');
  const second = await theUnit(page, 'nyc1-rr01');
  const file = `\uFEFFSite;Release;Serial\r\nDenver;23.4R2-S7;${first.reference.toLowerCase()}\r\n"New York; main";"24.2R1";${second.reference}\r\n;23.4R2;NOBODY42\r\n;latest;${first.reference}X\r\n`;
  await chooseFile(page, 'releases.csv', file);
  await expect(page.getByRole('heading', { name: 'From the file' })).toBeFocused();
  await expect(main(page).getByText('2 will be set, 0 unchanged, 2 can’t be taken.')).toBeVisible();
  await expect(rows(page, 'Rows of the file').nth(1)).toContainText('NOBODY42');
  await expect(rows(page, 'Rows of the file').nth(1)).toContainText('No unit of yours has this number');
  expect((await theUnit(page, 'den2-core02')).software_release).toBe(first.software_release);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Those not taken, as CSV' }).click();
  expect(await readFile((await (await download).path())!, 'utf8')).toContain('NOBODY42,23.4R2,');

  await page.getByRole('button', { name: 'Record 2 releases' }).click();
  await expect(page.getByRole('heading', { name: 'Recorded from the file' })).toBeFocused();
  const after = await theUnit(page, 'den2-core02');
  expect([after.software_release, after.version]).toEqual(['23.4R2-S7', first.version + 1]);
  expect((await theUnit(page, 'nyc1-rr01')).software_release).toBe('24.2R1');
  await expect(rows(page, 'History').nth(1)).toContainText('2 set, 0 confirmed');
  await page.goto(`/units/${first.reference}`);
  await expect(main(page).getByText('23.4R2-S7').first()).toBeVisible();
});

test('a file that is no list says so, and by hand a release is put right', async ({ page }) => {
  await toActivation(page, ENGINEER);
  await chooseFile(page, 'wrong.csv', 'host,version\nx,1\n');
  await expect(main(page).getByRole('alert')).toContainText('There is no column “serial”.');
  await chooseFile(page, 'wrong.csv', 'serial,release\n"JN1,1\n');
  await expect(main(page).getByRole('alert')).toContainText('Line 2 opens a quote that is never closed.');
  await page.getByLabel('Find a unit').fill('fra1-rr01');
  const units = rows(page, 'Units and their releases');
  await expect(units).toHaveCount(2);
  await units.nth(1).getByRole('button', { name: /Edit/ }).click();
  await page.getByLabel('Release of fra1-rr01').fill('newest');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(main(page).getByRole('alert')).toContainText('A release has a number in it');
  await page.getByLabel('Release of fra1-rr01').fill('23.4R2-S4');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(units.nth(1)).toContainText('23.4R2-S4');
});

test('a complete account says so; who only looks on changes nothing; nothing is wider than the screen', async ({ page }) => {
  await toActivation(page, OPERATOR_ADMINISTRATOR);
  await expect(card(page, 'What is needed').getByText('complete', { exact: true })).toBeVisible();
  await forgetSession(page.context());
  await toActivation(page, VIEWER);
  await expect(main(page).getByRole('button', { name: /Give consent|Hand in|Edit/ })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test('the first screen says what of it waits on the account, as long as something does', async ({ page }) => {
  const onFirstScreen = main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name: /^Activation: / }) });
  await signIn(page, METRO_SENIOR);
  await expect(onFirstScreen).toContainText('Waiting on you: ');
  await expect(onFirstScreen).toContainText('Until then you can open cases and call all the same.');
  const before = await onFirstScreen.getByRole('heading').innerText();
  await onFirstScreen.getByRole('link', { name: 'Look at it' }).click();
  await expect(heading(page, 'Activation')).toBeVisible();
  await item(page, 'Consent').getByRole('button', { name: 'Give consent' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(item(page, 'Consent')).toContainText('there');
  await page.goto('/');
  await expect(onFirstScreen).toBeVisible();
  await expect(onFirstScreen.getByRole('heading')).not.toHaveText(before);
  await forgetSession(page.context());
  // Nothing waits, so nothing is said.
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await expect(main(page).getByRole('heading', { name: 'Open cases' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(onFirstScreen).toHaveCount(0);
});

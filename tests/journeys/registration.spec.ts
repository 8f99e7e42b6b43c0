// Resellers register units for their End Users: twenty thousand from a file with faulty rows, cut off twice; one by a form; files
// that others wrote; and what the other side, and another reseller, see of it.

import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, METRO_SENIOR, OTHER_RESELLER, RESELLER, forgetSession, signIn, signOut } from '../support/people';
import { enterOn, tabTo } from '../support/keyboard';
import { heading, main } from '../support/report';
import { changeKept, chooseFile, csv, endUser, filter, rowsOfFile, unitRow, unitsSeen, writeColumn } from '../support/registration';

portalAt(IN_HOURS);

const METRO = 'Kadambari Metro Fibre';
const serial = (prefix: string, index: number) => `${prefix}${String(index).padStart(6, '0')}`;

async function toFile(page: Page, name: string) {
  await signIn(page, name);
  await page.goto('/register/file');
  await expect(page.getByLabel('Choose a CSV file')).toBeAttached();
}

/** Registers one unit from a file, as the person who is signed in, who speaks for an End User. */
async function registerOne(page: Page, reference: string) {
  await page.goto('/register/file');
  const nobody = { name: '', street: '', postal_code: '', city: '', country: '', order: 'PO-CM-1' };
  await chooseFile(page, 'one.csv', csv([unitRow(nobody, reference)]));
  await page.getByRole('button', { name: 'Register 1 unit' }).click();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
}

/** Somebody else, in a browser of their own. */
async function beside(browser: any, baseURL: string | undefined, name: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signIn(page, name);
  return page;
}

test('twenty thousand rows with three hundred faulty ones are mended, sent, cut off twice, and every one becomes a unit', async ({ page, context, browser, baseURL, watch }) => {
  test.setTimeout(300_000);
  watch.provoke(/ERR_INTERNET_DISCONNECTED/, /Failed to load resource/);
  await toFile(page, RESELLER);
  const metro = await endUser(page, METRO);
  const before = await unitsSeen(page);
  const rows = Array.from({ length: 20_000 }, (_, index) => unitRow(metro, serial('KQ', index)));
  // 120 without street, 100 in a country of no such name, 79 with an End User that is not named in full, one bad serial.
  for (let index = 0; index < 120; index += 1) rows[index * 150] = unitRow(metro, serial('KQ', index * 150), { Street: '' });
  for (let index = 0; index < 100; index += 1) rows[index * 150 + 7] = unitRow(metro, serial('KQ', index * 150 + 7), { Country: 'Inda' });
  for (let index = 0; index < 79; index += 1) rows[index * 150 + 13] = unitRow(metro, serial('KQ', index * 150 + 13), { 'End user city': '' });
  rows[19_999] = unitRow(metro, 'KQ 019999');
  await chooseFile(page, 'twenty-thousand.csv', csv(rows));

  await expect(main(page).getByText('19700 ready')).toBeVisible({ timeout: 60_000 });
  await expect(main(page).getByText('300 to mend')).toBeVisible();
  await expect(rowsOfFile(page)).toHaveCount(26);
  await filter(page, /^Street.* 120$/).click();
  await writeColumn(page, 'street', '', '18 Quay Road', 120);
  await filter(page, /Country.* 100$/i).first().click();
  await writeColumn(page, 'country', 'Inda', 'India', 100);
  await filter(page, /city.* 79$/i).click();
  await writeColumn(page, 'end_user_city', '', metro.city, 79);
  await expect(main(page).getByText('1 to mend')).toBeVisible();

  // What was mended survives a reload.
  await changeKept(page, 'end_user_city');
  await page.reload();
  await expect(main(page).getByText('19999 ready')).toBeVisible({ timeout: 60_000 });
  await expect(rowsOfFile(page)).toHaveCount(2);
  const cell = rowsOfFile(page).nth(1).getByLabel('Serial number');
  await cell.fill('KQ019999');
  await cell.press('Tab');
  await expect(main(page).getByText('20000 ready')).toBeVisible();
  await expect(main(page).getByText(/Asking the server/)).toHaveCount(0, { timeout: 60_000 });
  await expect(main(page).getByText('Advanced Care Plus: ').first()).toBeVisible();

  const pieces: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') pieces.push(request.postDataJSON().from);
  });
  await page.getByRole('button', { name: 'Register 20000 units' }).click();
  const progress = main(page).getByRole('progressbar', { name: 'Rows that have been answered' });
  const received = async () => Number(await progress.getAttribute('value'));
  await expect.poll(received, { timeout: 60_000 }).toBeGreaterThan(2_000);
  await context.setOffline(true);
  await expect(main(page).getByText('It does not go on.')).toBeVisible({ timeout: 60_000 });
  const there = await received();
  expect(there).toBeLessThan(20_000);
  // Of the next pieces one arrives; those after it are held, so that it can't be finished before the page is loaded anew.
  let passed = 0;
  await page.route('**/v1/registrations/*/rows', async (route) => {
    if (route.request().method() === 'PUT' && passed++ > 0) return;
    await route.fallback();
  });
  await context.setOffline(false);
  await expect.poll(received, { timeout: 60_000 }).toBeGreaterThan(there);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await expect(main(page).getByText('20000 units registered.')).toBeVisible({ timeout: 120_000 });
  // Nothing was sent that had been answered, but for the piece whose answer was lost.
  expect(pieces.length).toBeLessThan(60);
  expect(await unitsSeen(page)).toBe(before + 20_000);
  await page.goto('/register/file');
  await expect(page.getByLabel('Choose a CSV file')).toBeAttached();

  const other = await beside(browser, baseURL, METRO_SENIOR);
  expect(await unitsSeen(other, 'KQ0')).toBe(20_000);
  await other.goto('/units/KQ000150');
  await expect(heading(other, 'kq000150')).toBeVisible();
  await expect(other.getByRole('heading', { level: 2, name: 'Advanced Care Plus' })).toBeVisible();
  await other.context().close();
  const stranger = await beside(browser, baseURL, OTHER_RESELLER);
  expect(await unitsSeen(stranger)).toBe(0);
  await stranger.goto('/registrations');
  await expect(main(stranger).getByText('twenty-thousand.csv')).toHaveCount(0);
  await stranger.context().close();
});

test('doubles, what is registered already and what is not covered are said before anything is sent; the rest goes its way', async ({ page }) => {
  await toFile(page, RESELLER);
  const metro = await endUser(page, METRO);
  const registered = 'DB000009';
  await chooseFile(page, 'first.csv', csv([unitRow(metro, registered)]));
  await page.getByRole('button', { name: 'Register 1 unit' }).click();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();

  const rows = [unitRow(metro, 'DB000001'), unitRow(metro, 'db000001'), unitRow(metro, 'DB000002', { 'Purchase order': 'NO-SUCH' }), unitRow(metro, registered)];
  await chooseFile(page, 'second.csv', csv(rows, ','));
  await expect(filter(page, /^Something is wrong/)).toContainText('2');
  await filter(page, /^All/).click();
  const line = (number: number) => rowsOfFile(page).nth(number);
  await expect(line(2)).toContainText('line 2');
  // An order with which this reseller has registered nothing: what it bought only the server may know.
  await expect(line(3)).toContainText('Cannot tell: the contracts of this purchase order are not known');
  await expect(line(1)).toContainText('Advanced Care Plus until');
  await page.getByRole('button', { name: 'Register 2 units' }).click();
  await expect(main(page).getByText('2 units registered.')).toBeVisible();
  await expect(main(page).getByText('2 rows left')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with them' }).click();
  await expect(main(page).getByText('2 to mend')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /with what is wrong/ }).click()]);
  const text = await readFile((await download.path())!, 'utf8');
  const rejects = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true });
  expect(rejects.errors).toEqual([]);
  expect(rejects.meta.fields!.at(-1)).toBe('What is wrong');
  expect(rejects.data.map((row) => [row['S/N'], row['What is wrong']])).toEqual([
    ['db000001', expect.stringMatching(/^This unit is registered in this account already/)],
    [registered, expect.stringMatching(/^This unit is registered in this account already/)],
  ]);
  await page.getByRole('button', { name: 'Discard the file' }).click();
  // Nobody has it but this browser.
  await page.getByRole('button', { name: 'Discard it' }).click();
  // Somebody puts them right in a spreadsheet; the column of reasons stays in it, and is none of the unit's.
  const mended = rejects.data.map((row, index) => ({ ...row, 'S/N': `DB00001${index}` }));
  await chooseFile(page, 'mended.csv', Papa.unparse(mended, { columns: rejects.meta.fields }));
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await expect(main(page).getByText('0 to mend')).toBeVisible();
  await page.getByRole('button', { name: 'Register 2 units' }).click();
  await expect(main(page).getByText('2 units registered.')).toBeVisible();
  expect(await unitsSeen(page, 'DB0000')).toBe(5);
  await page.goto('/registrations');
  await expect(page.getByRole('region', { name: 'Registrations' }).getByRole('row').filter({ hasText: 'second.csv' })).toContainText('2');
});

test('columns that are not recognised are said, and remembered', async ({ page }) => {
  await toFile(page, RESELLER);
  const metro = await endUser(page, METRO);
  const file = csv([unitRow(metro, 'CL000001')]).replace('S/N', 'Kennung');
  await chooseFile(page, 'odd.csv', file);
  const columns = page.getByRole('combobox', { name: 'Column Kennung' });
  await columns.selectOption('serial');
  await page.getByRole('button', { name: 'Use these columns' }).click();
  await expect(main(page).getByText('1 ready')).toBeVisible();
  await page.getByRole('button', { name: 'Discard the file' }).click();
  await chooseFile(page, 'odd-again.csv', file);
  await expect(main(page).getByText('1 ready')).toBeVisible();
});

test('what was not sent yet is the person’s own: it is gone after signing out', async ({ page }) => {
  await toFile(page, RESELLER);
  const metro = await endUser(page, METRO);
  await chooseFile(page, 'mine.csv', csv([unitRow(metro, 'SO000001')]));
  await expect(main(page).getByText('1 ready')).toBeVisible();
  await page.reload();
  await expect(main(page).getByText('1 ready')).toBeVisible();
  await signOut(page, RESELLER);
  await toFile(page, RESELLER);
  await expect(main(page).getByText('mine.csv')).toHaveCount(0);
});

test('files that others wrote are read, or refused clearly', async ({ page }) => {
  await toFile(page, RESELLER);
  const metro = await endUser(page, METRO);
  const text = csv([unitRow(metro, 'OF000001', { Site: 'São Paulo; "Süd"\nHalle 2' })]);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  for (const content of [utf16, Buffer.from(`sep=;\r\n${text}`, 'utf8'), Buffer.from(`\uFEFF${text}`, 'utf8')]) {
    await chooseFile(page, 'foreign.csv', content);
    await expect(main(page).getByText('1 ready')).toBeVisible();
    await expect(rowsOfFile(page).nth(1)).toContainText('São Paulo; "Süd" Halle 2');
    await page.getByRole('button', { name: 'Discard the file' }).click();
  }
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(200)]);
  const nul = Buffer.from(text.replace('MX204', 'MX\u0000204'), 'utf8');
  for (const [content, words] of [[zip, /zip|spreadsheet/i], [nul, /line 2/i], [Buffer.alloc(0), /empty|nothing/i]] as const) {
    await chooseFile(page, 'other.csv', content);
    await expect(page.getByRole('alert')).toContainText(words);
  }
});

test('an administrator registers one unit of the own sites, with the keyboard alone', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto('/register');
  await expect(heading(page, 'Register a unit')).toBeVisible();
  await enterOn(page, main(page).getByRole('button', { name: 'Register', exact: true }));
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await tabTo(page, page.getByLabel('Serial number', { exact: true }));
  await page.keyboard.type('kb000001');
  await page.keyboard.press('Tab');
  await page.keyboard.type('MX204');
  await expect(main(page).getByText(/^Advanced Care Plus until|^Juniper Care only|^No cover|^Cannot tell/).first()).toBeVisible();
  await enterOn(page, main(page).getByRole('button', { name: 'Register', exact: true }));
  await expect(main(page).getByText('KB000001 is registered.')).toBeVisible();
  await enterOn(page, main(page).getByRole('link', { name: 'See its cover' }));
  await expect(main(page)).toContainText('KB000001');
  // The same again is said at its field, and made no second time.
  await page.goto('/register');
  await page.getByLabel('Serial number', { exact: true }).fill('KB000001');
  await page.getByLabel('Model').fill('MX204');
  await main(page).getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/already/);
  expect(await unitsSeen(page, 'KB000001')).toBe(1);
});

test('a country in which the service is not available is refused with its neighbour named aright', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto('/register');
  await page.getByLabel('Serial number', { exact: true }).fill('KB000002');
  await page.getByLabel('Model').fill('MX204');
  await page.getByLabel('Where it is installed').selectOption('A new site');
  for (const [label, text] of [['Site', 'Nile'], ['Street', '1 Nile Road'], ['City', 'Khartoum'], ['Country', 'Sudan']]) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await main(page).getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/not available/);
  await page.getByLabel('City', { exact: true }).fill('Juba');
  await page.getByLabel('Country', { exact: true }).fill('South Sudan');
  await main(page).getByRole('button', { name: 'Register', exact: true }).click();
  await expect(main(page).getByText('KB000002 is registered.')).toBeVisible();
});

test('a unit that somebody else has is claimed, and the advisor settles it', async ({ page, context, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, ADMINISTRATOR);
  await registerOne(page, 'CM000001');
  await forgetSession(context);
  await signIn(page, RESELLER);
  await page.goto('/claims');
  await expect(heading(page, 'Claims')).toBeVisible();
  await main(page).getByRole('button', { name: 'Claim a unit' }).click();
  const reference = page.getByLabel('Serial number', { exact: true });
  await expect(reference).toBeFocused();
  await main(page).getByRole('button', { name: 'Claim it' }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  // What nobody has is no claim; what was typed stays.
  await reference.fill('CM999999');
  await page.getByLabel('For which End User').selectOption(METRO);
  await page.getByLabel('Why it is yours', { exact: true }).fill('Delivered to us in May.');
  await main(page).getByRole('button', { name: 'Claim it' }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await expect(page.getByLabel('Why it is yours', { exact: true })).toHaveValue('Delivered to us in May.');
  await reference.fill('cm000001');
  await main(page).getByRole('button', { name: 'Claim it' }).click();
  const claimed = page.getByRole('region', { name: 'Claim of CM000001' });
  await expect(claimed).toContainText('Delivered to us in May.');
  await expect(claimed).toContainText('open');
  await expect(claimed).not.toContainText('Has it');
  await expect(main(page).getByRole('button', { name: 'Claim a unit' })).toBeVisible();
  await forgetSession(context);
  await signIn(page, ADVISOR);
  await page.goto('/claims');
  const open = page.getByRole('region', { name: 'Claim of CM000001' });
  await expect(open).toContainText(METRO);
  await open.getByRole('button', { name: /^Settle it/ }).click();
  await page.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Say why');
  await page.getByRole('radio', { name: /^It stays/ }).check();
  await page.getByLabel('Why', { exact: true }).fill('The delivery note names the account that has it.');
  await page.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(open).toContainText('The delivery note names the account that has it.');
  await expect(open).toContainText('stayed');
});

test('who may not register has no way in', async ({ page }) => {
  await signIn(page, ENGINEER);
  await expect(page.getByRole('link', { name: 'Register', exact: true, includeHidden: true })).toHaveCount(0);
  for (const address of ['/register', '/register/file']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'Not by you' })).toBeVisible();
  }
});

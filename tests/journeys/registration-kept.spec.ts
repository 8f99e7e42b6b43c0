// What is done to a file of units is never lost on the way: in two tabs, after a refusal, on leaving the page, by a press too many.
// And forms beside it that keep what was typed.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, RESELLER, signIn } from '../support/people';
import { theUnit } from '../support/api';
import { heading, main } from '../support/report';
import { changeKept, chooseFile, csv, endUser, filter, rowsOfFile, unitRow, unitsSeen, type EndUser } from '../support/registration';

portalAt(IN_HOURS);

const METRO = 'Kadambari Metro Fibre';
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });
/** What is only heard. */
const heard = (page: Page) => page.locator('.visually-hidden[role="status"]').last();

async function toFile(page: Page): Promise<EndUser> {
  await signIn(page, RESELLER);
  await page.goto('/register/file');
  await expect(page.getByLabel('Choose a CSV file')).toBeAttached();
  return endUser(page, METRO);
}

/** A file whose rows say which unit each took the place of, under a header that nobody recognises. */
function withReplaced(metro: EndUser, rows: [string, string][]): string {
  const head = csv([]).trim().split(';').map((name) => (name === 'S/N' ? 'Kennung' : name));
  return csv(rows.map(([serial, replaced]) => [...unitRow(metro, serial), replaced]), ';', [...head, 'Replaces']);
}

/** Whatever is sent of the rows waits until it is let go. */
async function holdRows(page: Page): Promise<() => void> {
  let go = () => {};
  const held = new Promise<void>((told) => (go = told));
  await page.route(/\/v1\/registrations\/[^/]+\/rows$/, async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue().catch(() => {});
  });
  return go;
}

test('a second tab says that another one is at work, and has the file as soon as that is closed', async ({ page, context }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'two-tabs.csv', csv([unitRow(metro, 'TT000001')]));
  await expect(main(page).getByText('1 ready')).toBeVisible();
  const second = await context.newPage();
  await second.goto('/register/file');
  await expect(second.getByText('Another tab of this browser has this page open.')).toBeVisible();
  await expect(second.getByLabel('Choose a CSV file')).toHaveCount(0);
  await page.reload();
  // The one that waited is next; the other one waits now.
  await expect(main(second).getByText('two-tabs.csv')).toBeVisible();
  await expect(page.getByText('Another tab of this browser has this page open.')).toBeVisible();
  await second.close();
  await expect(main(page).getByText('1 ready')).toBeVisible();
});

test('what only the server found wrong, and which column is which, go along with what is left', async ({ page }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'replaced.csv', withReplaced(metro, [['RK000001', ''], ['RK000002', 'NOSUCH0001']]));
  await page.getByRole('combobox', { name: 'Column Kennung' }).focus();
  await page.getByRole('combobox', { name: 'Column Kennung' }).selectOption('serial');
  // A choice alone changes nothing, and takes nobody away.
  await expect(page.getByRole('combobox', { name: 'Column Kennung' })).toBeFocused();
  await button(page, 'Use these columns').click();
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await button(page, 'Register 2 units').click();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
  await button(page, 'Go on with them').click();
  await expect(main(page).getByText('1 to mend')).toBeVisible();
  const cell = rowsOfFile(page).nth(1).getByLabel('Replaces');
  await expect(cell).toHaveAttribute('aria-invalid', 'true');
  await page.reload();
  await expect(main(page).getByText('1 to mend')).toBeVisible();
  await expect(cell).toHaveAttribute('aria-invalid', 'true');
  await expect(rowsOfFile(page).nth(1)).toContainText('RK000002');
  await cell.fill('');
  await cell.press('Tab');
  await expect(main(page).getByText('1 ready')).toBeVisible();
  await expect(rowsOfFile(page).nth(1).getByText('Mended')).toBeVisible();
  await changeKept(page, 'replaces');
  await page.reload();
  await button(page, 'Register 1 unit').click();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
  expect(await unitsSeen(page, 'RK0')).toBe(2);
});

test('what the server refused can be tried again as it is', async ({ page }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'again.csv', withReplaced(metro, [['RA000001', 'NOSUCH0002']]).replace('Kennung', 'S/N'));
  await button(page, 'Register 1 unit').click();
  await button(page, 'Go on with them').click();
  await expect(main(page).getByText('1 to mend')).toBeVisible();
  await button(page, 'Try them as they are').click();
  await expect(main(page).getByText('1 ready')).toBeVisible();
  // Nobody has the rest but this browser.
  await button(page, 'Discard the file').click();
  await button(page, 'Discard it').click();
  await expect(page.getByLabel('Choose a CSV file')).toBeFocused();
});

test('after a failure that does not pass there is a way back to the rows, with everything', async ({ page, watch }) => {
  watch.provoke(/status of 403/);
  const metro = await toFile(page);
  await chooseFile(page, 'way-back.csv', csv([unitRow(metro, 'WB000001', { Street: '' }), unitRow(metro, 'WB000002')]));
  const street = rowsOfFile(page).nth(1).getByLabel('Street', { exact: true });
  await street.fill('18 Quay Road');
  await street.press('Tab');
  await expect(main(page).getByText('2 ready')).toBeVisible();
  const rows = /\/v1\/registrations\/[^/]+\/rows$/;
  await page.route(rows, (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Not now.' }) })
      : route.continue(),
  );
  await button(page, 'Register 2 units').click();
  await expect(main(page).getByText('It does not go on.')).toBeVisible();
  await button(page, 'Back to the rows').click();
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await page.unroute(rows);
  await button(page, 'Register 2 units').click();
  await expect(main(page).getByText('2 units registered.')).toBeVisible();
  expect(await unitsSeen(page, 'WB0')).toBe(2);
});

test('a whole column is changed only when one was chosen, and taken back by a press', async ({ page }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'whole.csv', csv([unitRow(metro, 'WC000001'), unitRow(metro, 'WC000002')]));
  await main(page).getByText('Change a whole column').click();
  const form = page.getByRole('form', { name: 'Change a whole column' });
  await form.getByRole('button', { name: 'Choose a column first' }).click();
  await expect(form.getByLabel('Column')).toBeFocused();
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await form.getByLabel('Column').selectOption('serial');
  await form.getByRole('button', { name: 'Empty up to 2' }).click();
  await expect(main(page).getByText('2 to mend')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await expect(main(page).getByRole('heading', { name: 'whole.csv' })).toBeFocused();
  await expect(button(page, 'Undo')).toHaveCount(0);
  await page.reload();
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await expect(rowsOfFile(page).nth(2)).toContainText('WC000002');
});

test('a press that takes the focus from a mended cell meets what it was meant for', async ({ page }) => {
  const metro = await toFile(page);
  const rows = ['MV000001', 'MV000002', 'MV000003'].map((serial) => unitRow(metro, serial, { Street: '', Country: 'Inda' }));
  await chooseFile(page, 'moves.csv', csv(rows));
  const street = (row: number) => rowsOfFile(page).nth(row).getByLabel('Street', { exact: true });
  const below = () => street(2).evaluate((cell) => cell.getBoundingClientRect().top + window.scrollY);
  await expect(main(page).getByText('What the server knows of the serial numbers')).toBeVisible();
  const at = await below();
  await street(1).fill('18 Quay Road');
  await rowsOfFile(page).nth(1).getByLabel('Country', { exact: true }).fill('India');
  await street(2).click();
  await expect(street(2)).toBeFocused();
  await expect(main(page).getByText('1 ready')).toBeVisible();
  expect(Math.abs((await below()) - at)).toBeLessThan(1);
  await street(2).fill('18 Quay Road');
  await street(3).fill('18 Quay Road');
  await filter(page, /^Ready/).click();
  await expect(filter(page, /^Ready/)).toHaveAttribute('aria-pressed', 'true');
  await expect(filter(page, /^Street.* 0$/)).toBeVisible();
});

test('undoing belongs to its file, and a column that mending has added stays', async ({ page }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'first.csv', csv([unitRow(metro, 'UF000001'), unitRow(metro, 'UF000002')]));
  await main(page).getByText('Change a whole column').click();
  const form = page.getByRole('form', { name: 'Change a whole column' });
  await form.getByLabel('Column').selectOption('release');
  await form.getByLabel('Write').fill('23.4R2');
  await form.getByRole('button', { name: 'Change up to 2' }).click();
  await expect(button(page, 'Undo')).toBeVisible();
  // The file has no such column.
  await main(page).getByText(/^Columns: /).click();
  await page.getByRole('combobox', { name: 'Column Host name' }).selectOption('');
  await button(page, 'Use these columns').click();
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await rowsOfFile(page).nth(1).getByRole('button', { name: /^All cells/ }).click();
  await expect(rowsOfFile(page).nth(1).getByLabel('Software release')).toHaveValue('23.4R2');
  await button(page, 'Discard the file').click();
  await button(page, 'Discard it').click();
  await chooseFile(page, 'second.csv', csv([unitRow(metro, 'US000001')]));
  await expect(main(page).getByText('1 ready')).toBeVisible();
  await expect(button(page, 'Undo')).toHaveCount(0);
});

test('“Cancel” asks before it takes away what was mended', async ({ page }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'cancel.csv', csv([unitRow(metro, 'CN000001', { Street: '' })]));
  const street = rowsOfFile(page).nth(1).getByLabel('Street', { exact: true });
  await street.fill('18 Quay Road');
  await street.press('Tab');
  await expect(main(page).getByText('1 ready')).toBeVisible();
  // Rows are not checked before it is known which countries are excluded.
  let go = () => {};
  const held = new Promise<void>((told) => (go = told));
  await page.route(/\/v1\/meta$/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await changeKept(page, 'street');
  await page.reload();
  await button(page, 'Cancel').click();
  await expect(main(page).getByText(/^Discard the file, with all/)).toBeFocused();
  await button(page, 'Keep it').click();
  go();
  await expect(main(page).getByText('1 ready')).toBeVisible();
});

test('leaving the page while it is sent stops it, which is said, and coming back goes on', async ({ page }) => {
  const metro = await toFile(page);
  await chooseFile(page, 'leaving.csv', csv([unitRow(metro, 'LV000001')]));
  const go = await holdRows(page);
  await button(page, 'Register 1 unit').click();
  await expect(main(page).getByText(/^It is sent as long as this page is open/)).toBeVisible();
  await main(page).getByRole('link', { name: 'What the server has of it' }).click();
  await expect(heading(page, /^Registration: leaving\.csv/)).toBeVisible();
  await expect(heard(page)).toContainText('The file is not being sent any more.');
  await main(page).getByRole('link', { name: 'go on' }).click();
  await expect(main(page).getByText('It had stopped when this page was left.')).toBeVisible();
  go();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
  expect(await unitsSeen(page, 'LV0')).toBe(1);
});

test('a browser that does not keep the file says so while it is sent, too', async ({ page, context }) => {
  await context.addInitScript(() => {
    CacheStorage.prototype.open = () => Promise.reject(new DOMException('refused by the test', 'SecurityError'));
  });
  const metro = await toFile(page);
  await chooseFile(page, 'not-kept.csv', csv([unitRow(metro, 'NK000001')]));
  await expect(main(page).getByText('This browser does not keep the file.')).toBeVisible();
  const go = await holdRows(page);
  await button(page, 'Register 1 unit').click();
  await expect(main(page).getByRole('progressbar', { name: 'Rows that have been answered' })).toBeVisible();
  await expect(main(page).getByText('This browser does not keep the file.')).toBeVisible();
  go();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
  await expect(main(page).getByText('This browser does not keep the file.')).toHaveCount(0);
});

test('a file of refused rows that can’t be made is said where it was asked for', async ({ page, watch }) => {
  watch.provoke(/status of 403/);
  const metro = await toFile(page);
  await chooseFile(page, 'no-csv.csv', withReplaced(metro, [['NC000001', 'NOSUCH0003']]).replace('Kennung', 'S/N'));
  await button(page, 'Register 1 unit').click();
  await expect(main(page).getByText('1 row left')).toBeVisible();
  await main(page).getByRole('link', { name: 'What the server has of it' }).click();
  await expect(main(page).getByText('NC000001')).toBeVisible();
  await page.route(/\/rows\?/, (route) =>
    route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Not now.' }) }),
  );
  await button(page, 'As CSV').click();
  await expect(main(page).getByRole('alert').filter({ hasText: 'The file was not made.' })).toBeVisible();
});

test('a unit that is refused is never announced as saved', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  const { reference } = await theUnit(page, 'fra1-pe02');
  await page.goto('/register');
  await page.getByLabel('Serial number', { exact: true }).fill(reference);
  await page.getByLabel('Model').fill('MX204');
  await main(page).getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/already/);
  await expect(heard(page)).toHaveText('It is not registered');
});

test('what was typed into one form of a unit, or of a site, is there again after another one was looked at', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  const { reference } = await theUnit(page, 'fra1-pe02');
  await page.goto(`/units/${encodeURIComponent(reference)}`);
  const press = (name: string) => main(page).getByRole('button', { name, exact: true }).first().click();
  await press('Put right');
  await page.getByLabel('Host name').fill('fra1-pe02-typed');
  await press('Put right');
  await expect(page.getByLabel('Host name')).toHaveValue('fra1-pe02-typed');
  await press('Retire');
  await expect(page.getByRole('heading', { name: 'Retire this unit' })).toBeFocused();
  await press('Put right');
  await expect(page.getByLabel('Host name')).toHaveValue('fra1-pe02-typed');
  await press('Cancel');
  await press('Put right');
  await expect(page.getByLabel('Host name')).toHaveValue('fra1-pe02');

  await page.goto('/sites?q=Juba');
  await main(page).getByRole('link', { name: 'Juba Airport Road', exact: true }).click();
  await expect(heading(page, 'Juba Airport Road')).toBeVisible();
  await press('Edit');
  await page.getByLabel('How to get in').fill('Typed before');
  await press('Join with another');
  await expect(page.getByRole('heading', { name: 'Join with another site' })).toBeFocused();
  await press('Edit');
  await expect(page.getByLabel('How to get in')).toHaveValue('Typed before');
});

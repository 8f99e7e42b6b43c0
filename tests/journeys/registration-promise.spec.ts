// What is said before a file is sent is what the server decides when it has come: by orders in any case of their letters, after
// every change, and for many rows changed at once.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { RESELLER, signIn } from '../support/people';
import { main } from '../support/report';
import { chooseFile, csv, decided, endUser, filter, promise, promised, rowsOfFile, unitRow, writeColumn, type EndUser } from '../support/registration';

portalAt(IN_HOURS);

const METRO = 'Kadambari Metro Fibre';

async function begin(page: Page): Promise<EndUser> {
  await signIn(page, RESELLER);
  await page.goto('/register/file');
  await expect(page.getByLabel('Choose a CSV file')).toBeAttached();
  return endUser(page, METRO);
}

test('what they will be worth is what they are worth, in whatever case their orders are written', async ({ page }) => {
  const metro = await begin(page);
  const upside = metro.order.replace(/[a-z]/gi, (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()));
  expect(upside).not.toBe(metro.order);
  const rows = [
    unitRow(metro, 'PR000001'),
    unitRow(metro, 'PR000002', { 'Purchase order': metro.order.toLowerCase() }),
    unitRow(metro, 'PR000003', { 'Purchase order': upside }),
    unitRow(metro, 'PR000004', { 'End User': METRO.toUpperCase(), 'Purchase order': `  ${upside} ` }),
  ];
  await chooseFile(page, 'cases.csv', csv(rows));
  await expect(promised(page)).toContainText('Advanced Care Plus: 4');
  const told = await promise(page);
  await page.getByRole('button', { name: 'Register 4 units' }).click();
  await expect(main(page).getByText('4 units registered.')).toBeVisible();
  expect(await decided(page, 'PR0000')).toEqual(told);
});

test('what only the server can know is not promised, and no cover is not threatened', async ({ page }) => {
  const metro = await begin(page);
  await chooseFile(page, 'first.csv', csv([unitRow(metro, 'PS000001')]));
  await page.getByRole('button', { name: 'Register 1 unit' }).click();
  await page.getByRole('button', { name: 'Another file' }).click();
  const rows = [['Replaces', ...unitRow(metro, 'PS000002', { 'Purchase order': '' })], ['', ...unitRow(metro, 'PS000003', { 'Purchase order': 'NEVER-SEEN' })]];
  rows[0][0] = 'PS000001';
  const head = csv([]).trim().split(';');
  await chooseFile(page, 'second.csv', csv(rows, ';', ['Replaces', ...head]));
  await expect(promised(page)).toContainText('Cannot tell: 2');
  await expect(rowsOfFile(page).nth(1)).toContainText('the contracts of this purchase order are not known');
  await page.getByRole('button', { name: 'Register 2 units' }).click();
  await expect(main(page).getByText('2 units registered.')).toBeVisible();
  // A unit that came for another stands where that one stood; of the other order there is no contract.
  expect(await decided(page, 'PS000002')).toEqual({ advanced_care_plus: 1 });
  expect(await decided(page, 'PS000003')).toEqual({ no_cover_found: 1 });
});

test('it is counted anew after every change, and when what is known comes late', async ({ page }) => {
  let free = () => {};
  const held = new Promise<void>((resolve) => { free = resolve; });
  const metro = await begin(page);
  await page.route('**/v1/registration', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await chooseFile(page, 'late.csv', csv([unitRow(metro, 'PT000001'), unitRow(metro, 'PT000002'), unitRow(metro, 'PT000003', { Street: '' })]));
  await expect(main(page).getByText('2 ready')).toBeVisible();
  // What is counted without it would be counted by now.
  await page.waitForTimeout(6_000);
  await expect(promised(page)).toContainText('being counted');
  free();
  await expect(promised(page)).toContainText('Advanced Care Plus: 2');
  const street = rowsOfFile(page).nth(1).getByLabel('Street');
  await street.fill('18 Quay Road');
  await street.press('Tab');
  await expect(main(page).getByText('3 ready')).toBeVisible();
  await expect(promised(page)).toContainText('Advanced Care Plus: 3');
  await filter(page, /^All/).click();
  await writeColumn(page, 'usage', '', 'spare', 3);
  await expect(promised(page)).toContainText('Juniper Care only: 3');
  await expect(promised(page)).not.toContainText('Advanced Care Plus');
  await page.getByRole('button', { name: 'Register 3 units' }).click();
  await expect(main(page).getByText('3 units registered.')).toBeVisible();
  expect(await decided(page, 'PT0000')).toEqual({ juniper_care_only: 3 });
});

test('a column of many thousand rows is changed in steps, and the page answers meanwhile', async ({ page }) => {
  test.setTimeout(120_000);
  const metro = await begin(page);
  const rows = Array.from({ length: 12_000 }, (_, index) => unitRow(metro, `PV${String(index).padStart(6, '0')}`, { Street: '' }));
  await chooseFile(page, 'many.csv', csv(rows));
  await expect(main(page).getByText('12000 to mend')).toBeVisible({ timeout: 60_000 });
  await main(page).getByText('Change a whole column').click();
  const form = page.getByRole('form', { name: 'Change a whole column' });
  await form.getByLabel('Column').selectOption('street');
  await form.getByLabel('Write').fill('18 Quay Road');
  // Every step of the progress is a moment at which the page was free.
  await page.evaluate(() => {
    const seen = ((window as any).steps = new Set<string>());
    new MutationObserver(() => {
      const value = document.querySelector('progress[aria-label^="Rows that are changed"]')?.getAttribute('value');
      if (value) seen.add(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await form.getByRole('button').click();
  await expect(main(page).getByText('12000 ready')).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => (window as any).steps.size)).toBeGreaterThan(3);
  await expect(page.locator('#summary')).toBeFocused();
  await page.reload();
  await expect(main(page).getByText('12000 ready')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Discard the file' }).click();
});

test('an answer about a serial number does not fall on the one that was written there since', async ({ page }) => {
  const metro = await begin(page);
  await chooseFile(page, 'there.csv', csv([unitRow(metro, 'PX000001')]));
  await page.getByRole('button', { name: 'Register 1 unit' }).click();
  await page.getByRole('button', { name: 'Another file' }).click();
  let free = () => {};
  const held = new Promise<void>((resolve) => { free = resolve; });
  let asked = 0;
  await page.route('**/v1/registration/check', async (route) => {
    asked += 1;
    if (asked === 1) await held;
    await route.continue();
  });
  // The street is missing, so that all cells of the row stand there.
  await chooseFile(page, 'slow.csv', csv([unitRow(metro, 'PX000001'), unitRow(metro, 'PX000002', { Street: '' })]));
  await filter(page, /^All/).click();
  await rowsOfFile(page).nth(1).getByRole('button', { name: /All cells/ }).click();
  const serial = rowsOfFile(page).nth(1).getByLabel('Serial number', { exact: true });
  await serial.fill('PX000003');
  await serial.press('Tab');
  await expect.poll(() => asked).toBe(2);
  free();
  await expect(main(page).getByText(/Asking the server/)).toHaveCount(0);
  await expect(main(page).getByText('1 ready')).toBeVisible();
  await expect(rowsOfFile(page).nth(1)).not.toContainText(/already/);
});

test('a page that is left while a file is read, checked or looked up says nothing of it', async ({ page }) => {
  const metro = await begin(page);
  const rows = Array.from({ length: 8_000 }, (_, index) => unitRow(metro, `PY${String(index).padStart(6, '0')}`));
  const text = csv(rows);
  for (const wait of [0, 60, 150, 300, 600]) {
    await page.goto('/register');
    await main(page).getByRole('link', { name: 'Many from a file' }).click();
    const discard = page.getByRole('button', { name: /^(Discard the file|Cancel)$/ });
    await expect(page.getByLabel('Choose a CSV file').or(discard).first()).toBeAttached();
    if (await discard.count()) await discard.first().click();
    await chooseFile(page, 'left.csv', text);
    await page.waitForTimeout(wait);
    await main(page).getByRole('link', { name: 'Register one unit' }).click();
    await page.waitForTimeout(400);
  }
  // Whatever a page complains about fails its test.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Register a unit');
});

// A reseller's sitting from the first screen on: what waits there, the template, files that are dropped, read slowly or meet what
// somebody else has; and the advisor, who settles what came of it.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, METRO_SENIOR, OTHER_RESELLER, RESELLER, forgetSession, signIn } from '../support/people';
import { call, theUnit } from '../support/api';
import { drop } from '../support/files';
import { heading, main } from '../support/report';
import { chooseFile, csv, decided, endUser, filter, promise, promised, rowsOfFile, unitRow, unitsSeen } from '../support/registration';

portalAt(IN_HOURS);

const METRO = 'Kadambari Metro Fibre';
const CARRIER = 'Quillhaven Backbone Networks';
const ADVISOR_EMEA = 'Hannes Ostermayr';
const CLEAN = fileURLToPath(new URL('../../docs/registration/clean.csv', import.meta.url));

const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' });
const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });

/** Somebody else, in the same browser. */
async function becomes(page: Page, name: string, address: string) {
  // A page that is still open would ask on, as nobody.
  await forgetSession(page.context());
  await signIn(page, name, address);
}

test('the reseller’s home: batches with their state, End Users, what is missing, what ends, and nothing of cases', async ({ page, watch }) => {
  watch.provoke(/status of 403 .*\/v1\/cases$/);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await signIn(page, RESELLER);
  await expect(heading(page, `Hello, ${RESELLER}`)).toBeVisible();
  const batch = (file: string) => page.getByRole('region', { name: 'Registrations' }).getByRole('row').filter({ hasText: file });
  await expect(batch('kadambari-howrah-and-new-town.csv')).toContainText('some refused');
  await expect(batch('dunmarrow-control-centre.csv')).toContainText('36 rows to come');
  await expect(batch('units-of-last-year.csv')).toContainText('stopped');
  const missing = card(page, 'What is missing').getByRole('listitem');
  await expect(missing.filter({ hasText: 'dunmarrow-control-centre.csv' })).toContainText('36 rows have not come yet');
  await expect(missing.filter({ hasText: 'kadambari-howrah-and-new-town.csv' })).toContainText('3 rows refused');
  // What was taken back waits for nobody.
  const { items: claims } = (await call(page, 'GET', '/v1/claims')).body;
  expect(claims.map((claim: any) => claim.state).sort()).toEqual(['open', 'withdrawn']);
  const open = claims.find((claim: any) => claim.state === 'open');
  await expect(missing.filter({ hasText: 'its claim is not settled yet' })).toHaveText([new RegExp(`^${open.reference}`)]);

  const { end_users: known } = (await call(page, 'GET', '/v1/registration')).body;
  const shown = card(page, 'Your End Users').getByRole('listitem');
  await expect(shown).toHaveCount(known.length);
  for (const one of known) await expect(shown.filter({ hasText: one.account.name })).toContainText(`${one.units} unit`);
  const near = (end: string) => end >= IN_HOURS.slice(0, 10) && end <= new Date(Date.parse(IN_HOURS) + 90 * 86_400_000).toISOString().slice(0, 10);
  const ends = known.flatMap((one: any) => one.purchase_orders.flatMap((order: any) => order.terms.filter((term: any) => near(term.end)).map((term: any) => [one.account.name, order.number, term.end])));
  expect(ends.map(([, number]: string[]) => number)).toEqual(['FR-131-DEC']);
  const ahead = card(page, 'Ends within 90 days').getByRole('listitem');
  await expect(ahead).toHaveCount(1);
  await expect(ahead).toContainText('Dunmarrow Electric Co-operative: Advanced Care Plus, FR-131-DEC');
  await expect(ahead).toContainText('25 Jan 2027');

  await expect(page.getByRole('link', { name: /case/i, includeHidden: true })).toHaveCount(0);
  expect(asked.filter((path) => path.startsWith('/v1/cases'))).toEqual([]);
  expect((await call(page, 'GET', '/v1/cases')).status).toBe(403);
  await main(page).getByRole('listitem').filter({ hasText: METRO }).getByRole('link', { name: 'Register' }).first().click();
  await expect(heading(page, 'Register a unit')).toBeVisible();
  await expect(page.getByLabel('For which End User')).toHaveValue('account-kadambari');
});

test('the template is taken along, and the clean file of the demonstration is dropped and registered whole', async ({ page }) => {
  await signIn(page, RESELLER, '/register/file');
  const [template] = await Promise.all([page.waitForEvent('download'), button(page, 'A template to fill in').click()]);
  expect(template.suggestedFilename()).toBe('registration.csv');
  const clean = await readFile(CLEAN, 'utf8');
  const head = (text: string) => Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trim()).data[0];
  expect(head(await readFile((await template.path())!, 'utf8'))).toEqual(head(clean));

  await drop(main(page).getByText(/^or drop it here/), [{ name: 'clean.csv', mimeType: 'text/csv', buffer: Buffer.from(clean) }]);
  await expect(main(page).getByRole('heading', { name: 'clean.csv' })).toBeVisible();
  await expect(main(page).getByText('24 ready')).toBeVisible();
  await expect(main(page).getByText('0 to mend')).toBeVisible();
  await expect(main(page).getByText(/Asking the server/)).toHaveCount(0);
  await expect(promised(page)).toContainText('Advanced Care Plus: 23');
  const told = await promise(page);
  expect(told, 'one is a spare').toEqual({ advanced_care_plus: 23, juniper_care_only: 1 });
  await button(page, 'Register 24 units').click();
  await expect(main(page).getByText('24 units registered.')).toBeVisible();
  expect(await unitsSeen(page, 'RG26A')).toBe(24);
  expect(await decided(page, 'RG26A')).toEqual(told);
  await becomes(page, METRO_SENIOR, '/units?q=jub1-acc');
  await expect(page.getByRole('table', { name: 'Units' }).getByRole('row').filter({ hasText: 'Juba' }).first()).toContainText('Advanced Care Plus');
});

test('a file that is read slowly shows how far it is, and is let go by “Cancel”', async ({ page }) => {
  // As from a slow disk: after the first piece nothing comes until it may.
  await page.addInitScript(() => {
    const whole = Blob.prototype.arrayBuffer;
    const slow = window as any;
    Blob.prototype.arrayBuffer = async function () {
      if ((slow.pieces = (slow.pieces ?? 0) + 1) > 1) await slow.held;
      return whole.call(this);
    };
  });
  await signIn(page, RESELLER, '/register/file');
  const metro = await endUser(page, METRO);
  const rows = Array.from({ length: 6_000 }, (_, index) => unitRow(metro, `SL${String(index).padStart(6, '0')}`));
  await page.evaluate(() => {
    const slow = window as any;
    slow.held = new Promise((go) => (slow.go = go));
    slow.pieces = 0;
  });
  await chooseFile(page, 'slow.csv', csv(rows));
  const reading = page.getByRole('progressbar', { name: 'Reading the file' });
  await expect.poll(async () => Number(await reading.getAttribute('value'))).toBeGreaterThan(0);
  expect(Number(await reading.getAttribute('value'))).toBeLessThan(Number(await reading.getAttribute('max')));
  await button(page, 'Cancel').click();
  await expect(page.getByLabel('Choose a CSV file')).toBeFocused();
  await page.evaluate(() => (window as any).go());
  // What comes after all is of no file any more.
  await chooseFile(page, 'quick.csv', csv(rows.slice(0, 2)));
  await expect(main(page).getByText('2 ready')).toBeVisible();
  await expect(main(page).getByRole('heading', { name: 'quick.csv' })).toBeVisible();
  await button(page, 'Discard the file').click();
});

test('a unit that somebody else has is said in the file without saying who, and can be claimed from there', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  const { reference } = await theUnit(page, 'chi1-pe02');
  await becomes(page, RESELLER, '/register/file');
  const metro = await endUser(page, METRO);
  const answers: string[] = [];
  page.on('response', async (answer) => {
    if (answer.url().endsWith('/v1/registration/check')) answers.push(await answer.text());
  });
  await chooseFile(page, 'sold-twice.csv', csv([unitRow(metro, 'EW1'), unitRow(metro, reference)]));
  await filter(page, /registered by somebody else 1$/).click();
  const row = rowsOfFile(page).filter({ hasText: reference });
  await expect(row).toContainText('This unit is registered by somebody else; you can ask for that to be settled');
  for (const why of await row.getByText(/^Why/).all()) await why.click();
  await expect(row.getByText('R-017', { exact: true })).toBeVisible();
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  for (const said of [await main(page).innerText(), ...answers]) expect(said).not.toMatch(/quillhaven|chi1-/i);
  const opened = page.waitForEvent('popup');
  await row.getByRole('link', { name: `Claim ${reference}` }).click();
  const claims = await opened;
  await expect(main(claims).getByLabel('Serial number')).toHaveValue(reference);
  await claims.close();
  // The file is still there. An odd serial number is said, and refuses nothing.
  await filter(page, /^Ready/).click();
  await expect(rowsOfFile(page).filter({ hasText: 'EW1' })).toContainText('This is not shaped like most serial numbers. It is registered as it stands.');
  await button(page, 'Register 1 unit').click();
  await expect(main(page).getByText('1 unit registered.')).toBeVisible();
  expect(await unitsSeen(page, reference)).toBe(0);
});

test('the advisor settles two resellers’ claims of one unit at once, and a transfer that its owner asked for', async ({ page }) => {
  const claims = (text: string) => main(page).getByRole('region', { name: /^(Claim|Transfer) of / }).filter({ hasText: text });
  await signIn(page, ADVISOR_EMEA);
  const { reference } = await theUnit(page, 'cgn1-sw01');
  await page.goto('/claims');
  const ours = claims('Fennick & Rowe Network Supply');
  await expect(ours).toContainText('1 more for this unit, settled together');
  await expect(claims('Bramblegate Systems')).toContainText('1 more for this unit, settled together');
  await ours.getByRole('button', { name: /^Settle it/ }).click();
  await ours.getByRole('radio', { name: /^It moves/ }).check();
  await ours.getByLabel('Why', { exact: true }).fill('The lease had ended; both orders were looked at with the people concerned.');
  await ours.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await becomes(page, RESELLER, '/claims');
  await expect(claims(reference)).toContainText('moved');
  await expect(claims(reference)).toContainText('both orders were looked at');
  expect((await call(page, 'GET', `/v1/units?q=${reference}`)).body.items.map((unit: any) => unit.account.name)).toEqual([METRO]);
  await becomes(page, OTHER_RESELLER, '/claims');
  await expect(claims(reference)).toContainText('stayed');
  await expect(claims(reference)).toContainText('both orders were looked at');
  await expect(main(page)).not.toContainText(/Fennick|Kadambari/);
  expect(await unitsSeen(page, reference)).toBe(0);

  await becomes(page, ADVISOR, '/claims');
  const transfer = claims('Sold together with the rack in Frankfurt');
  await expect(transfer).toContainText('Transfer of');
  await expect(transfer).toContainText('Would belong to');
  const wished = (await transfer.getByRole('heading', { level: 2 }).innerText()).replace('Transfer of', '').trim();
  await transfer.getByRole('button', { name: /^Settle it/ }).click();
  await transfer.getByRole('radio', { name: /^It moves/ }).check();
  await transfer.getByLabel('Why', { exact: true }).fill('Both companies confirmed it.');
  await transfer.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(claims('Sold together with the rack in Frankfurt')).toContainText('moved');
  await becomes(page, ADMINISTRATOR, '/units');
  expect(await unitsSeen(page, wished)).toBe(0);
  await becomes(page, ADVISOR_EMEA, `/units/${encodeURIComponent(wished)}`);
  await expect(main(page)).toContainText('Ährenfurth Netzgesellschaft mbH');
  await expect(main(page)).not.toContainText(CARRIER);
});

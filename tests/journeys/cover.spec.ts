// A unit's cover: the four answers, every condition with its why, and the "as of" date, which stands in the address.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { theUnit } from '../support/api';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const asOf = (page: Page) => page.getByLabel('Cover as of');
const conditions = (page: Page) =>
  main(page).getByRole('list').filter({ has: page.getByText('A Juniper Networks product', { exact: true }) }).getByRole('listitem').filter({ has: page.getByRole('group') });

/** The answer is the name of the region that holds it. */
const answer = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function openUnit(page: Page, hostName: string, on = '') {
  const unit = await theUnit(page, hostName);
  await page.goto(`/units/${encodeURIComponent(unit.reference)}${on && `?on=${on}`}`);
  await expect(heading(page, hostName)).toBeVisible();
}

test('a covered unit: until when, what ends it, eleven conditions met, each with its why', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'fra1-pe03');
  const cover = answer(page, 'Advanced Care Plus');
  await expect(cover).toContainText(/Covered until \d+ \w{3} 20\d\d/);
  await expect(cover).toContainText(/Then (Advanced Care Plus|Juniper Care) ends/);
  await expect(conditions(page)).toHaveCount(11);
  for (const condition of await conditions(page).all()) {
    await expect(condition).toContainText(/Yes: /);
    await condition.getByText(/^Why/).click();
    await expect(condition.getByText(/^[RB]-\d+$/).first()).toBeVisible();
    await expect(condition.getByRole('definition').first()).not.toBeEmpty();
  }
});

for (const [hostName, name, missing] of [
  ['nyc1-oob01', 'Juniper Care only', ['Under Advanced Care Plus on this date', 'Named in a purchase order for the service']],
  ['mex1-pe03', 'No cover found', ['Under Advanced Care Plus on this date', 'Registered by serial number', 'Not past its End of Support']],
  ['mex1-fw02', 'No cover found', ['Bought or leased from Juniper or an authorized reseller', 'Not a gray market product']],
  ['nyc1-oob03', 'No cover found', ['A Juniper Networks product']],
] as const) {
  test(`${hostName}: ${name}, and everything that is missing is named`, async ({ page }) => {
    await signIn(page, SENIOR);
    await openUnit(page, hostName);
    await expect(answer(page, name)).toBeVisible();
    await expect(conditions(page)).toHaveCount(11);
    for (const title of missing) {
      await expect(conditions(page).filter({ hasText: title })).toContainText(/No: /);
    }
    await expect(page.getByText('The server decides otherwise')).toBeHidden();
    await expect(main(page).getByRole('link', { name: 'Report a fault' })).toBeVisible();
  });
}

test('what was not supplied makes “cannot tell”, not “not covered”', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'ccu1-acc02');
  await expect(answer(page, 'Cannot tell')).toContainText('not the same as not covered');
  await expect(conditions(page).filter({ hasText: 'Not past its End of Support' })).toContainText(/Not known: /);
});

test('a part past its End of Support does not end its host’s cover', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'fra1-pe01');
  await expect(answer(page, 'Advanced Care Plus')).toBeVisible();
  await expect(main(page)).toContainText(/Except FPC 3: past its End of Support since .*The unit itself keeps its cover/);
});

test('what changes after the date: when, to what and why, each day one step away', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'chi1-pe02');
  const ahead = main(page).locator('section', { has: page.getByRole('heading', { name: 'What changes after that' }) });
  const days = ahead.getByRole('listitem');
  await expect(days.first()).toContainText(/25 Nov 2026\s*Advanced Care Plus\s*Juniper Care begins: /);
  await expect(days.nth(1)).toContainText(/(Advanced Care Plus|Juniper Care) has ended: /);
  await days.first().getByRole('link').click();
  await expect(page).toHaveURL(/\?on=2026-11-25$/);
  await expect(answer(page, 'Advanced Care Plus')).toContainText('as of 25 Nov 2026');
  await expect(days.first()).not.toContainText('25 Nov 2026');
});

test('moving “as of” over a gap of one day: today uncovered, tomorrow covered, all of it in the address', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'chi1-pe02');
  await expect(asOf(page)).toHaveValue('2026-11-24');
  await expect(answer(page, 'No cover found')).toBeVisible();
  const care = conditions(page).filter({ hasText: 'Under Juniper Care on this date' });
  await expect(care).toContainText('This date lies in a gap');

  await asOf(page).fill('2026-11-25');
  await asOf(page).blur();
  await expect(page).toHaveURL(/\?on=2026-11-25$/);
  await expect(answer(page, 'Advanced Care Plus')).toContainText('as of 25 Nov 2026');
  await expect(care).toContainText(/Yes: /);

  await page.reload();
  await expect(answer(page, 'Advanced Care Plus')).toContainText('as of 25 Nov 2026');
  await expect(asOf(page)).toHaveValue('2026-11-25');

  await page.getByRole('link', { name: 'Units', exact: true }).and(main(page).getByRole('link')).click();
  await expect(heading(page, 'Units')).toBeVisible();
  await page.goBack();
  await expect(answer(page, 'Advanced Care Plus')).toContainText('as of 25 Nov 2026');
  await page.goForward();
  await expect(heading(page, 'Units')).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'Today' }).click();
  await expect(page).toHaveURL(/\/units\/[^?]+$/);
  await expect(answer(page, 'No cover found')).toBeVisible();
});

test('a deep link with a date decides on that date', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'chi1-pe02', '2026-11-23');
  await expect(answer(page, 'Advanced Care Plus')).toContainText('as of 23 Nov 2026');
  await expect(page.getByText('not today')).toBeVisible();
  await openUnit(page, 'chi1-pe02', 'not-a-date');
  await expect(answer(page, 'No cover found')).toContainText('as of 24 Nov 2026');
});

test('“today” is the site’s civil date, whatever the viewer’s zone says', async ({ page }) => {
  await signIn(page, SENIOR);
  // 16:00 UTC: still the 24th in New York, already the 25th on Lord Howe Island.
  await openUnit(page, 'ldh1-pe01');
  await expect(asOf(page)).toHaveValue('2026-11-25');
  await expect(page.getByText('today at the site')).toBeVisible();
});

test('facts, parts and contracts stand beside the cover; the serial number can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, SENIOR);
  await openUnit(page, 'fra1-pe03');
  await page.getByRole('button', { name: 'Copy serial number JN1234AFB' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('JN1234AFB');
  await expect(main(page)).toContainText('FPC 1');
  await expect(main(page)).toContainText('0060417302');
  await expect(main(page)).toContainText(/1 Jan 2026 to 31 Dec 2026/);
});

test('what if: an end of a contract or of support, which conditions change, kept in the address', async ({ page }) => {
  await signIn(page, SENIOR);
  await openUnit(page, 'fra1-pe03');
  const supposed = page.getByRole('group', { name: /^Suppose that by/ });
  const outcome = main(page).getByRole('status').filter({ hasText: /^Then|^Tick/ });
  await expect(outcome).toContainText('Nothing is saved');
  const service = supposed.getByRole('checkbox', { name: /^Advanced Care Plus \d+ had ended/ });
  await service.check();
  await expect(outcome).toContainText('Then Juniper Care only');
  const changed = main(page).locator('section').filter({ has: supposed }).getByRole('listitem');
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText(/Under Advanced Care Plus on this date.*ended on 23 Nov 2026/);
  await expect(page).toHaveURL(/if=\d+$/);
  await supposed.getByRole('checkbox', { name: /End of Support/ }).check();
  await expect(outcome).toContainText('Then No cover found');
  await expect(changed).toHaveCount(2);
  await expect(changed.last()).toContainText('Not past its End of Support');
  // The unit's own answer stays what it is.
  await expect(answer(page, 'Advanced Care Plus')).toBeVisible();
  await page.reload();
  await expect(outcome).toContainText('Then No cover found');
  await expect(service).toBeChecked();
  await asOf(page).fill('2026-12-01');
  await expect(page).toHaveURL(/on=2026-12-01&if=/);
  await expect(outcome).toContainText('Then No cover found');
  await service.uncheck();
  await supposed.getByRole('checkbox', { name: /End of Support/ }).uncheck();
  await expect(outcome).toContainText('Nothing is saved');
  await expect(page).not.toHaveURL(/if=/);
  // What nobody can tick counts for nothing: this contract has ended by then.
  await service.check();
  await asOf(page).fill('2027-02-01');
  await expect(service).toHaveAccessibleName(/0060417303/);
  await expect(outcome).toContainText('Nothing is saved');
});

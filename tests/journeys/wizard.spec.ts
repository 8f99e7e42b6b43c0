// What is asked and helped when a case is opened: several units, cases that may be the same, examples for each priority, whom to
// speak with, Expert to Expert with its basis, and what of the readiness waits. At 320 px too.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, SENIOR, VENDOR_ENGINEER, signIn } from '../support/people';
import { call, cases, theCase, theUnit } from '../support/api';
import { chooseUnit, fact, fillIn, goOn, heading, main, opened, openTheCase, toPhonePage, toWizard } from '../support/report';
import { beside } from '../support/beside';
import { enterOn, tabTo } from '../support/keyboard';

const portal = portalAt(IN_HOURS);

/** A unit that is chosen; what is found stands beside it for a moment. */
const chosen = (page: Page, title: string) =>
  further(page).getByRole('listitem').filter({ has: page.getByRole('button', { name: `Remove ${title}` }) });

const further = (page: Page) => main(page).getByRole('group', { name: 'Further units' });

/** Adds a further unit by any part of its name. */
async function add(page: Page, text: string, title = text) {
  const more = page.getByRole('button', { name: 'Add a further unit' });
  if (await more.isVisible()) await more.click();
  await page.getByRole('searchbox', { name: 'One more unit' }).fill(text);
  await further(page).getByRole('listitem').getByRole('button', { name: title, exact: false }).filter({ hasNotText: 'Remove' }).click();
  await expect(page.getByRole('button', { name: `Remove ${title}` })).toBeVisible();
}

const narrow = async (page: Page) => {
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
};

test('a case about three units: each with its cover, and the case found by each of them', async ({ page, watch }) => {
  // The page is loaded anew while its last words are on their way: their answer is lost, and the next save finds them there.
  watch.provoke(/status of 412 .*\/v1\/drafts\//);
  await signIn(page, SENIOR);
  const serial = (await theUnit(page, 'scl1-pe01')).reference;
  await toWizard(page);
  await chooseUnit(page, 'gru1-pe01');
  await add(page, serial, 'scl1-pe01');
  await add(page, 'mex1-pe03');
  await expect(chosen(page, 'mex1-pe03')).toContainText('No cover found');
  await expect(chosen(page, 'scl1-pe01')).toContainText('Advanced Care Plus');
  // The same one again changes nothing, and says so.
  await page.getByRole('searchbox', { name: 'One more unit' }).fill('gru1-pe01');
  await further(page).getByRole('listitem').getByRole('button', { name: 'gru1-pe01' }).click();
  await expect(main(page).getByText('gru1-pe01 is already in this report.')).toBeVisible();
  await narrow(page);
  await page.getByLabel('Symptom in one line').fill('Three units lose the same route');
  await page.reload();
  await expect(further(page).getByRole('listitem')).toHaveCount(2);
  await goOn(page, 'How bad is it?');
  await page.getByRole('radio', { name: 'Priority 3' }).check();
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');
  await narrow(page);
  await page.getByLabel('Description').fill('Since noon.');
  await page.getByLabel('Software version').fill('23.4R2');
  await goOn(page, 'Check your answers');
  await narrow(page);
  await fact(main(page), 'Further units', new RegExp(`scl1-pe01 .*${serial}.*Advanced Care Plus; mex1-pe03 .*No cover found`));
  await expect(page.getByRole('link', { name: 'Change further units' })).toBeVisible();
  await openTheCase(page).click();
  const number = await opened(page);
  await narrow(page);
  await expect(main(page).getByRole('link', { name: 'mex1-pe03' })).toBeVisible();

  const stored = await theCase(page, 'Three units lose');
  expect(stored.further_units.map((unit: any) => unit.title)).toEqual(['scl1-pe01', 'mex1-pe03']);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const name of ['gru1-pe01', 'scl1-pe01', 'mex1-pe03']) {
    const unit = await theUnit(page, name);
    await page.goto(`/cases?show=all&unit=${unit.reference}`);
    await expect(main(page).getByRole('row').filter({ hasText: number })).toBeVisible();
    await page.goto(`/cases?show=all&q=${name}`);
    await expect(main(page).getByRole('row').filter({ hasText: number })).toBeVisible();
    await page.goto(`/units/${unit.reference}`);
    await expect(main(page).getByRole('link', { name: 'Three units lose the same route' })).toBeVisible();
  }
});

test('a further unit by keyboard alone, and taken away again', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  await chooseUnit(page, 'gru1-pe01');
  await enterOn(page, page.getByRole('button', { name: 'Add a further unit' }));
  await expect(page.getByRole('searchbox', { name: 'One more unit' })).toBeFocused();
  await page.keyboard.type('scl1-pe01');
  await enterOn(page, further(page).getByRole('listitem').getByRole('button', { name: 'scl1-pe01' }));
  await expect(page.getByRole('button', { name: 'Remove scl1-pe01' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'One more unit' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Remove scl1-pe01' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(further(page).getByRole('listitem')).toHaveCount(0);
  await tabTo(page, page.getByLabel('Symptom in one line'));
});

test('a case that may be the same is seen before another one is opened', async ({ page, context }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Fan tray reports a fault after maintenance', priority: 4 });
  await openTheCase(page).click();
  const number = await opened(page);
  await page.goto('/');
  await toWizard(page);
  await expect(main(page).getByRole('region', { name: 'May be the same' })).toHaveCount(0);
  // By words of the symptom, about another unit.
  await chooseUnit(page, 'nyc1-pe01');
  await page.getByLabel('Symptom in one line').fill('After maintenance the fan trays complain');
  const similar = main(page).getByRole('region', { name: 'May be the same' });
  const hit = similar.getByRole('listitem').filter({ hasText: number });
  await expect(hit).toContainText('open');
  await expect(hit).toContainText('opened within a day');
  expect(await similar.getByRole('listitem').count()).toBeLessThanOrEqual(5);
  await narrow(page);
  const beside = context.waitForEvent('page');
  await hit.getByRole('link').click();
  await expect(heading(await beside, 'Fan tray reports a fault after maintenance')).toBeVisible();
  // The report stays where it was, and goes on.
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('After maintenance the fan trays complain');
  await goOn(page, 'How bad is it?');
  // By the unit alone.
  await page.goto('/');
  await toWizard(page);
  await chooseUnit(page, 'fra1-pe02');
  await expect(similar.getByRole('listitem').filter({ hasText: number })).toBeVisible();
  // Never in the way of a Priority 1.
  await page.goto('/');
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill('Fan tray reports a fault after maintenance');
  await expect(page.getByRole('button', { name: 'Open it on the web' })).toBeVisible();
  await expect(similar).toHaveCount(0);
});

test('the contact is somebody else: how, where, when, and Expert to Expert by that person', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  await toWizard(page);
  await chooseUnit(page, 'gru1-pe01');
  await page.getByLabel('Symptom in one line').fill('Route reflector loses one of two engines');
  await goOn(page, 'How bad is it?');
  await page.getByText('Examples for each priority').click();
  await expect(main(page).getByText('A core router forwards nothing')).toBeVisible();
  await expect(main(page).getByText('wording of this installation, not Juniper\'s').first()).toBeVisible();
  await page.getByRole('radio', { name: 'Priority 2' }).check();
  await expect(main(page)).toContainText('This case takes the ordinary way to an engineer.');
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');
  await page.getByLabel('Description').fill('RE1 is gone.');
  await page.getByLabel('Software version').fill('23.4R2');
  await page.getByLabel('Contact', { exact: true }).selectOption(SENIOR);
  await page.getByRole('radio', { name: 'By telephone' }).check();
  await page.getByLabel('Telephone number or e-mail address').fill('ask Ana');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a telephone number with at least five digits');
  await expect(page.getByLabel('Telephone number or e-mail address')).toHaveValue('ask Ana');
  await page.getByLabel('Telephone number or e-mail address').fill('+55 11 5550-0199 ext. 4');
  await page.getByLabel('When to reach the contact').fill('08:00 to 18:00 in São Paulo');
  await goOn(page, 'Check your answers');
  await fact(main(page), 'Contact', SENIOR);
  await fact(main(page), 'How to reach the contact', 'By telephone: +55 11 5550-0199 ext. 4');
  await expect(main(page)).toContainText(`This case goes to the senior engineers directly (Expert to Expert). By who the contact is: ${SENIOR}.`);
  await page.reload();
  await fact(main(page), 'When to reach the contact', '08:00 to 18:00 in São Paulo');
  await page.getByRole('link', { name: 'Change contact' }).click();
  await expect(page.getByLabel('Contact', { exact: true }).getByRole('option', { selected: true })).toHaveText(SENIOR);
  await goOn(page, 'Check your answers');
  await openTheCase(page).click();
  const number = await opened(page);
  await fact(main(page), 'Contact', SENIOR);
  expect(await theCase(page, 'Route reflector loses one')).toMatchObject({
    expert_to_expert: 'representative',
    contact: { name: SENIOR, by: 'phone', at: '+55 11 5550-0199 ext. 4', when: '08:00 to 18:00 in São Paulo' },
  });
  // The other side sees it too.
  const other = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, timezoneId: 'Europe/Berlin', viewport: null });
  await other.goto(`/cases/${number}`);
  await expect(main(other)).toContainText('+55 11 5550-0199 ext. 4');
  await expect(main(other)).toContainText('08:00 to 18:00 in São Paulo');
  await other.context().close();
});

test('what of the readiness waits is said at the end and holds up nothing', async ({ page }) => {
  await signIn(page, SENIOR);
  const activation = await call(page, 'GET', '/v1/activation');
  const missing = activation.body.items.filter((item: any) => item.state !== 'given');
  await page.route((url) => url.pathname === '/v1/contacts', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    return route.fulfill({ response: answer, json: { ...body, representatives: body.representatives.slice(0, 1) } });
  });
  await fillIn(page, { unit: 'gru1-pe01', symptom: 'Readiness is not in the way', priority: 4 });
  await expect(main(page)).toContainText('Waiting on you: name 1 more representative.');
  if (missing.length > 0) await expect(main(page)).toContainText(missing[0].name);
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Readiness is not in the way')).toHaveLength(1);
});

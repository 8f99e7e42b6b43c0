// Every screen of the app, held to the audit. One test per person, walking through the screens that person sees.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { GUEST, METRO_SENIOR, OPERATOR_ADMINISTRATOR, OTHER_RESELLER, RESELLER, SENIOR, VIEWER, signIn } from '../support/people';
import { audit } from '../support/audit';
import { theCase, theUnit } from '../support/api';
import { chooseUnit, heading, main, openTheCase } from '../support/report';

portalAt(IN_HOURS);

/** Audits the screen that is open; soft, so that one run tells of all screens. */
async function holds(page: Page, name: string) {
  await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toHaveCount(0);
  expect.soft(await audit(page), name).toEqual([]);
}

async function holdsAt(page: Page, address: string, title: string | RegExp) {
  await page.goto(address);
  await expect(heading(page, title)).toBeVisible();
  await holds(page, address);
}

test('signing in', async ({ page }) => {
  await holdsAt(page, '/sign-in', 'Sign in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'sign-in with problems');
});

test('the first screens', async ({ page, context }) => {
  for (const person of [SENIOR, OPERATOR_ADMINISTRATOR, METRO_SENIOR, VIEWER, RESELLER, GUEST]) {
    await context.clearCookies();
    await signIn(page, person);
    await expect(heading(page, `Hello, ${person}`)).toBeVisible();
    await holds(page, `first screen of ${person}`);
  }
});

test('the open account menu and the regions', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.getByText('Other regions').click();
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await holds(page, 'open menus');
});

test('units', async ({ page, context, watch }) => {
  watch.provoke(/status of 404 .*NOSUCH1$/);
  await signIn(page, SENIOR);
  await holdsAt(page, '/units', 'Units');
  await holdsAt(page, '/units?q=no-such-unit', 'Units');
  await holdsAt(page, '/units/NOSUCH1', 'No unit NOSUCH1');
  for (const host of ['fra1-pe01', 'nyc1-oob01', 'mex1-pe03', 'ccu1-acc02']) {
    await holdsAt(page, `/units/${(await theUnit(page, host)).reference}?on=2026-11-30`, host);
  }
  for (const why of await main(page).getByText(/^Why/).all()) await why.click();
  await holds(page, 'a unit with every why opened');
  await context.clearCookies();
  await signIn(page, OTHER_RESELLER);
  await holdsAt(page, '/units', 'Units');
});

test('cases and call notes', async ({ page }) => {
  await signIn(page, SENIOR);
  await holdsAt(page, '/cases', 'Cases');
  await holdsAt(page, '/cases?show=all', 'Cases');
  await holdsAt(page, '/cases?q=nothing-like-this', 'Cases');
  for (const words of ['chi1-core01: routing', 'gru1-core01: both', 'nyc1-pe02: line card', 'den2-spine01: optics', 'ccu1-agg01: SNMP']) {
    const { number, synopsis } = await theCase(page, words);
    await holdsAt(page, `/cases/${number}?opened=yes`, synopsis);
  }
  await holdsAt(page, '/call-notes/CALL-2026-900001', /^You are calling about/);
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await holds(page, 'a call note with a problem');
});

test('service is down', async ({ page }) => {
  await signIn(page, SENIOR);
  await holdsAt(page, '/report/down', 'Is service down now?');
  await holdsAt(page, '/report/phone', 'Call now');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'phone page with problems');
  await page.getByRole('searchbox', { name: 'Unit' }).fill('fra1');
  await expect(page.getByText(/units, the first 8/)).toBeVisible();
  await holds(page, 'phone page with hits');
  await chooseUnit(page, 'fra1-pe03');
  await holds(page, 'phone page, filled in');
});

test('the steps of a report', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/report/wrong');
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'what is wrong, with problems');
  await page.getByRole('button', { name: /^I can't find it/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'what is wrong, unlisted');
  await page.getByLabel('Host name').fill('box7');
  await page.getByLabel('Site').fill('Graz');
  await page.getByLabel('Symptom in one line').fill('x'.repeat(240));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'How bad is it?')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'impact, with a problem');
  await page.getByRole('radio', { name: 'Priority 3' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Is any of this so?')).toBeVisible();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await holds(page, 'exclusions, all ticked');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Details')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'details, with problems');
  await page.goto(page.url().replace('/report/details', '/report/check'));
  await openTheCase(page).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'check, with problems');
});

test('refusals, failures, and what is not there', async ({ page, watch }) => {
  watch.provoke(/status of 503/);
  await signIn(page, VIEWER);
  await holdsAt(page, '/report/down', 'You can\'t open Tech Cases');
  await holdsAt(page, '/nowhere', 'This page does not exist');
  const body = JSON.stringify({ type: 'about:blank', title: 'The service is unavailable', status: 503, detail: '', instance: 'req-1', errors: [] });
  await page.route('**/v1/units?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body }));
  await page.goto('/units');
  await expect(page.getByRole('alert')).toContainText('We could not load your units');
  await holds(page, 'a failure');
  await page.evaluate(() => (window as any).portalPanic('somewhere.rs:1'));
  await expect(heading(page, 'The portal has stopped')).toBeVisible();
  await holds(page, 'the panic screen');
});

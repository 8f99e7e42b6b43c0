// Every screen of the app, held to the audit. One test per person, walking through the screens that person sees.

import { fileURLToPath } from 'node:url';
import { expect, portalAt, portalWithOnly, stopApp, test, IN_HOURS } from '../support/portal';
import { ADVISOR, ESCALATION_DESK, FIRST_ADMINISTRATOR, GUEST, METRO_SENIOR, OPERATOR_ADMINISTRATOR, OTHER_RESELLER, RESELLER, SENIOR, VENDOR_ENGINEER, VIEWER, forgetSession, signIn, signInByTyping } from '../support/people';
import { html } from '../support/audit';
import { holds, holdsAt } from '../support/holds';
import { call, theCase, theUnit } from '../support/api';
import { heading, main, opened } from '../support/report';

portalAt(IN_HOURS);

test('signing in', async ({ page }) => {
  await holdsAt(page, '/sign-in', 'Sign in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'sign-in with problems');
});

test('the first screens', async ({ page, context }) => {
  for (const person of [SENIOR, OPERATOR_ADMINISTRATOR, METRO_SENIOR, VIEWER, RESELLER, GUEST]) {
    // A page that is still open would ask on, as nobody.
    await forgetSession(context);
    await signIn(page, person);
    await expect(heading(page, person === GUEST ? 'Webinars' : `Hello, ${person}`)).toBeVisible();
    await holds(page, `first screen of ${person}`);
  }
});

test('registration: one unit with its problems, a file with its faults, batches and claims', async ({ page, context }) => {
  await signIn(page, RESELLER);
  await holdsAt(page, '/register', 'Register a unit');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'one unit with problems');
  await holdsAt(page, '/register/file', 'Register from a file');
  await page.locator('main input[type="file"]').setInputFiles(fileURLToPath(new URL('../../docs/registration/faults.csv', import.meta.url)));
  await expect(page.getByRole('table')).toBeVisible();
  await holds(page, 'a file with its faults');
  await holdsAt(page, '/registrations', 'Registrations');
  await main(page).getByRole('link', { name: /rows|csv/ }).first().click();
  await holds(page, 'one batch');
  await holdsAt(page, '/claims', /laims/);
  // A page that is still open would ask on, as nobody.
  await forgetSession(context);
  await signIn(page, ADVISOR);
  await holdsAt(page, '/claims', /laims/);
});

test('people: the places, a step with its problems, and the history', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await holdsAt(page, '/people', 'People');
  await page.getByRole('button', { name: /^Replace / }).last().click();
  await expect(page.getByRole('heading', { name: /^Replace / })).toBeFocused();
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'people, a step with problems');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Has left / }).last().click();
  await page.getByRole('button', { name: 'Take off' }).click();
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('has left');
  await holds(page, 'people with a history');
});

test('the on-boarding: the meeting, its forms with their problems, and the checklist', async ({ page, context, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, SENIOR);
  await holdsAt(page, '/on-boarding', 'On-boarding');
  await page.getByRole('button', { name: 'Change Receiving services credits' }).click();
  await page.getByLabel('How far it is').selectOption('does not apply');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Say why it does not apply');
  await holds(page, 'on-boarding, a step with problems');
  // A page that is still open would ask on, as nobody.
  await forgetSession(context);
  await signIn(page, ADVISOR);
  await holdsAt(page, '/on-boarding?account=account-quillhaven', 'On-boarding');
  await page.getByRole('button', { name: 'Propose times' }).click();
  await page.getByLabel('First time').fill('2026-12-08T10:00');
  await page.getByRole('button', { name: 'Another time' }).click();
  await page.getByLabel('Link to join by').fill('http://meet.example.com');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('A link begins with https://');
  await holds(page, 'on-boarding, times with problems');
});

test('the service and the contracts', async ({ page }) => {
  await signIn(page, SENIOR);
  await holdsAt(page, '/service?point=R-065', 'The service, point by point');
  await expect(page.getByText('of at most 6 representatives')).toBeVisible();
  await holds(page, 'the service, with where one stands');
  await holdsAt(page, '/contracts', 'Contracts');
});

test('the first screens of the vendor’s people', async ({ page, context }) => {
  for (const person of [ADVISOR, VENDOR_ENGINEER, ESCALATION_DESK]) {
    // A page that is still open would ask on, as nobody.
    await forgetSession(context);
    await signIn(page, person);
    await expect(heading(page, person === GUEST ? 'Webinars' : `Hello, ${person}`)).toBeVisible();
    await holds(page, `first screen of ${person}`);
  }
});

test('a call becomes a case, and a case on behalf, with their problems', async ({ page, context }) => {
  await signIn(page, VENDOR_ENGINEER);
  await holdsAt(page, '/open-case?note=CALL-2026-900001', 'Make the call a case');
  await holdsAt(page, '/call-notes/CALL-2026-900001', /is calling about den2-core02$/);
  await holdsAt(page, '/open-case', 'Open a case for an End User');
  await page.getByLabel('End User').selectOption('Quillhaven Backbone Networks');
  await page.getByLabel('It came').selectOption('web');
  await page.getByLabel('Priority', { exact: true }).selectOption('1');
  await page.getByRole('button', { name: 'Open the case', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'a case on behalf with its problems');
  await forgetSession(context);
  await signIn(page, VIEWER);
  await holdsAt(page, '/open-case', 'You don\'t open cases for others');
});

test('signed out meanwhile, and offline', async ({ page, context, watch }) => {
  watch.provoke(/status of 401/, /ERR_INTERNET_DISCONNECTED/);
  await signIn(page, SENIOR);
  await context.clearCookies();
  await context.clock.fastForward(31_000);
  await expect(page.getByRole('status').filter({ hasText: 'You were signed out' })).toBeVisible();
  await holds(page, 'sign-in after the session ended');
  await signIn(page, SENIOR);
  await context.setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: 'You are offline.' })).toBeVisible();
  await holds(page, 'first screen, offline');
});

test.describe('with a browser clock that is a day ahead', () => {
  test.use({ skew: 86_400_000 });

  test('the notice about the clock', async ({ page }) => {
    await signIn(page, SENIOR);
    await expect(page.getByRole('status').filter({ hasText: 'Your device\'s clock is 24 hours ahead' })).toBeVisible();
    await holds(page, 'first screen with a wrong clock');
  });
});

test('the open account menu and the regions', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.getByText('Other regions').click();
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await holds(page, 'open menus');
});

test('units', async ({ page, context, watch }) => {
  watch.provoke(/status of 404 .*NOSUCH1(\/history\?.*)?$/);
  await signIn(page, SENIOR);
  await holdsAt(page, '/units', 'Units');
  await holdsAt(page, '/units?q=no-such-unit', 'Units');
  await holdsAt(page, '/units/NOSUCH1', 'No unit NOSUCH1');
  for (const host of ['fra1-pe01', 'nyc1-oob01', 'mex1-pe03', 'ccu1-acc02']) {
    await holdsAt(page, `/units/${(await theUnit(page, host)).reference}?on=2026-11-30`, host);
  }
  for (const why of await main(page).getByText(/^Why/).all()) await why.click();
  await holds(page, 'a unit with every why opened');
  // A page that is still open would ask on, as nobody.
  await forgetSession(context);
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
  await holdsAt(page, '/handover', 'Shift handover');
  await holdsAt(page, '/word-kept', 'Was the word kept?');
  await page.getByRole('link', { name: /^\d+ of \d+$/ }).first().click();
  await expect(heading(page, 'P1 by phone, 2025-Q1')).toBeVisible();
  await holds(page, 'the cases behind a figure');
  await holdsAt(page, '/word-kept/cases?quarter=2025-Q3&priority=1&channel=web', 'P1 by web, 2025-Q3');
  await holdsAt(page, '/call-notes/CALL-2026-900001', /^You are calling about/);
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await holds(page, 'a call note with a problem');
});

/** From the first screen to a call note of its own. */
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
  await stopApp(page, watch);
  await expect(heading(page, 'The portal has stopped')).toBeVisible();
  await holds(page, 'the panic screen');
});

test('the static screens: could not load, and offline', async ({ page, context, watch }) => {
  watch.provoke(/./);
  await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, contentType: 'application/json', body: '{}' }));
  await holdsAt(page, '/sign-in', 'The portal could not load');
  await page.getByText('The report', { exact: true }).click();
  await holds(page, 'could not load, with the report');
  await page.unroute(/\.wasm$/);
  await page.route(/\.wasm$/, async (route) => {
    // The connection goes when the page is there and the app is not: the look of it has arrived.
    await page.waitForFunction(() => [...document.styleSheets].some((sheet) => sheet.href));
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await holdsAt(page, '/sign-in', 'You are offline');
});

test.describe('a portal on its first day', () => {
  portalWithOnly(FIRST_ADMINISTRATOR);

  test('everything that is empty', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(heading(page, 'Sign in')).toBeVisible();
    await holds(page, 'sign-in without demonstration people');
    await signInByTyping(page, FIRST_ADMINISTRATOR);
    await holds(page, 'first screen, empty');
    for (const [address, title] of [['/units', 'Units'], ['/cases', 'Cases'], ['/report/phone', 'Call now']] as const) await holdsAt(page, address, title);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page that says what is missing', async ({ page, watch }) => {
    watch.provoke(/request failed: csp GET .*\.js$/);
    await page.goto('/');
    await expect(heading(page, 'This portal needs JavaScript')).toBeVisible();
    await expect(heading(page)).toHaveCount(1);
    await expect(page.getByRole('main')).toHaveCount(1);
    expect(await html(page)).toEqual([]);
  });
});

test('webinars: the catalogue with places, the player, and what a publisher sees', async ({ page, context }) => {
  await signIn(page, SENIOR);
  await holdsAt(page, '/webinars?q=release', 'Webinars');
  await holdsAt(page, '/webinars/webinar-release-management?t=20', 'Choosing a release and moving to it');
  // A page that is still open would ask on, as nobody.
  await forgetSession(context);
  await signIn(page, ADVISOR);
  await page.goto('/webinars/webinar-next-week');
  await page.getByRole('button', { name: 'Change what is planned' }).click();
  await holds(page, 'a webinar and its publisher');
});

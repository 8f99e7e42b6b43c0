// The server answers with faults, or something else answers in its place: tried again where that is safe, then said plainly.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { call, cases } from '../support/api';
import { fillIn, heading, main, opened, openTheCase } from '../support/report';

portalAt(IN_HOURS);

const isUnits = (url: URL) => url.pathname === '/v1/units';

function problem(status: number, title: string) {
  const body = { type: 'about:blank', title, status, detail: `${title}, said by the test.`, instance: 'req-of-the-test', errors: [] };
  return { status, contentType: 'application/problem+json', body: JSON.stringify(body) };
}

/** Answers units in the server's place; says how often it was asked for the list. */
async function units(page: Page, answer: Parameters<import('@playwright/test').Route['fulfill']>[0]): Promise<() => number> {
  let asked = 0;
  await page.route(isUnits, (route) => {
    // The counts of the views ask for one unit.
    if (new URL(route.request().url()).searchParams.get('limit') !== '1') asked += 1;
    return route.fulfill(answer);
  });
  return () => asked;
}

const failure = (page: Page) => page.getByRole('alert').filter({ hasText: 'We could not load your units' });

test('503 while reading: three tries, then what happened with the request id, then “Try again”', async ({ page, watch }) => {
  watch.provoke(/status of 503/);
  await signIn(page, SENIOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  const asked = await units(page, problem(503, 'The service is unavailable'));
  await page.goto('/units');
  await expect(failure(page)).toContainText('The service is unavailable, said by the test.');
  await expect(failure(page)).toContainText('req-of-the-test');
  expect(asked()).toBe(3);
  await page.unroute(isUnits);
  await failure(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table', { name: 'Units' })).toBeVisible();
});

test('500 while reading: said at once, with the request id', async ({ page, watch }) => {
  watch.provoke(/status of 500/);
  await signIn(page, SENIOR);
  await units(page, problem(500, 'Something failed'));
  await page.goto('/units');
  await expect(failure(page)).toContainText('Something failed, said by the test.');
  await expect(failure(page)).toContainText('req-of-the-test');
});

test('an answer to a change that cannot be read: the next press says that it may be done, and does nothing twice', async ({ page, watch }) => {
  watch.provoke(/status of 412/);
  await signIn(page, SENIOR, '/advice/advice-optics');
  const written = main(page).getByText('Said once, whatever is answered.');
  await page.getByLabel('Message').fill('Said once, whatever is answered.');
  await page.route('**/v1/advice/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    await route.fulfill({ response: await route.fetch(), body: '{' });
  });
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await send.click();
  await expect(main(page).getByRole('alert')).toContainText('answered with something that is no data');
  await page.unroute('**/v1/advice/*');
  await send.click();
  await expect(main(page).getByRole('alert')).toContainText('by your earlier press, whose answer was lost');
  await expect(written).toHaveCount(1);
  await expect(page.getByLabel('Message')).toHaveValue('Said once, whatever is answered.');
});

for (const [address, path, what] of [
  ['/contracts', '/v1/contracts', 'your contracts'],
  ['/service', '/service.json', 'the service description'],
] as const) {
  test(`${address}: a fault is said, and trying again mends it; an unknown point is no fault`, async ({ page, watch }) => {
    watch.provoke(/status of 500/);
    await signIn(page, SENIOR);
    await page.route((url) => url.pathname === path, (route) => route.fulfill(problem(500, 'Something failed')));
    await page.goto(`${address}?point=R-999`);
    const failed = page.getByRole('alert').filter({ hasText: `We could not load ${what}` });
    await expect(failed).toContainText('req-of-the-test');
    await page.unroute((url) => url.pathname === path);
    await page.unrouteAll();
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(failed).toBeHidden();
    await expect(main(page).getByRole('heading', { level: 2 }).first()).toBeVisible();
  });
}

test('values that nobody knows yet are shown, not hidden', async ({ page }) => {
  await signIn(page, SENIOR);
  const { body } = await call(page, 'GET', '/v1/units?q=fra1-pe03');
  body.items[0].usage = 'on_the_moon';
  body.items[0].something_new = { deep: true };
  await units(page, { status: 200, contentType: 'application/json', body: JSON.stringify(body) });
  await page.goto('/units?q=fra1-pe03');
  await expect(page.getByRole('row').filter({ hasText: 'fra1-pe03' })).toBeVisible();
});

test('503 while sending: nothing typed is lost, and the case is made once', async ({ page, watch }) => {
  watch.provoke(/status of 503/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Refused for a while', priority: 3 });
  let refused = 0;
  await page.route((url) => url.pathname === '/v1/cases', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    refused += 1;
    return route.fulfill(problem(503, 'The service is unavailable'));
  });
  await openTheCase(page).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
  await expect(alert).toContainText('req-of-the-test');
  expect(refused).toBe(3);
  await page.unrouteAll();
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Refused for a while')).toHaveLength(1);
});

test('what is not there, and what never was an address, leads back', async ({ page, watch }) => {
  watch.provoke(/status of 404/);
  await signIn(page, SENIOR);
  for (const [address, title] of [
    ['/units/NOSUCH1', 'No unit NOSUCH1'],
    ['/cases/2026-1124-999999', 'No case 2026-1124-999999'],
    ['/call-notes/CALL-2026-999999', 'No call note CALL-2026-999999'],
    ['/nowhere/at/all', 'This page does not exist'],
    ['/report/sideways', /./],
  ] as const) {
    await page.goto(address);
    await expect(heading(page, title)).toBeVisible();
  }
  await page.goto('/nowhere');
  await page.getByRole('link', { name: 'Go to the first screen' }).click();
  await expect(heading(page, /^Hello/)).toBeVisible();
});

test('what the service promises does not load: said on every page, the numbers stay, and it comes back', async ({ page, watch }) => {
  watch.provoke(/status of 503/);
  const isMeta = (url: URL) => url.pathname === '/v1/meta';
  await signIn(page, SENIOR);
  await page.route(isMeta, (route) => route.fulfill(problem(503, 'The service is unavailable')));
  await page.goto('/units/JN1234AFB');
  const notice = page.getByRole('status').filter({ hasText: 'What the service promises could not be loaded.' });
  await expect(notice).toContainText('times follow this device\'s clock');
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link', { name: '+1 202-555-0122' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Advanced Care Plus' })).toHaveCount(0);
  await page.unroute(isMeta);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Advanced Care Plus' })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('the settings of the installation do not load: the numbers of the build are there', async ({ page, watch }) => {
  watch.provoke(/status of 500/);
  let answered = () => {};
  const held = new Promise<void>((answer) => (answered = answer));
  await page.route('**/config.json', async (route) => {
    await held;
    await route.fulfill({ status: 500, body: 'broken' });
  });
  await signIn(page, SENIOR);
  // While the settings are still on their way, and when they have failed.
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link', { name: '+1 202-555-0122' })).toBeVisible();
  answered();
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link', { name: '+1 202-555-0122' })).toHaveAttribute('href', 'tel:+12025550122');
  await page.goto('/report/phone');
  await expect(main(page).getByRole('link', { name: /^\+1 202-555-0122/ })).toBeVisible();
});

test('a slip in the settings is named, by its key, and everything else holds', async ({ page }) => {
  const config = {
    name: 'Acme Support', colour: 'red', apiBase: 7, capabilitiesOff: ['webinars', 'coffee'],
    accent: { light: '#ffcc00', dark: '#93b4ff' },
    phones: { newFault: [{ label: 'Desk', number: '+1 202-555-0100' }, { label: 'no number' }], stuckCase: [] },
  };
  await page.route('**/config.json', (route) => route.fulfill({ json: config }));
  await signIn(page, SENIOR);
  const said = page.getByRole('status').filter({ hasText: 'The settings of this portal (config.json) have faults.' });
  for (const line of ['colour: no such setting', 'apiBase: missing', 'phones: 1 of its entries', 'capabilitiesOff: there is no “coffee”', 'accent.light: contrast 1.']) {
    await expect(said.getByRole('listitem').filter({ hasText: line })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link', { name: '+1 202-555-0100' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Acme Support' })).toBeVisible();
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link', { name: 'Units' })).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Webinars' })).toHaveCount(0);
  await page.goto('/webinars');
  await expect(page.getByRole('heading', { name: 'Not part of this portal' })).toBeVisible();
});

test('the colour of an installation is that of what can be pressed', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ json: { name: 'Acme Support', accent: { light: '#7a1f5c', dark: '#e7a6cf' }, phones: { newFault: [], stuckCase: [] } } }));
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toHaveCSS('background-color', 'rgb(122, 31, 92)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toHaveCSS('background-color', 'rgb(231, 166, 207)');
});

test('no number is set: the pages say so', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ json: { name: 'Advanced Care', phones: { newFault: [], stuckCase: [] } } }));
  await signIn(page, SENIOR);
  await expect(page.getByRole('region', { name: 'Who to call' }).getByText('no number is set here')).toHaveCount(2);
  await page.goto('/report/phone');
  await expect(main(page).getByText('No telephone number is set in this portal.')).toBeVisible();
});

test('the page of a list that a link names is gone: the first one is a step away', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, SENIOR);
  await page.goto('/cases?show=all&cursor=stale');
  await page.getByRole('alert').getByRole('link', { name: 'First page' }).click();
  await expect(page).toHaveURL(/\/cases\?show=all$/);
  await expect(page.getByRole('table', { name: 'Cases' })).toBeVisible();
});

test('the API asks for patience: it is kept to when it is short, and told when it is long', async ({ page, watch }) => {
  watch.provoke(/status of (429|503)/);
  await signIn(page, SENIOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  const busy = problem(503, 'The server is busy');
  const asked = await units(page, { ...busy, headers: { 'retry-after': '40', 'content-type': 'application/problem+json' } });
  await page.goto('/units');
  await expect(failure(page)).toContainText('The server asks to wait 40 seconds.');
  expect(asked()).toBe(1);
});

test('a role that was taken away shows at the next refusal', async ({ page, watch }) => {
  watch.provoke(/status of 403/);
  await signIn(page, SENIOR);
  const report = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Report a fault' });
  await expect(report).toBeVisible();
  await page.route('**/v1/me', async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), role: 'viewer' } }));
  const refused = { type: '/problems/not-allowed', title: 'Your role may not do this', status: 403, detail: 'Not any more.', instance: 'r', errors: [] };
  await page.route(isUnits, (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(refused) }));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units' }).click();
  await expect(report).toHaveCount(0);
});

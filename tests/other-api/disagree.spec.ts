// The API refuses what the app's own rules allow: both are shown, with what was sent, and the refusal stands. Rules that differ are
// simulated in the API's answer; everything else is the reference.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, SENIOR, signIn } from '../support/people';
import { cases } from '../support/api';
import { fillIn, main, openTheCase } from '../support/report';

portalAt(IN_HOURS);

const both = (page: Page) => page.getByRole('status').filter({ hasText: 'The API and this browser disagree.' });
const problem = (errors: object[], detail = '') => ({
  status: 422,
  contentType: 'application/problem+json',
  json: { type: '/problems/invalid', title: 'Some fields need attention', status: 422, detail, instance: 'request-5', errors },
});

test('opening a case: at the field, and what was sent there', async ({ page, watch }) => {
  watch.provoke(/status of 422 .*\/v1\/cases(\?|$)/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'scl1-pe01', symptom: 'Refused by other rules', priority: 3 });
  const refuse = (answer: ReturnType<typeof problem>) => page.route(/\/v1\/cases(\?|$)/, (route) => (route.request().method() === 'POST' ? route.fulfill(answer) : route.fallback()), { times: 1 });
  await refuse(problem([{ pointer: '/priority', code: 'not_on_the_web', detail: 'Priority 3 is taken by telephone only.' }]));
  await openTheCase(page).click();
  await expect(page.getByRole('alert').getByRole('link', { name: 'Priority 3 is taken by telephone only.' })).toBeVisible();
  await expect(both(page)).toContainText('The portal’s own check allows this: every answer is there, and as the rules want it. The API refuses it, and that stands. What it refuses is here: priority 3. What the API has in its place was not said.');
  expect(await cases(page, 'Refused by other rules')).toEqual([]);
  // Without a field it is said that nothing was said.
  await refuse(problem([], 'Not today.'));
  await openTheCase(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not today.' })).toBeVisible();
  await expect(both(page)).toContainText('What differs was not said.');
  // Once they agree nothing of it is left.
  await openTheCase(page).click();
  await expect(page.getByRole('heading', { name: 'Case opened' })).toBeVisible();
  await expect(both(page)).toHaveCount(0);
});

test('registering a unit: at the field, and what was typed there; what only the API can know is no other opinion', async ({ page }) => {
  await signIn(page, ADMINISTRATOR, '/register');
  let fault: object = { column: 'model', code: 'not_sold', message: 'This product is not sold any more.' };
  await page.route('**/v1/registrations', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const counts = { rows: 1, received: 1, registered: 0, refused: 1, version: 1 };
    const batch = { id: 'B-1', account: { id: 'account-quillhaven', name: 'Quillhaven' }, state: 'complete', ...counts, created_at: IN_HOURS, by: ADMINISTRATOR };
    await route.fulfill({ status: 201, json: { ...batch, answers: [{ row: 1, outcome: 'refused', reference: 'QX77AFB', faults: [fault] }] } });
  });
  await page.getByLabel('Serial number', { exact: true }).fill('QX77AFB');
  await page.getByLabel('Model').fill('MX480');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This product is not sold any more.');
  await expect(both(page)).toContainText('What it refuses is here: Model “MX480”.');
  fault = { column: 'serial', code: 'registered_elsewhere', message: 'It is registered by somebody else.' };
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('It is registered by somebody else.');
  await expect(both(page)).toHaveCount(0);
});

test('the roster: how many are named here, and nothing where the rules refuse as well', async ({ page, watch }) => {
  watch.provoke(/status of 422 .*\/v1\/contacts/);
  await signIn(page, ADMINISTRATOR, '/people');
  await page.route('**/v1/contacts*', (route) => (route.request().method() === 'PATCH' ? route.fulfill(problem([{ pointer: '/step', code: 'full', detail: 'Three people are the most.' }])) : route.fallback()), { times: 1 });
  await page.getByRole('button', { name: /^Remove / }).first().click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(main(page).getByRole('alert')).toContainText('Three people are the most.');
  await expect(both(page)).toContainText(/allows this: \d of at most 6 representatives are named\. The API refuses it, and that stands\. What it refuses is here: \d people on the roster\./);
});

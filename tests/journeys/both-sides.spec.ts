// Both sides of a call, in two windows with a sign-in each: the note becomes the phone case once, whoever of two is quicker, its
// person sees that at once, and both bring the case to its agreed end. And a case that the vendor's side opens for somebody.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADVISOR, ENGINEER, ESCALATION_DESK, SENIOR, VENDOR_ENGINEER, forgetSession, signIn } from '../support/people';
import { call, key, theCase } from '../support/api';
import { beside, look } from '../support/beside';
import { fact, heading, main, opened } from '../support/report';

const portal = portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const told = (page: Page) => card(page, 'What happened so far').getByRole('listitem');
const can = (page: Page) => card(page, 'What you can do now');
const waiting = (page: Page, symptom: string) => main(page).getByRole('article').filter({ hasText: symptom });
const openIt = (page: Page) => page.getByRole('button', { name: 'Open the case', exact: true });
const vendor = { timezoneId: 'Africa/Lagos', viewport: null };

/** The person at the page notes that it is calling; gives the note's number. */
async function note(page: Page, symptom: string): Promise<string> {
  const made = await call(page, 'POST', '/v1/call-notes', { unit: 'JN1234AFB', symptom }, { 'Idempotency-Key': key(symptom) });
  expect(made.status).toBe(201);
  return made.body.number;
}

async function withdraw(page: Page, number: string) {
  const path = `/v1/call-notes/${number}`;
  const etag = await page.evaluate(async (path) => (await fetch(path)).headers.get('etag')!, path);
  expect((await call(page, 'PATCH', path, { outcome: 'withdrawn' }, { 'If-Match': etag })).status).toBe(200);
}

async function step(page: Page, what: string, fields: Record<string, string> = {}) {
  await can(page).getByLabel('What', { exact: true }).selectOption(what);
  for (const [label, text] of Object.entries(fields)) await can(page).getByLabel(label).fill(text);
  await can(page).getByRole('button', { name: 'Send' }).click();
}

const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

test('from the call to the agreed end, customer and engineer', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const symptom = 'Both sides: all links are down';
  const number = await note(page, symptom);
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await expect(waiting(engineer, symptom)).toContainText(`${ENGINEER} is calling`);
  await expect(waiting(engineer, symptom)).toContainText('fra1-pe03');
  await expect(waiting(engineer, symptom)).toContainText('Quillhaven Backbone Networks');
  await expect(waiting(engineer, symptom)).toContainText(/Waiting for \d+ minutes?/);
  await page.goto(`/call-notes/${number}`);
  await expect(heading(page, 'You are calling about fra1-pe03')).toBeVisible();

  await waiting(engineer, symptom).getByRole('link', { name: 'Make it the phone case' }).click();
  await expect(heading(engineer, 'Make the call a case')).toBeVisible();
  await fact(card(engineer, 'The call'), 'Called by', `${ENGINEER}, Quillhaven Backbone Networks`);
  await expect(engineer.getByLabel('Symptom in one line')).toHaveValue(symptom);
  await expect(engineer.getByLabel('Priority', { exact: true })).toHaveValue('1');
  await expect(engineer.getByLabel('It came')).toHaveValue('phone');
  await expect(engineer.getByText('Target for the first response: 30 minutes')).toBeVisible();
  await engineer.getByLabel('Description').fill('Read out on the phone: since ten past, after a power cut.');
  // What is typed is there again after a reload.
  await engineer.reload();
  await expect(engineer.getByLabel('Description')).toHaveValue(/after a power cut/);
  await openIt(engineer).dblclick();
  const opening = await opened(engineer);
  await expect(told(engineer).last()).toContainText(`On behalf of ${ENGINEER} of Quillhaven Backbone Networks, by phone.`);

  await page.clock.fastForward(11_000);
  await expect(heading(page, `Your call is case ${opening}`)).toBeVisible();
  await fact(main(page), 'State', 'became a case');
  await page.goto('/');
  await expect(waiting(page, symptom)).toContainText(`Your call is case ${opening}`);
  await waiting(page, symptom).getByRole('link', { name: opening }).click();
  await expect(heading(page, symptom)).toBeVisible();
  await fact(card(page, 'Case'), 'Opened', new RegExp(`[^]*by ${VENDOR_ENGINEER} on behalf of ${ENGINEER}, Quillhaven`));
  await fact(card(page, 'Case'), 'Call note', number);
  await expect(page.getByRole('region', { name: 'First response' })).toContainText('met');
  const stored = await theCase(page, symptom);
  expect(stored).toMatchObject({ number: opening, priority: 1, channel: 'phone', call_note: number, on_behalf: true, opened_for: ENGINEER });
  expect(stored.created_at).toBe((await call(page, 'GET', `/v1/call-notes/${number}`)).body.created_at);

  await step(engineer, 'Ask to close the case', { 'How it was solved': 'The breaker was reset, all links are up.' });
  await expect(told(engineer).first()).toContainText('asked to close the case');
  await look(page);
  await expect(told(page).first()).toContainText('asked to close the case');
  await step(page, 'Agree to close the case');
  await expect(told(page).first()).toContainText('agreed to close the case');
  await look(engineer);
  await expect(told(engineer).first()).toContainText('agreed to close the case');
  expect((await theCase(page, symptom)).status).toBe('closed');
  await engineer.context().close();
});

test('two make the same call a case: there is one, and the other is told which and loses no word', async ({ page, browser, watch }) => {
  watch.provoke(/status of 422 .*\/v1\/cases$/);
  await signIn(page, SENIOR);
  const symptom = 'Both sides: two are quick';
  const number = await note(page, symptom);
  const first = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  const second = await beside(browser, watch, portal.server(), { name: ADVISOR, ...vendor });
  for (const side of [first, second]) {
    await side.goto(`/open-case?note=${number}`);
    await expect(side.getByLabel('Symptom in one line')).toHaveValue(symptom);
  }
  await second.getByLabel('Description').fill('Heard by the second one.');
  await openIt(first).click();
  const opening = await opened(first);
  await openIt(second).click();
  await expect(second.getByRole('alert')).toContainText(`it became the case ${opening}`);
  const closed = second.getByRole('status').filter({ hasText: 'This call is a case already.' });
  await expect(closed.getByRole('link', { name: opening })).toBeVisible();
  await expect(second.getByLabel('Description')).toHaveValue('Heard by the second one.');
  expect(await theCase(page, symptom)).toMatchObject({ number: opening });

  // It is another fault after all: it is opened, without the note.
  await closed.getByRole('button', { name: 'Go on without the call note' }).click();
  await second.getByLabel('Symptom in one line').fill('Both sides: another fault');
  await openIt(second).click();
  await opened(second);
  expect(await theCase(page, 'Both sides: another fault')).toMatchObject({ call_note: null, channel: 'phone' });
  await first.context().close();
  await second.context().close();
});

test('a call that was withdrawn is said to be, before anything is pressed', async ({ page, browser, watch }) => {
  await signIn(page, SENIOR);
  const number = await note(page, 'Both sides: a false alarm');
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await engineer.goto(`/open-case?note=${number}`);
  await expect(openIt(engineer)).toBeVisible();
  await withdraw(page, number);
  await engineer.clock.fastForward(11_000);
  await expect(engineer.getByRole('status').filter({ hasText: 'The call note was withdrawn.' })).toBeVisible();
  await expect(openIt(engineer)).toHaveCount(0);
  await engineer.context().close();
});

test('the advisor opens a case for somebody who does not call: by what rules, for whom, and marked', async ({ page, browser, watch }) => {
  await signIn(page, ADVISOR);
  await main(page).getByRole('link', { name: 'Open a case for an End User' }).click();
  await expect(heading(page, 'Open a case for an End User')).toBeVisible();
  await openIt(page).click();
  await expect(page.getByRole('alert')).toContainText('Choose the End User');
  await page.getByLabel('End User').selectOption('Quillhaven Backbone Networks');
  await page.getByLabel('Person').selectOption(ENGINEER);
  await expect(main(page)).toContainText('Not by e-mail');
  await page.getByLabel('It came').selectOption('web');
  await expect(page.getByLabel('When the call began')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Unit' }).fill('fra1-pe02');
  await main(page).getByRole('listitem').getByRole('button', { name: 'fra1-pe02' }).click();
  await expect(page.getByRole('button', { name: 'Change unit' })).toBeVisible();
  await page.getByLabel('Symptom in one line').fill('Both sides: asked for in a meeting');
  await page.getByLabel('Priority', { exact: true }).selectOption('1');
  await openIt(page).click();
  await expect(page.getByRole('alert')).toContainText('Priority 1');
  await page.getByLabel('Call first').selectOption('Open it all the same');
  expect(await isWide(page)).toBe(false);
  await page.getByLabel('Priority', { exact: true }).selectOption('3');
  await page.getByLabel('Description').fill('Told in the review.');
  await page.getByLabel('Software version').fill('23.4R2');
  await openIt(page).click();
  const number = await opened(page);
  await expect(main(page)).toContainText('It is marked as opened on behalf of the End User');

  const customer = await beside(browser, watch, portal.server(), { name: SENIOR, timezoneId: 'America/Denver', viewport: null });
  await customer.goto(`/cases/${number}`);
  await fact(card(customer, 'Case'), 'Opened', new RegExp(`[^]*by ${ADVISOR} on behalf of ${ENGINEER}, Quillhaven`));
  await expect(told(customer).last()).toContainText(`On behalf of ${ENGINEER} of Quillhaven Backbone Networks, not by phone.`);
  await customer.context().close();
});

test('who opens no cases for others is told so; the sign-in page says how both sides are played', async ({ page, context }) => {
  await page.goto('/sign-in');
  await expect(main(page)).toContainText('open this address a second time in a private window');
  for (const person of [SENIOR, ESCALATION_DESK]) {
    await signIn(page, person, '/open-case');
    await expect(heading(page, 'You don\'t open cases for others')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Open a case' })).toHaveCount(0);
    await forgetSession(context);
  }
});

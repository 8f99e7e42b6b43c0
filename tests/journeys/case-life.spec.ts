// The life of a case from both sides: customer and engineer in two windows, the Escalation Management Desk until its end is
// agreed, two people at once without a lost word, a draft that survives, and what a priority does before it is changed.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ENGINEER, ESCALATION_DESK, SENIOR, VENDOR_ENGINEER, VIEWER, forgetSession, signIn, signOut } from '../support/people';
import { audit } from '../support/audit';
import { call, key } from '../support/api';
import { beside, look } from '../support/beside';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const told = (page: Page) => card(page, 'What happened so far').getByRole('listitem');
const can = (page: Page) => card(page, 'What you can do now');
const clock = (page: Page) => page.getByRole('region', { name: 'First response' });

/** A case that the person at the page opens, and its page. */
async function open(page: Page, synopsis: string, priority = 3): Promise<string> {
  const report = { priority, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: synopsis, software_version: '23.4R2' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  await to(page, made.body.number, synopsis);
  return made.body.number;
}

async function to(page: Page, number: string, synopsis: string) {
  await page.goto(`/cases/${number}`);
  await expect(heading(page, synopsis)).toBeVisible();
}

/** Chooses what to do, fills in what it asks for, and sends it. */
async function step(page: Page, what: string, fields: Record<string, string> = {}) {
  await can(page).getByLabel('What', { exact: true }).selectOption(what);
  for (const [label, text] of Object.entries(fields)) await can(page).getByLabel(label).fill(text);
  await can(page).getByRole('button', { name: 'Send' }).click();
}

async function choices(page: Page): Promise<string[]> {
  return can(page).getByLabel('What', { exact: true }).getByRole('option').allInnerTexts();
}

const vendor = { timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };

test('customer and engineer bring a case to its agreed end', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Life: both sides';
  const number = await open(page, synopsis);
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await to(engineer, number, synopsis);

  await step(engineer, 'Write a comment', { 'Your comment': 'Looking at it.' });
  await expect(told(engineer).first()).toContainText('does not end the response time');
  await expect(clock(engineer)).toContainText('left');
  await step(engineer, 'Record a call to the End User', { 'What was said': 'Called Mateus, he sends the logs.' });
  await expect(told(engineer).first()).toContainText(`${VENDOR_ENGINEER} called`);
  await expect(clock(engineer)).toContainText('met');
  await step(engineer, 'Ask the End User for something', { 'What you need': 'The support information file.' });
  await expect(told(engineer).first()).toContainText('waiting on the End User');

  await look(page);
  await expect(told(page).first()).toContainText('waiting on you');
  await expect(clock(page)).toContainText('met');
  expect(await choices(page)).not.toContain('Record a call to the End User');
  await step(page, 'Write a comment', { 'Your comment': 'It is attached to the ticket in our system.' });
  await expect(told(page).first()).toContainText('It is attached');
  await step(page, 'Ask to close the case', { 'How it was solved': 'A reseated card has solved it.' });
  await expect(can(page)).toContainText('The other side agrees or not');
  expect(await choices(page)).not.toContain('Agree to close the case');

  await look(engineer);
  await expect(told(engineer).first()).toContainText('asked to close the case');
  await step(engineer, 'Agree to close the case');
  await expect(told(engineer).first()).toContainText('agreed to close the case');
  // The vendor's side can do nothing with it now, and is told so instead of being offered it.
  await expect(can(engineer)).toContainText('closed');
  await expect(can(engineer).getByRole('button', { name: 'Send' })).toHaveCount(0);

  await look(page);
  await expect(main(page)).toContainText('closed');
  await step(page, 'Reopen the case', { 'What is still wrong': 'It is back.' });
  await expect(told(page).first()).toContainText('took the case up again');
  // The target that was set with the case is told as well.
  await expect(told(page)).toHaveCount(10);
  await engineer.context().close();
});

test('an escalation has an owner, reports and an agreed end, and keeps its case open', async ({ page, browser, watch }) => {
  // A report without its date, and closing while it is open: refused, and said why.
  watch.provoke(/status of 422 /);
  await signIn(page, SENIOR);
  const synopsis = 'Life: stuck';
  const number = await open(page, synopsis);
  await step(page, 'Ask for an escalation', { 'Reason: why is it stuck?': 'Nothing happens.', 'Wished outcome': 'A senior engineer.' });
  const escalations = card(page, 'Escalations');
  await expect(escalations).toContainText('waiting for an owner at the desk');
  await expect(escalations).toContainText('No report has been promised yet.');

  const desk = await beside(browser, watch, portal.server(), { name: ESCALATION_DESK, ...vendor });
  await desk.goto('/cases');
  await main(desk).getByText('More filters').click();
  await main(desk).getByRole('combobox', { name: 'Escalation', exact: true }).selectOption('Escalated');
  // Those of the demonstration, and this one.
  await expect(main(desk).getByText('5 cases', { exact: true })).toBeVisible();
  await expect(main(desk).getByRole('row').filter({ hasText: synopsis })).toContainText('escalated');
  await to(desk, number, synopsis);
  await step(desk, 'Escalation 1: take it');
  await expect(card(desk, 'Escalations')).toContainText(ESCALATION_DESK);
  await step(desk, 'Escalation 1: write a status report', { 'How it stands': 'A senior engineer has it.' });
  await expect(can(desk).getByRole('alert')).toContainText('Say when the next report comes');
  await expect(can(desk).getByLabel('How it stands')).toHaveValue('A senior engineer has it.');
  await can(desk).getByLabel('When the next report comes').fill('2026-11-24T17:30');
  await can(desk).getByRole('button', { name: 'Send' }).click();
  await expect(card(desk, 'Escalations')).toContainText('Next report');
  // What the form shows as chosen is what it sends next.
  await expect(can(desk).getByLabel('What', { exact: true })).toHaveValue('comment');
  await expect(can(desk).getByLabel('Your comment')).toBeVisible();

  await step(desk, 'Escalation 1: propose that it is completed', { 'What was reached': 'Solved.' });
  await expect(told(desk).first()).toContainText('proposed to complete escalation 1');
  await look(page);
  await expect(escalations).toContainText('completed, says the desk');
  // Half an hour later by the page's own clock the promised report has not come.
  const now = await portal.server().now();
  await page.route('**/v1/meta', async (route) => {
    const meta = await (await route.fetch()).json();
    await route.fulfill({ json: { ...meta, server_now: new Date(now.getTime() + 3_600_000).toISOString() } });
  });
  await page.clock.fastForward(3_600_000);
  await expect(escalations).toContainText('report overdue');
  // A question that is under way then is answered as it was asked.
  await page.unrouteAll({ behavior: 'wait' });

  // Closing waits: it is not offered, and the page says why.
  const version = (await call(desk, 'GET', `/v1/cases/${number}`)).body.version;
  const closing = { step: 'ask_closure', text: 'Solved.' };
  const asked = await call(page, 'POST', `/v1/cases/${number}/steps`, closing, { 'Idempotency-Key': 'closing', 'If-Match': `"${version}"` });
  expect(asked.status).toBe(201);
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await to(engineer, number, synopsis);
  await expect(can(engineer)).toContainText('nothing ends while one is open');
  expect(await choices(engineer)).not.toContain('Agree to close the case');
  await look(page);
  await expect(told(page).first()).toContainText('asked to close the case');
  await step(page, 'Escalation 1: agree that it is completed');
  await expect(escalations).toContainText('completed, and agreed');
  await expect(told(page).first()).toContainText('agreed to complete escalation 1');
  await look(engineer);
  await expect.poll(() => choices(engineer)).toContain('Agree to close the case');
  await engineer.context().close();
  expect(await audit(page)).toEqual([]);
  await desk.context().close();
});

test('two people at once: who is later sees what happened, and no word is lost', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Life: two at once';
  const number = await open(page, synopsis);
  const other = await beside(browser, watch, portal.server(), { name: ADMINISTRATOR, timezoneId: 'Europe/Berlin', viewport: null });
  await to(other, number, synopsis);
  await can(other).getByLabel('Your comment').fill('My own words.');
  await step(page, 'Write a comment', { 'Your comment': 'I was quicker.' });
  await expect(told(page).first()).toContainText('I was quicker.');

  watch.provoke(/status of 412 /);
  await can(other).getByRole('button', { name: 'Send' }).click();
  await expect(can(other).getByRole('alert')).toContainText('Somebody else changed this in the meantime');
  await expect(can(other)).toContainText('This happened while you were writing.');
  await expect(can(other).getByRole('listitem').filter({ hasText: 'I was quicker.' })).toContainText(ENGINEER);
  await expect(can(other).getByLabel('Your comment')).toHaveValue('My own words.');
  await can(other).getByRole('button', { name: 'Send' }).click();
  await expect(told(other).first()).toContainText('My own words.');
  await expect(can(other).getByLabel('Your comment')).toHaveValue('');
  await look(page);
  await expect(told(page).filter({ hasText: 'My own words.' })).toHaveCount(1);
  await other.context().close();
});

test('what is being written survives a failed send and a reload, and is sent once', async ({ page, context, watch }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Life: kept words');
  await can(page).getByLabel('What', { exact: true }).selectOption('Ask to close the case');
  await can(page).getByLabel('How it was solved').fill('It was the optic.');
  watch.provoke(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await can(page).getByRole('button', { name: 'Send' }).click();
  await page.clock.runFor(5_000);
  await expect(can(page).getByRole('alert')).toContainText('There was no answer from the server');
  await expect(can(page).getByLabel('How it was solved')).toHaveValue('It was the optic.');
  await context.setOffline(false);
  await page.reload();
  await expect(can(page).getByLabel('What', { exact: true })).toHaveValue('ask_closure');
  await expect(can(page).getByLabel('How it was solved')).toHaveValue('It was the optic.');
  await can(page).getByRole('button', { name: 'Send' }).click();
  await expect(told(page).first()).toContainText('It was the optic.');
  const stored = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  expect(stored.events.filter((event: any) => event.kind === 'closure_asked')).toHaveLength(1);
});

test('signing out names what was not sent, and then erases it from the device', async ({ page }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Life: signed out');
  await can(page).getByLabel('Your comment').fill('Not sent yet.');
  await page.goto('/');
  await page.getByRole('button', { name: `Account of ${ENGINEER}` }).click();
  const signOutButton = page.getByRole('button', { name: 'Sign out' });
  await signOutButton.click();
  const named = page.getByRole('alert').filter({ hasText: 'was not sent' });
  await expect(named.getByRole('link', { name: number })).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await named.getByRole('link', { name: number }).click();
  await expect(can(page).getByLabel('Your comment')).toHaveValue('Not sent yet.');
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('portal.step.')));
  expect(await kept()).toHaveLength(1);
  await signOut(page, ENGINEER);
  expect(await kept()).toEqual([]);
  await signIn(page, ENGINEER);
  await to(page, number, 'Life: signed out');
  await expect(can(page).getByLabel('Your comment')).toHaveValue('');
});

test('what a priority does to the due time is shown before it is changed', async ({ page, watch }) => {
  watch.provoke(/status of 422 /);
  await signIn(page, SENIOR);
  const number = await open(page, 'Life: more urgent');
  const before = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  await can(page).getByLabel('What', { exact: true }).selectOption('Change the priority');
  await can(page).getByLabel('New priority').selectOption('Priority 4');
  await expect(can(page)).toContainText('Lowering a priority gives no more time.');
  await can(page).getByLabel('New priority').selectOption('Priority 1');
  const shown = can(page).getByRole('status').getByRole('time');
  await expect(shown.first()).toHaveAttribute('datetime', new RegExp(before.due_at.slice(0, 16)));
  const after = Date.parse((await shown.last().getAttribute('datetime'))!);
  expect(after).toBeLessThan(Date.parse(before.due_at));
  await can(page).getByRole('button', { name: 'Send' }).click();
  await expect(can(page).getByRole('alert')).toContainText('Priority 1 is best handled by phone');
  await can(page).getByLabel('Call first, or go on here?').selectOption('Go on in the portal');
  await can(page).getByRole('button', { name: 'Send' }).click();
  await expect(told(page).first()).toContainText('Priority 3 became 1');
  const stored = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  expect(Math.abs(Date.parse(stored.due_at) - after)).toBeLessThan(60_000);
  await expect(main(page)).toContainText('Counted from the change of priority');
  await main(page).getByText('Why this target').click();
  await expect(clock(page)).toContainText('from the change from Priority 3 to Priority 1, because that gives the earlier due time');
  await expect(clock(page)).not.toContainText('from the moment the case was created');
  await page.goto('/handover?since=12h');
  await expect(card(page, 'What changed').getByRole('listitem').filter({ hasText: number }).first())
    .toContainText(/changed the priority from P3 to P1, first response now due /);
});

test('two pages on one case: neither erases what the other is writing', async ({ page, context }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Life: two pages';
  const number = await open(page, synopsis);
  const second = await context.newPage();
  await to(second, number, synopsis);
  await can(page).getByLabel('Your comment').fill('Three paragraphs.');
  await can(second).getByLabel('What', { exact: true }).selectOption('Change the priority');
  await can(second).getByLabel('What', { exact: true }).selectOption('Write a comment');
  await can(second).getByLabel('Your comment').fill('From the other page.');
  await page.reload();
  await expect(can(page).getByLabel('Your comment')).toHaveValue('Three paragraphs.');
  await can(second).getByRole('button', { name: 'Send' }).click();
  await expect(told(second).first()).toContainText('From the other page.');
  await page.reload();
  await expect(can(page).getByLabel('Your comment')).toHaveValue('Three paragraphs.');
});

test('half a date is no instant: it is asked for, and a call is not recorded as made just now', async ({ page }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Life: half a date';
  const number = await open(page, synopsis);
  await forgetSession(page.context());
  await signIn(page, VENDOR_ENGINEER);
  await to(page, number, synopsis);
  await can(page).getByLabel('What', { exact: true }).selectOption('Record a call to the End User');
  await can(page).getByLabel('What was said').fill('Called at twenty to ten.');
  await can(page).getByLabel('When (empty: just now)').pressSequentially('24112026');
  await can(page).getByRole('button', { name: 'Send' }).click();
  await expect(can(page).getByRole('alert')).toContainText('Give date and time');
  expect((await call(page, 'GET', `/v1/cases/${number}`)).body.first_contact ?? null).toBeNull();
  await expect(can(page).getByLabel('What was said')).toHaveValue('Called at twenty to ten.');
});

test('a viewer reads and does nothing; an entry of the timeline has an address of its own', async ({ page }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Life: looked at');
  await step(page, 'Write a comment', { 'Your comment': 'For everybody to read.' });
  await expect(told(page).first()).toContainText('For everybody to read.');
  const link = told(page).first().getByRole('link');
  const place = (await link.getAttribute('href'))!;
  expect(place).toMatch(/^#event-\d+$/);
  const { items } = (await call(page, 'GET', '/v1/people')).body;
  const viewer = items.find((one: any) => one.name === VIEWER).id;
  expect((await call(page, 'PUT', `/v1/cases/${number}/participants/${viewer}`, {})).status).toBe(204);
  await forgetSession(page.context());
  await signIn(page, VIEWER);
  await page.goto(`/cases/${number}${place}`);
  await expect(told(page).filter({ hasText: 'For everybody to read.' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'What you can do now' })).toHaveCount(0);
});

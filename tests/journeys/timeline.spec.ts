// The timeline of a case: every kind and side by itself, the marks of the clock among what people did, what is new since the
// last visit, two thousand entries, what is announced of the clock and how often, and paper.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, SENIOR, VENDOR_ENGINEER, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call, key, theCase } from '../support/api';
import { beside } from '../support/beside';
import { readPdf } from '../support/pdf';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const MINUTE = 60_000;
const vendor = { name: VENDOR_ENGINEER, timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };

const card = (page: Page) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'What happened so far' }) });
const told = (page: Page) => card(page).getByRole('listitem');
const kinds = (page: Page) => card(page).getByRole('group', { name: 'Which entries are shown' });
const kind = (page: Page, name: string) => kinds(page).getByRole('button', { name: new RegExp(`^${name} \\d+$`) });
const spoken = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });

async function to(page: Page, number: string, rest = '') {
  await page.goto(`/cases/${number}${rest}`);
  await expect(told(page).first()).toBeVisible();
}

/** A case that the person at the page opens: first response due after four hours. */
async function open(page: Page, synopsis: string): Promise<string> {
  const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: `All of ${synopsis}.`, software_version: '23.4R2' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  return made.body.number;
}

async function step(page: Page, number: string, wish: object) {
  const { version } = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  const answer = await call(page, 'POST', `/v1/cases/${number}/steps`, wish, { 'Idempotency-Key': key(JSON.stringify([number, wish])), 'If-Match': `"${version}"` });
  expect(answer.status).toBe(201);
}

/** From now on the server says that it is so much later. */
async function serverLater(page: Page, later: () => number) {
  await page.context().route('**/v1/meta', async (route) => {
    const meta = await (await route.fetch()).json();
    await route.fulfill({ json: { ...meta, server_now: new Date(Date.parse(meta.server_now) + later()).toISOString() } });
  });
}

/** A case with so many entries; every tenth is a call. */
async function long(page: Page, number: string, count: number) {
  await page.route(`**/v1/cases/${number}`, async (route) => {
    const answer = await (await route.fetch()).json();
    const begun = Date.parse(answer.created_at);
    const more = Array.from({ length: count - answer.events.length }, (_, n) => ({
      id: 1_000_000 + n, at: new Date(begun + (n + 1) * 1000).toISOString(), kind: n % 10 ? 'comment' : 'phone', by: n % 3 ? 'engineer' : 'customer', name: `Person ${n % 7}`, text: `Entry number ${n + 1}, said in a line or two.`, version: 1,
    }));
    await route.fulfill({ json: { ...answer, events: [...answer.events, ...more] } });
  });
}

test('one kind, one side: counted, in the address, and kept over a reload', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Timeline: kinds and sides');
  await step(page, number, { step: 'comment', text: 'From us.' });
  await step(page, number, { step: 'reference', own_reference: 'INC-7' });
  const engineer = await beside(browser, watch, portal.server(), vendor);
  await step(engineer, number, { step: 'phone', text: 'Called.' });
  await step(engineer, number, { step: 'comment', text: 'From them.' });
  await engineer.context().close();

  await to(page, number);
  await expect(told(page)).toHaveCount(7);
  await expect(kind(page, 'All')).toHaveText('All 7');
  await expect(kind(page, 'Comments and calls')).toHaveText('Comments and calls 4');
  await expect(kind(page, 'Clock')).toHaveText('Clock 2');
  await expect(kind(page, 'Files')).toHaveCount(0);
  await kind(page, 'Comments and calls').click();
  await expect(told(page)).toHaveCount(4);
  await expect(page).toHaveURL(/\?kind=comments$/);
  // The button that was pressed is still the same, and has the focus.
  await expect(kind(page, 'Comments and calls')).toBeFocused();
  await expect(kind(page, 'Comments and calls')).toHaveAttribute('aria-pressed', 'true');
  await card(page).getByRole('combobox', { name: 'By' }).selectOption('By the End User');
  await expect(told(page)).toHaveCount(1);
  await expect(told(page)).toContainText('From us.');
  await page.reload();
  await expect(told(page)).toHaveCount(1);
  await expect(card(page).getByRole('combobox', { name: 'By' })).toHaveValue('customer');
  await kind(page, 'All').click();
  await expect(told(page)).toHaveCount(3);
  await expect(page).toHaveURL(/\?side=customer$/);
  // A name that nobody knows narrows nothing.
  await to(page, number, '?kind=nonsense&side=nobody');
  await expect(told(page)).toHaveCount(7);
  await kind(page, 'Clock').click();
  await expect(told(page).first()).toContainText(`${VENDOR_ENGINEER} called`);
  await expect(told(page).first()).toContainText(/ended the response time, \d+ h \d+ min within the target/);
  await expect(told(page).last()).toContainText('target set, the first response is due');
  await expect(page.getByRole('region', { name: 'First response' })).toContainText(`Stopped by ${VENDOR_ENGINEER}, by phone`);
  expect(await audit(page)).toEqual([]);
});

test('a poll brings what is new and leaves the filter alone', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Timeline: polled');
  const engineer = await beside(browser, watch, portal.server(), vendor);
  await to(page, number);
  await kind(page, 'Status').focus();
  await step(engineer, number, { step: 'comment', text: 'Meanwhile.' });
  await engineer.context().close();
  await page.clock.fastForward(31_000);
  await expect(told(page).first()).toContainText('Meanwhile.');
  await expect(kind(page, 'Comments and calls')).toHaveText('Comments and calls 2');
  await expect(kind(page, 'Status')).toBeFocused();
  await expect(card(page).getByText('Up to date')).toBeVisible();
});

test('marks of the clock: half, four fifths, due, and what came too late', async ({ page }) => {
  await signIn(page, SENIOR);
  await to(page, (await theCase(page, 'nyc1-pe02: line card resets')).number, '?kind=clock');
  await expect(told(page).filter({ hasText: 'half of the time' })).toHaveCount(1);
  await expect(told(page).filter({ hasText: '80 % of the time' })).toHaveCount(1);
  await expect(told(page).filter({ hasText: 'nobody had made contact' })).toHaveCount(1);
  await expect(told(page).filter({ hasText: '4 min past the target' })).toHaveCount(1);
  await to(page, (await theCase(page, 'gru1-core01: both switch fabric')).number, '?kind=clock');
  await expect(told(page)).toHaveCount(2);
  await expect(told(page).first()).toContainText('ended the response time, 23 min within the target');
});

test('what is new since the last visit is counted, marked, and one press away', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Timeline: visits');
  await to(page, number);
  await expect(card(page)).not.toContainText('last visit');
  await step(page, number, { step: 'comment', text: 'My own.' });
  const engineer = await beside(browser, watch, portal.server(), vendor);
  await step(engineer, number, { step: 'comment', text: 'The older one.' });
  await step(engineer, number, { step: 'phone', text: 'Called.' });
  await engineer.context().close();
  // It comes while the person looks: no visit has ended yet.
  await page.clock.fastForward(31_000);
  await expect(told(page).first()).toContainText('Called.');
  await expect(card(page)).not.toContainText('last visit');
  // The next entry comes while the person is away, for longer than a reload takes.
  await page.goto('/');
  await step(page, number, { step: 'comment', text: 'My own again.' });
  const again = await beside(browser, watch, portal.server(), vendor);
  await step(again, number, { step: 'comment', text: 'While you were away.' });
  await again.context().close();
  await serverLater(page, () => 45 * MINUTE);
  await to(page, number);
  const fresh = told(page).filter({ hasText: /\bnew\b/ });
  await expect(card(page)).toContainText('1 new since your last visit');
  await expect(fresh).toHaveCount(1);
  await expect(fresh).toContainText('While you were away.');
  await expect(told(page).filter({ hasText: 'Before your last visit' })).toHaveCount(1);
  await card(page).getByRole('button', { name: 'Go to the oldest of them' }).click();
  await expect(fresh).toBeFocused();
  expect(await audit(page)).toEqual([]);
  // A reload is the same visit.
  await page.reload();
  await expect(card(page)).toContainText('1 new since your last visit');
});

test('two thousand entries: the latest fifty, the rest on demand, and any by its address', async ({ page }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Timeline: long');
  await long(page, number, 2000);
  await to(page, number);
  await expect(kind(page, 'All')).toHaveText('All 2001');
  await expect(told(page)).toHaveCount(50);
  await expect(told(page).first()).toContainText('Entry number 1998');
  const first = told(page).first();
  await first.evaluate((entry) => entry.setAttribute('data-kept', ''));
  // By key: what is far from the window has no height of its own yet, and moves from under a pointer that jumps there.
  await card(page).getByRole('button', { name: 'Show 50 earlier, of 1951' }).press('Enter');
  await expect(told(page)).toHaveCount(100);
  // What stood there stays.
  await expect(first).toHaveAttribute('data-kept', '');
  // What is asked for anew begins with its newest.
  await kind(page, 'Comments and calls').click();
  await expect(told(page)).toHaveCount(50);
  await page.goto(`/cases/${number}#event-1000500`);
  await page.reload();
  // An assertion that has to wait writes down the whole page, which takes ten seconds for so many entries.
  await page.waitForFunction(() => document.activeElement?.id === 'event-1000500');
  await expect(page.locator('#event-1000500')).toContainText('Entry number 501');
  await expect(told(page)).toHaveCount(1500);
});

test('half of the time, four fifths and due are announced once each, over a reload and in two tabs', async ({ page, context }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Timeline: announced');
  let passed = 0;
  await serverLater(page, () => passed);
  const pass = async (minutes: number) => {
    passed += minutes * MINUTE;
    await context.clock.fastForward(minutes * MINUTE);
  };
  await to(page, number);
  await pass(119);
  await expect(told(page).filter({ hasText: 'half of the time' })).toHaveCount(0);
  await expect(spoken(page, 'of the time is used')).toHaveCount(0);
  await pass(2);
  await expect(spoken(page, 'First response: half of the time is used')).toHaveText(/1 h 5\d min left/);
  await expect(told(page).first()).toContainText('half of the time to the first response is used');
  await page.reload();
  await expect(told(page).first()).toContainText('half of the time');
  await pass(1);
  await expect(spoken(page, 'First response:')).toHaveCount(0);

  const tab = await context.newPage();
  await to(tab, number);
  const both = async (words: string) => (await spoken(page, words).count()) + (await spoken(tab, words).count());
  await pass(75);
  await expect.poll(() => both('First response: 80 % of the time is used')).toBe(1);
  await tab.close();
  // Asleep until long after: what is over by then is not told any more.
  await page.reload();
  await expect(told(page).first()).toContainText('80 % of the time');
  await pass(90);
  await expect(spoken(page, 'First response: overdue')).toHaveCount(1);
  await step(page, number, { step: 'comment', text: 'Still waiting.' });
  await page.reload();
  await expect(told(page).filter({ hasText: 'Still waiting.' })).toHaveCount(1);
  await pass(1);
  await expect(spoken(page, 'First response:')).toHaveCount(0);
});

test('paper has the clock, the description and every entry with its address, and nothing to press', async ({ page }) => {
  await signIn(page, ENGINEER);
  const number = await open(page, 'Timeline: on paper');
  await long(page, number, 140);
  await to(page, number, '?kind=clock');
  await page.emulateMedia({ colorScheme: 'dark' });
  const pdf = readPdf(await page.pdf({ format: 'A4' }));
  const text = pdf.text.replace(/\s+/g, ' ');
  for (const words of ['Timeline: on paper', 'First response', 'All of Timeline: on paper.', 'Entry number 1,', 'Entry number 138,', '#event-1000000', `Case ${number}, Priority 3, `, 'As of 24 Nov 2026']) expect(text).toContain(words);
  // The address may be broken at the end of a line.
  expect(text.replaceAll(' ', '')).toContain(`/cases/${number}`);
  for (const words of ['What you can do now', 'Up to date', 'Comments and calls', 'earlier, of', 'Sign out']) expect(text).not.toContain(words);
  expect(pdf.pages.length).toBeGreaterThan(2);
  // On the screen it is as before.
  await expect(told(page)).toHaveCount(1);
  await expect(heading(page, 'Timeline: on paper')).toBeVisible();
});

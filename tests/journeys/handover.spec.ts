// Shift handover: what changed since an instant, what is due next, who waits on whom; as a page and as a note to copy; and the
// same shift as both sides see it.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADVISOR, ENGINEER, RESELLER, SENIOR, VENDOR_ENGINEER, VIEWER, forgetSession, signIn } from '../support/people';
import { call, theCase, theUnit } from '../support/api';
import { beside, look } from '../support/beside';
import { openCase, step, toCase, told } from '../support/case';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

/** A part of the page, by its heading. */
const part = (page: Page, name: string) =>
  main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const note = (page: Page) => part(page, 'As a note').locator('pre');

test('since 22:00: what changed, what is due, who waits on whom, and the note to copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, SENIOR, '/cases');
  await page.getByRole('link', { name: 'Shift handover' }).click();
  await expect(heading(page, 'Shift handover')).toBeVisible();
  // 11:00 in New York: the last 22:00 was yesterday's.
  await expect(main(page)).toContainText(/Since 23 Nov 2026, 22:00/);
  await expect(main(page)).toContainText('Times are those of America/New_York.');

  const due = part(page, 'Promised, and due next').getByRole('listitem');
  await expect(due.first()).toContainText('first response overdue, no engineer has called or written yet');
  await expect(due.filter({ hasText: 'chi1-core01: routing process' })).toContainText('first response due (a target)');
  await expect(part(page, 'Waiting on you')).toContainText('mex1-fw01: commits take more than three minutes');
  await expect(part(page, 'Waiting on the vendor')).toContainText('gru1-core01: both switch fabric planes offline');
  const met = await theCase(page, 'gru1-core01: both');
  const changed = part(page, 'What changed').getByRole('listitem').filter({ hasText: met.number });
  await expect(changed.filter({ hasText: 'Oluwaseun Adebisi, called: Spoke with the caller' })).toHaveCount(1);
  await expect(part(page, 'Calls')).toContainText('CALL-2026-900001');

  // What is opened now is there without a reload.
  const { reference } = await theUnit(page, 'fra1-pe03');
  const report = { priority: 3, unit: reference, synopsis: 'Seen by the night shift', description: 'x', software_version: '23.4R2' };
  const opened = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': 'handover-journey-1' });
  expect(opened.status).toBe(201);
  await page.clock.fastForward(31_000);
  await expect(part(page, 'What changed')).toContainText('Seen by the night shift');
  await expect(due.filter({ hasText: 'Seen by the night shift' })).toHaveCount(1);

  // The note says what the page says, is there without pressing anything, and is what is copied.
  await expect(note(page)).toContainText('Seen by the night shift: first response due (a target)');
  await expect(note(page)).toContainText(/^Shift handover since 23 Nov 2026, 22:00/);
  await expect(note(page)).toContainText('Response targets are targets, not guarantees.');
  await page.getByRole('button', { name: 'Copy the note' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replace(/\r\n/g, '\n')).toBe(await note(page).evaluate((pre) => pre.textContent));

  await changed.first().getByRole('link').click();
  await expect(heading(page, met.synopsis)).toBeVisible();
});

test('what changed comes in pages, and nothing is left out or told twice', async ({ page }) => {
  await signIn(page, SENIOR);
  const changed = part(page, 'What changed').getByRole('listitem');
  await page.goto('/handover?since=12h');
  await expect(changed.first()).toBeVisible();
  const whole = await changed.allTextContents();
  expect(whole.length).toBeGreaterThan(12);
  // The same with small pages.
  await page.route((url) => url.pathname === '/v1/handover', (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '6');
    return route.continue({ url: url.href });
  });
  await page.reload();
  const pages = page.getByRole('navigation', { name: 'Pages' });
  const paged: string[] = [];
  for (let n = 0; paged.length < whole.length; n += 1) {
    await expect(changed).toHaveText(whole.slice(6 * n, 6 * n + 6));
    paged.push(...(await changed.allTextContents()));
    const next = pages.getByRole('button', { name: 'Next' });
    if (paged.length === whole.length) {
      await expect(next).toHaveCount(0);
      break;
    }
    await expect(part(page, 'What changed')).toContainText('it stands on the next page');
    await expect(note(page)).toContainText('it stands on the next page');
    await next.click();
    await expect(page).toHaveURL(/since=12h&cursor=/);
  }
  expect(paged).toEqual(whole);
  await page.reload();
  await expect(changed.last()).toHaveText(whole.at(-1)!);
  await pages.getByRole('button', { name: 'First page' }).click();
  await expect(page).toHaveURL(/since=12h$/);
  await expect(changed.first()).toHaveText(whole[0]);
});

test('the start is chosen, stands in the address, and means the same to whoever opens the link', async ({ page, context, watch }) => {
  await signIn(page, SENIOR, '/handover');
  const early = 'Oluwaseun Adebisi, called: Spoke with the caller';
  await expect(part(page, 'What changed')).toContainText(early);
  // 10:30 in New York is 15:30 in UTC, and the call was at 12:47.
  await page.getByLabel('Since', { exact: true }).fill('2026-11-24T10:30');
  await expect(page).toHaveURL(/since=2026-11-24T15/);
  await expect(part(page, 'What changed')).not.toContainText(early);
  const address = page.url();
  await page.reload();
  await expect(page.getByLabel('Since', { exact: true })).toHaveValue('2026-11-24T10:30');
  await expect(part(page, 'What changed')).not.toContainText(early);
  await page.getByRole('link', { name: 'Last 12 hours' }).click();
  await expect(page).toHaveURL(/since=12h/);
  await expect(page.getByRole('link', { name: 'Last 12 hours' })).toHaveAttribute('aria-current', 'page');
  await expect(part(page, 'What changed')).toContainText(early);

  // Somebody who looks on, and the vendor's side.
  for (const [person, waiting] of [[VIEWER, 'Waiting on you'], [ADVISOR, 'Waiting on the End User']] as const) {
    await forgetSession(context);
    await signIn(page, person, address);
    await expect(part(page, waiting)).toContainText('mex1-fw01: commits take more than three minutes');
    await expect(part(page, 'What changed')).not.toContainText(early);
  }
  await expect(part(page, 'Waiting on the End User')).toContainText('(Quillhaven');

  // A fault is said and mended; who sees no cases is told so.
  watch.provoke(/status of 500/, /status of 403 .*\/v1\/handover/);
  const isHandover = (url: URL) => url.pathname === '/v1/handover';
  await page.route(isHandover, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', json: { type: 'about:blank', title: 'Something failed', status: 500 } }));
  await page.reload();
  const failure = page.getByRole('alert').filter({ hasText: 'We could not load the handover' });
  await expect(failure).toBeVisible();
  await page.unroute(isHandover);
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(part(page, 'What changed')).toBeVisible();
  await forgetSession(context);
  await signIn(page, RESELLER, '/handover');
  await expect(page.getByRole('alert').filter({ hasText: 'Your role does not see this' })).toBeVisible();
});

test('the vendor’s engineer and the customer see the same shift, each from their side, as it goes on', async ({ page, context, browser, watch }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Handover: both sides';
  const number = await openCase(page, synopsis);
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } });
  await toCase(engineer, number, synopsis);
  await step(engineer, 'Ask the End User for something', { 'What you need': 'The support information file.' });
  await expect(told(engineer).first()).toContainText('The support information file.');

  const lines = (side: Page, name: string) => part(side, name).getByRole('listitem').filter({ hasText: number });
  for (const side of [page, engineer]) {
    await side.goto('/handover?since=12h');
    await expect(lines(side, 'What changed').filter({ hasText: `${VENDOR_ENGINEER}, asked the End User: The support information file.` })).toHaveCount(1);
    // It was opened, acknowledged and asked about.
    await expect(lines(side, 'What changed')).toHaveCount(3);
    // To ask is no contact by phone or e-mail.
    await expect(lines(side, 'Promised, and due next')).toContainText('first response due (a target)');
  }
  const asked = `last word, ${VENDOR_ENGINEER}, asked the End User: The support information file.`;
  await expect(lines(page, 'Waiting on you')).toContainText(asked);
  await expect(lines(page, 'Waiting on you')).not.toContainText('(Quillhaven');
  await expect(lines(page, 'Waiting on the vendor')).toHaveCount(0);
  await expect(lines(engineer, 'Waiting on the End User')).toContainText(asked);
  await expect(lines(engineer, 'Waiting on the End User')).toContainText(`P3 ${number} ${synopsis} (Quillhaven Backbone Networks)`);
  await expect(lines(engineer, 'Waiting on your side')).toHaveCount(0);

  // The customer answers on another page; both handovers follow without a reload.
  const writing = await context.newPage();
  await toCase(writing, number, synopsis);
  await step(writing, 'Write a comment', { 'Your comment': 'Here it is, from slot 3.' });
  await expect(told(writing).first()).toContainText('Here it is, from slot 3.');
  await writing.close();
  for (const [side, now, before] of [[page, 'Waiting on the vendor', 'Waiting on you'], [engineer, 'Waiting on your side', 'Waiting on the End User']] as const) {
    await expect(lines(side, 'What changed')).toHaveCount(3);
    await look(side);
    await expect(lines(side, 'What changed')).toHaveCount(4);
    await expect(lines(side, 'What changed').first()).toContainText(`${ENGINEER}, commented: Here it is, from slot 3.`);
    await expect(lines(side, now)).toContainText(`last word, ${ENGINEER}, commented: Here it is, from slot 3.`);
    await expect(lines(side, before)).toHaveCount(0);
    await expect(note(side)).toContainText(synopsis);
    await expect(note(side)).toContainText('commented: Here it is, from slot 3.');
  }
  expect(await call(engineer, 'GET', `/v1/cases/${number}`)).toMatchObject({ body: { waiting_on: 'vendor', first_contact: null } });
  await engineer.context().close();
});

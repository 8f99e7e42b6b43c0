// Meetings from the wish to the minutes, customer and advisor side by side: an operational review with the figures of the
// account's cases, its calendar file, its minutes and actions; and minutes that two people write at once.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADVISOR, SENIOR, forgetSession, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call, key } from '../support/api';
import { beside, look } from '../support/beside';
import { heading, main } from '../support/report';

const OF_THE_CARRIER = '/advisor?account=account-quillhaven';
const reviews = (page: Page) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'Operational reviews' }) });
const review = (page: Page) => reviews(page).getByRole('article').first();
const figure = (page: Page, name: string) => review(page).locator('dl > div').filter({ hasText: name }).locator('dd');
const action = (page: Page, text: string) => review(page).getByRole('listitem').filter({ hasText: text });
const problem = (page: Page) => main(page).getByRole('alert');
const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

async function toReviews(page: Page, address = '/advisor') {
  await page.goto(address);
  await expect(heading(page, 'Advisor')).toBeVisible();
  await expect(review(page)).toBeVisible();
}

test.describe('an operational review', () => {
  const portal = portalAt(IN_HOURS);

  async function calendar(page: Page): Promise<string> {
    const href = await review(page).getByRole('link', { name: 'Calendar file' }).getAttribute('href');
    return (await page.request.get(href!)).text();
  }

  /** Opens a case, as an engineer's page would. */
  async function openCase(page: Page, synopsis: string) {
    const body = { priority: 2, unlisted: { host_name: 'den9', site: 'Denver' }, synopsis, description: 'Since this morning.', software_version: '23.4R2-S3' };
    const answer = await call(page, 'POST', '/v1/cases', body, { 'Idempotency-Key': key(synopsis) });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  }

  test('is asked for, agreed on, moved, held, and what came out of it is ticked off', async ({ page, browser, watch, viewport }) => {
    watch.provoke(/status of 422/);
    await signIn(page, SENIOR);
    await toReviews(page);
    const advisor = await beside(browser, watch, portal.server(), { name: ADVISOR, timezoneId: 'America/Denver', viewport });

    // Asked for once, with what it is about.
    await page.getByRole('button', { name: 'Ask for a meeting' }).click();
    await expect(page.getByRole('heading', { name: 'A meeting' })).toBeFocused();
    await page.getByLabel('What it is about').fill('The quarter behind us');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(review(page)).toContainText('asked for');
    await expect(page.getByRole('button', { name: 'Ask for a meeting' })).toHaveCount(0);

    // The agenda has the figures of now, and follows the cases.
    await expect(review(page)).toContainText('Figures of now');
    const opened = async (page: Page) => Number.parseInt(await figure(page, 'Opened').innerText(), 10);
    const priority2 = async (page: Page) => Number(/P2 (\d+)/.exec(await figure(page, 'Open cases').innerText())?.[1]);
    const before = { opened: await opened(page), priority2: await priority2(page) };
    await openCase(page, 'A line card restarts');
    await look(page);
    await expect.poll(() => opened(page)).toBe(before.opened + 1);
    expect(await priority2(page)).toBe(before.priority2 + 1);

    // The advisor has the same figures, and proposes times.
    await toReviews(advisor, OF_THE_CARRIER);
    await expect(review(advisor)).toContainText('“The quarter behind us”');
    await expect(figure(advisor, 'Opened')).toHaveText(await figure(page, 'Opened').innerText());
    await advisor.getByRole('button', { name: 'Propose times' }).click();
    await advisor.getByLabel('First time').fill('2026-12-03T10:00');
    await advisor.getByLabel('Link to join by').fill('https://meet.example.com/review');
    await advisor.getByRole('button', { name: 'Propose', exact: true }).click();
    await expect(review(advisor)).toContainText('times are proposed');
    await expect(review(advisor).getByRole('button', { name: /^Accept/ })).toHaveCount(0);
    await look(page);
    await page.getByRole('button', { name: /^Accept 3 Dec 2026, 12:00/ }).click();
    await expect(review(page)).toContainText('agreed');
    const first = await calendar(page);
    for (const line of ['METHOD:REQUEST', 'SEQUENCE:0', 'DTSTART:20261203T170000Z', 'SUMMARY:Operational review']) expect(first).toContain(line);

    // Moved: what stood in the calendars is taken out, and the new time comes in.
    await page.getByRole('button', { name: 'Ask for other times' }).click();
    await page.getByLabel('When it suits').fill('Today, if you can');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(review(page)).toContainText('The advisor proposes times next.');
    const moved = await calendar(page);
    for (const line of ['METHOD:CANCEL', 'SEQUENCE:1', 'STATUS:CANCELLED', 'DTSTART:20261203T170000Z']) expect(moved).toContain(line);
    await look(advisor);
    await expect(review(advisor)).toContainText('“Today, if you can”');
    await advisor.getByRole('button', { name: 'Propose times' }).click();
    await advisor.getByLabel('First time').fill('2026-11-24T09:10');
    await advisor.getByRole('button', { name: 'Propose', exact: true }).click();
    await expect(review(advisor)).toContainText('times are proposed');
    await look(page);
    await page.getByRole('button', { name: /^Accept 24 Nov 2026, 11:10/ }).click();
    await expect(review(page)).toContainText('agreed');
    const second = await calendar(page);
    for (const line of ['METHOD:REQUEST', 'SEQUENCE:2', 'STATUS:CONFIRMED', 'DTSTART:20261124T161000Z']) expect(second).toContain(line);
    expect(/UID:.*/.exec(second)?.[0]).toBe(/UID:.*/.exec(first)?.[0]);
    await look(advisor);
    await expect(review(advisor).getByRole('button', { name: 'It took place' }), 'it has not begun').toHaveCount(0);

    // Its time comes. What is said stands in the minutes, and the figures stay those of the day.
    const now = later(IN_HOURS, 12);
    await portal.server().restart(now);
    for (const page_ of [page, advisor]) await page_.clock.setSystemTime(now);
    await toReviews(advisor, OF_THE_CARRIER);
    await review(advisor).getByRole('button', { name: 'It took place' }).click();
    await advisor.getByLabel('Minutes').fill('One late answer in the quarter.\nIts cause is known.');
    await advisor.getByRole('button', { name: 'Save' }).click();
    await expect(review(advisor)).toContainText('Its cause is known.');
    await expect(review(advisor)).toContainText('Figures of 24 Nov 2026');

    // Two actions; one without an owner is sent back with what was typed.
    await review(advisor).getByRole('button', { name: 'Add an action' }).click();
    await advisor.getByLabel('What is to be done').fill('Send the root cause');
    await advisor.getByLabel('By when').fill('2026-12-01');
    await advisor.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(problem(advisor)).toContainText('Say who does it');
    await expect(advisor.getByLabel('What is to be done')).toHaveValue('Send the root cause');
    await advisor.getByLabel('Who does it').fill(ADVISOR);
    await advisor.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(action(advisor, 'Send the root cause')).toContainText(`${ADVISOR}, by 1 Dec 2026`);
    await review(advisor).getByRole('button', { name: 'Add an action' }).click();
    await advisor.getByLabel('What is to be done').fill('Confirm the releases');
    await advisor.getByLabel('Who does it').fill(SENIOR);
    await advisor.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(action(advisor, 'Confirm the releases')).toContainText('open');

    // The customer reads them, ticks one off, and writes nothing.
    await toReviews(page);
    await expect(review(page)).toContainText('One late answer in the quarter.');
    const kept = await opened(page);
    await openCase(page, 'After the review');
    await look(page);
    await expect(review(page).getByRole('button', { name: /minutes|Add an action/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Done Confirm the releases' }).click();
    await expect(action(page, 'Confirm the releases')).toContainText('Not done after all');
    expect(await opened(page)).toBe(kept);
    await look(advisor);
    await expect(action(advisor, 'Confirm the releases').getByText('done', { exact: true })).toBeVisible();
    await review(advisor).getByText('What was done').click();
    await expect(review(advisor)).toContainText(`${SENIOR} marked an action: Confirm the releases`);
    expect(await calendar(page), 'a time that has passed stands as it was').toContain('SEQUENCE:2');
    await advisor.context().close();
  });
});

test.describe('minutes', () => {
  const portal = portalAt(IN_HOURS);
  const OLD = 'The late first responses had one cause';

  test('that two people write at once stand side by side, and none of them is lost', async ({ page, browser, watch, viewport }) => {
    watch.provoke(/status of 412/);
    await signIn(page, ADVISOR);
    await toReviews(page, OF_THE_CARRIER);
    const other = await beside(browser, watch, portal.server(), { name: ADVISOR, timezoneId: 'America/Denver', viewport });
    await toReviews(other, OF_THE_CARRIER);
    for (const [who, text] of [[page, 'Mine, of this desk.'], [other, 'Theirs, of another desk.']] as const) {
      await review(who).getByRole('button', { name: 'Change the minutes' }).click();
      await expect(who.getByLabel('Minutes')).toHaveValue(new RegExp(OLD));
      await who.getByLabel('Minutes').fill(text);
    }
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(review(other)).toContainText('Theirs, of another desk.');

    // The page has polled by now, and knows the newer version: what was opened with the older one overwrites nothing.
    await look(page);
    await expect(review(page)).toContainText('Theirs, of another desk.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(problem(page)).toContainText('Somebody else wrote minutes in the meantime');
    await expect(page.getByRole('region', { name: 'Theirs' })).toContainText('Theirs, of another desk.');
    await expect(page.getByRole('region', { name: 'Theirs' })).toContainText(ADVISOR);
    await expect(page.getByRole('region', { name: 'Yours' }).getByLabel('Minutes')).toHaveValue('Mine, of this desk.');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport!.width);
    expect.soft(await audit(page), 'both texts').toEqual([]);
    await other.reload();
    await expect(review(other)).toContainText('Theirs, of another desk.');

    // An action that is ticked off beside the form closes nothing.
    await page.getByRole('button', { name: 'Done Confirm the software releases' }).click();
    await expect(page.getByRole('button', { name: 'Not done after all Confirm the software releases' })).toBeVisible();
    await expect(page.getByLabel('Minutes')).toHaveValue('Mine, of this desk.');

    await page.getByRole('button', { name: 'Put theirs above yours' }).click();
    await expect(page.getByLabel('Minutes')).toHaveValue('Theirs, of another desk.\n\nMine, of this desk.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Minutes')).toHaveCount(0);
    await expect(review(page)).toContainText('Mine, of this desk.');

    // All of them stay readable, with who wrote them and when; for the customer as well.
    await forgetSession(page.context());
    await signIn(page, SENIOR);
    await toReviews(page);
    await review(page).getByText('What was done').click();
    const lines = review(page).locator('details').getByRole('listitem');
    await expect(lines.filter({ hasText: 'changed the minutes' })).toHaveCount(2);
    await expect(lines.filter({ hasText: 'changed the minutes' }).nth(1)).toContainText(/24 Nov 2026.*Dolores Quintanilla changed the minutes\s*Theirs, of another desk\./s);
    await expect(lines.filter({ hasText: 'said that it took place' })).toContainText(OLD);
    await other.context().close();
  });
});

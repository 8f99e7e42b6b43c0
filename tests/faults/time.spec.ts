// Clocks and calendars: a device that is years off, jumps, or sleeps through the due instant; and zones whose clocks change
// while a case runs. What the countdown shows is compared with the server's own time, what the page writes with the zone's calendar.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { call, theCase } from '../support/api';
import { clock, isRight, roundTrips } from '../support/clock';
import { heading } from '../support/report';

async function show(page: Page, stored: any) {
  await page.goto(`/cases/${stored.number}`);
  await expect(heading(page, stored.synopsis)).toBeVisible();
}

test.describe('a device that is off', () => {
  const portal = portalAt(IN_HOURS);

  const YEAR = 365.25 * 86_400_000;
  for (const [how, skew, banner] of [
    ['ten years ahead', 10 * YEAR, '3652 days ahead'],
    ['ten years behind', -10 * YEAR, '3652 days behind'],
    ['three minutes behind', -180_000, '3 minutes behind'],
  ] as const) {
    test.describe(how, () => {
      test.use({ skew });

      test(`${how}: said, and the countdown is the server’s`, async ({ page }) => {
        const roundTrip = roundTrips(page);
        await signIn(page, SENIOR);
        await expect(page.getByRole('status').filter({ hasText: 'Your device\'s clock' })).toContainText(banner);
        const stored = await theCase(page, 'chi1-core01: routing process');
        await show(page, stored);
        await isRight(page, portal.server(), stored.due_at, roundTrip);
      });
    });
  }

  test('the clock is set forward and back while the page is open: the countdown goes on', async ({ page }) => {
    const roundTrip = roundTrips(page);
    await signIn(page, SENIOR);
    const stored = await theCase(page, 'chi1-core01: routing process');
    await show(page, stored);
    for (const jump of [86_400_000, -2 * 86_400_000]) {
      await page.clock.setSystemTime(new Date((await portal.server().now()).getTime() + jump));
      // It ticks at least once on the other side of the jump.
      await page.waitForTimeout(1500);
      await isRight(page, portal.server(), stored.due_at, roundTrip);
    }
  });

  test('asleep while the due instant passes: overdue when it is looked at again, and said once', async ({ page }) => {
    const roundTrip = roundTrips(page);
    const asleep = 8 * 3_600_000;
    await signIn(page, SENIOR);
    const stored = await theCase(page, 'yyz1-agg02: half of the LAG');
    await show(page, stored);
    await expect(clock(page)).toContainText('due soon');
    const said = page.getByRole('status').filter({ hasText: 'First response: overdue' });
    // The device sleeps for eight hours: the page's clocks stand still, the server's goes on.
    await page.route('**/v1/meta', async (route) => {
      const meta = await (await route.fetch()).json();
      await route.fulfill({ json: { ...meta, server_now: new Date(Date.parse(meta.server_now) + asleep).toISOString() } });
    });
    for (let look = 0; look < 3; look += 1) {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
      await expect(clock(page)).toContainText('overdue');
    }
    await expect(clock(page)).toContainText('past the target');
    await isRight(page, portal.server(), stored.due_at, roundTrip, asleep);
    await expect(said).toHaveCount(1);
    await page.unrouteAll({ behavior: 'wait' });
  });
});

// An instant shortly before clocks change there, and the zone. A Priority 4 case is due four hours later, on the other side.
const CHANGES = [
  ['2026-11-01T04:30:00Z', 'America/New_York', 'back by an hour'],
  ['2027-03-14T05:30:00Z', 'America/New_York', 'forward by an hour'],
  ['2026-10-03T14:00:00Z', 'Australia/Lord_Howe', 'forward by half an hour'],
  ['2026-11-24T08:30:00Z', 'Pacific/Kiritimati', 'over the date line'],
] as const;

for (const [instant, timezoneId, how] of CHANGES) {
  test.describe(`${timezoneId}, ${how}`, () => {
    const portal = portalAt(instant);
    test.use({ timezoneId });

    test(`clocks go ${how} in ${timezoneId} before a case is due: due and countdown are instants`, async ({ page }) => {
      const roundTrip = roundTrips(page);
      await signIn(page, SENIOR);
      const report = { priority: 4, unlisted: { host_name: 'r1', site: 'Lab' }, synopsis: 'Over the change', description: 'x', software_version: '23.4R2' };
      const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': `over-${instant}` });
      expect(made.status).toBe(201);
      expect(Date.parse(made.body.due_at) - Date.parse(made.body.created_at)).toBe(4 * 3_600_000);
      await show(page, made.body);
      await isRight(page, portal.server(), made.body.due_at, roundTrip);
      const there = new Intl.DateTimeFormat('en-GB', { timeZone: timezoneId, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
      const parts = Object.fromEntries(there.formatToParts(new Date(made.body.due_at)).map(({ type, value }) => [type, value]));
      await expect(clock(page).getByText(/^Due /)).toContainText(`${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute}`);
      await expect(clock(page).getByRole('time')).toHaveAttribute('datetime', new RegExp(made.body.due_at.slice(0, 19)));
    });
  });
}

// The clock of a case: due instant, basis and countdown from the server's time, whatever the browser's clock says; and every
// state that a first response can be in.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { theCase } from '../support/api';
import { clock, isRight, roundTrips, shown } from '../support/clock';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

async function openCase(page: Page, words: string) {
  const stored = await theCase(page, words);
  await page.goto(`/cases/${stored.number}`);
  await expect(heading(page, stored.synopsis)).toBeVisible();
  return stored;
}

for (const [whose, skew, banner] of [
  ['right', 0, null],
  ['a day ahead', 86_400_000, 'Your device\'s clock is 24 hours ahead'],
  ['a day behind', -86_400_000, 'Your device\'s clock is 24 hours behind'],
  ['three minutes ahead', 180_000, 'Your device\'s clock is 3 minutes ahead'],
] as const) {
  test.describe(`with a browser clock that is ${whose}`, () => {
    test.use({ skew });

    test('the countdown follows the server', async ({ page }) => {
      const roundTrip = roundTrips(page);
      await signIn(page, SENIOR);
      const note = page.getByRole('status').filter({ hasText: 'Your device\'s clock' });
      if (banner) await expect(note).toContainText(banner);
      else await expect(note).toHaveCount(0);
      const stored = await openCase(page, 'chi1-core01: routing process');
      await isRight(page, portal.server(), stored.due_at, roundTrip);
      const first = await shown(page);
      await expect.poll(() => shown(page)).toBeLessThan(first);
      await expect(clock(page)).toContainText('due soon');
      await expect(clock(page)).toContainText('Target 30 minutes, by the Priority 2 row of the table “service description, 2026”; opened by web.');
      await expect(clock(page).getByRole('time')).toHaveAttribute('datetime', new RegExp(stored.due_at.slice(0, 19)));
    });
  });
}

test('the due instant is shown in the viewer’s zone, the site’s zone and UTC', async ({ page }) => {
  await signIn(page, SENIOR);
  const stored = await openCase(page, 'tyo1-leaf02: EVPN');
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(stored.due_at));
  const due = clock(page).getByText(/^Due /);
  await expect(due).toContainText(format('America/New_York'));
  await expect(due).toContainText(new RegExp(`${format('Asia/Tokyo')}.* there`));
  await expect(clock(page).getByRole('time')).toHaveAttribute('title', / UTC$/);
});

test('crossing the due instant turns the clock, and says so once', async ({ page, context }) => {
  await signIn(page, SENIOR);
  await openCase(page, 'yyz1-agg02: half of the LAG');
  await expect(clock(page)).toContainText('due soon');
  await expect(main(page)).toContainText('does not end the response time');
  // The page asks the server for the time again, so that time has to pass there as well.
  const later = 12 * 60_000;
  await page.route('**/v1/meta', async (route) => {
    const meta = await (await route.fetch()).json();
    await route.fulfill({ json: { ...meta, server_now: new Date(Date.parse(meta.server_now) + later).toISOString() } });
  });
  await context.clock.fastForward(later);
  await expect(clock(page)).toContainText('overdue');
  await expect(clock(page)).toContainText('past the target');
  await expect(page.getByRole('status').filter({ hasText: 'First response: overdue' })).toHaveCount(1);
});

test('a device that has lost the time while it slept is put right when the page is looked at again', async ({ page, context }) => {
  const roundTrip = roundTrips(page);
  await signIn(page, SENIOR);
  const stored = await openCase(page, 'yyz1-agg02: half of the LAG');
  const before = await shown(page);
  await context.clock.fastForward(4 * 60_000);
  await expect.poll(() => shown(page)).toBeLessThan(before - 200);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect.poll(() => shown(page)).toBeGreaterThan(before - 60);
  await isRight(page, portal.server(), stored.due_at, roundTrip);
});

test('met: a Priority 1 by phone, answered in seven minutes', async ({ page }) => {
  await signIn(page, SENIOR);
  await openCase(page, 'gru1-core01: both switch fabric');
  await expect(clock(page)).toContainText('met');
  await expect(clock(page)).toContainText(/00:07:00 to the first response, 23 min within the target/);
  await expect(clock(page)).toContainText(/Priority 1 row of the table .*; opened by phone/);
  await expect(main(page)).toContainText('INC-88412');
});

test('missed by four minutes', async ({ page }) => {
  await signIn(page, SENIOR);
  await openCase(page, 'nyc1-pe02: line card resets');
  await expect(clock(page)).toContainText('missed');
  await expect(clock(page)).toContainText('00:34:00 to the first response, 4 min past the target');
});

test('overdue, with nobody in contact yet', async ({ page }) => {
  await signIn(page, SENIOR);
  await openCase(page, 'den2-spine01: optics report');
  await expect(clock(page)).toContainText('overdue');
  await expect(clock(page)).toContainText(/01:3\d:\d\d past the target/);
});

test('an automatic reply does not stop the clock', async ({ page }) => {
  await signIn(page, SENIOR);
  await openCase(page, 'muc1-fw01: session table');
  await expect(clock(page)).toContainText(/02:\d\d:\d\d left/);
  const reply = main(page).getByRole('listitem').filter({ hasText: 'acknowledged automatically' });
  await expect(reply).toContainText('does not end the response time');
  // On a narrow screen the badge wraps, and what stands on every page leaves half of the height to the case.
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await main(page).evaluate((element) => element.getBoundingClientRect().top + scrollY)).toBeLessThan(350);
  for (const number of await page.getByRole('region', { name: 'Who to call' }).getByRole('link', { name: /^\+/ }).filter({ visible: true }).all()) {
    expect((await number.boundingBox())!.height).toBeGreaterThanOrEqual(24);
  }
});

test('the lists say the same, short', async ({ page }) => {
  await signIn(page, SENIOR);
  const row = (words: string) => page.getByRole('row').filter({ hasText: words });
  await expect(row('chi1-core01: routing process')).toContainText(/[5678] min left/);
  await expect(row('den2-spine01: optics report')).toContainText(/1 h 3\d min overdue/);
  await expect(row('nyc1-pe02: line card resets')).toContainText('4 min late');
  await expect(row('gru1-core01: both switch fabric')).toContainText('7 min to first response');
  await page.goto('/cases');
  await expect(page.getByRole('link', { name: 'Open', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(row('ccu1-agg01: SNMP walk')).toHaveCount(0);
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await expect(page).toHaveURL(/\?show=all$/);
  await expect(row('ccu1-agg01: SNMP walk')).toContainText('closed');
  await page.getByRole('searchbox', { name: 'Find' }).fill('INC-88412');
  await expect(page.getByRole('table', { name: 'Cases' }).getByRole('rowheader')).toHaveText([/gru1-core01/]);
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Find' })).toHaveValue('INC-88412');
});

test('UTC beside every time, for those who want it, and remembered', async ({ page }) => {
  await signIn(page, SENIOR);
  await openCase(page, 'yyz1-agg02: half of the LAG');
  await expect(main(page).getByText(/ UTC$/)).toHaveCount(0);
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await page.getByRole('checkbox', { name: 'Show times in UTC, too' }).check();
  await page.keyboard.press('Escape');
  await expect(clock(page).getByText(/^2026-11-24 16:\d\d:\d\d UTC$/)).toBeVisible();
  await page.reload();
  await expect(clock(page).getByText(/ UTC$/)).toBeVisible();
});

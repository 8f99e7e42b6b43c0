// The three lines of who to call, at four instants: the order, the advisor open and closed, a stand-in, the regions. And at
// each of them a Priority 1 is opened, with the list of who of the representatives can be reached.

import { expect, portalAt, test, HOLIDAY, IN_HOURS, OUT_OF_HOURS, WEEKEND, type Page } from '../support/portal';
import { ENGINEER, OPERATOR_ENGINEER, SENIOR, signIn } from '../support/people';
import { theCase } from '../support/api';
import { chooseUnit, main, opened, toPhonePage } from '../support/report';

const strip = (page: Page) => page.getByRole('region', { name: 'Who to call' });
const lines = (page: Page) => strip(page).getByRole('list').first().getByRole('listitem');

/** The three lines in their order. */
async function expectOrder(page: Page, ...names: string[]) {
  await expect(lines(page)).toHaveText(names.map((name) => new RegExp(`^\\s*${name}`)));
}

const NIGHT_SHIFT = 'Tobias Lindqvist';
const IN_TOKYO = 'Mio Nakagawa';
const IN_KOLKATA = 'Vidya Raghunathan';

/** The representatives on the phone page, those who can be reached first. */
async function expectReached(page: Page, reached: readonly string[], others: readonly string[]) {
  const person = /there\s*(can be reached|outside own hours|hours not known)/;
  const said = [...reached.map((name) => `${name}.*can be reached`), ...others.map((name) => `${name}.*outside own hours`)];
  await expect(main(page).getByRole('listitem').filter({ hasText: person })).toHaveText(said.map((words) => new RegExp(words)));
}

/** From the first screen to the opened case: the number, who can be reached, and the same target at any hour. */
function opensPriority1(when: string, reached: readonly string[], others: readonly string[]) {
  test('a Priority 1 is opened at this hour as at any other', async ({ page }) => {
    await signIn(page, ENGINEER);
    await toPhonePage(page);
    await expect(main(page).getByRole('link', { name: /^\+1 202-555-0122/ })).toHaveText(/Americas, 24 hours/);
    await expectReached(page, reached, others);
    await chooseUnit(page, 'fra1-pe03');
    const symptom = `No BGP session stays up, ${when}`;
    await page.getByLabel('Symptom in one line').fill(symptom);
    await page.getByRole('button', { name: 'Open it on the web' }).click();
    await opened(page);
    await expect(page.getByRole('region', { name: 'First response' })).toContainText('Target 30 minutes');
    const stored = await theCase(page, symptom);
    expect(stored).toMatchObject({ priority: 1, channel: 'web', target: { minutes: 30, row: 2 } });
    expect(Date.parse(stored.due_at) - Date.parse(stored.created_at)).toBe(30 * 60_000);
  });
}

test.describe('in hours', () => {
  portalAt(IN_HOURS);
  // 09:00 in Denver, 01:00 on Wednesday in Tokyo, 21:30 in Kolkata.
  opensPriority1('in hours', [SENIOR], [NIGHT_SHIFT, IN_TOKYO, IN_KOLKATA]);

  test('advice comes before the desk, with name, number and hours in both zones', async ({ page }) => {
    await signIn(page, SENIOR);
    await expectOrder(page, 'New fault', 'Advice', 'A case is stuck');
    await expect(lines(page).nth(1)).toContainText(/Dolores Quintanilla, open until 19:00 \(17:00 there\)/);
    await expect(lines(page).nth(1).getByRole('link')).toHaveAttribute('href', 'tel:+13035550190');
    await expect(lines(page).nth(0).getByRole('link')).toHaveAttribute('href', 'tel:+12025550122');
    await expect(lines(page).nth(0)).toContainText('24 hours, Americas');
  });

  test('the lines stand on every page, signed out too', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await expectOrder(page, 'New fault', 'A case is stuck', 'Advice');
    await signIn(page, SENIOR);
    for (const address of ['/units', '/cases', '/report/down', '/nowhere']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectOrder(page, 'New fault', 'Advice', 'A case is stuck');
    }
  });

  test('other regions are one step away', async ({ page }) => {
    await page.goto('/sign-in');
    await strip(page).getByText('Other regions').click();
    await expect(strip(page).getByRole('link', { name: '+1 202-555-0166' })).toBeVisible();
  });
});

test.describe('in Europe', () => {
  portalAt('2026-11-24T10:00:00Z');
  test.use({ timezoneId: 'Europe/Berlin' });

  test('while the advisor is on leave the stand-in answers, by the stand-in’s own hours', async ({ page }) => {
    await signIn(page, OPERATOR_ENGINEER);
    await expectOrder(page, 'New fault', 'Advice', 'A case is stuck');
    await expect(lines(page).nth(1)).toContainText('Caoimhe Brannigan, standing in, open until 18:00 (17:00 there)');
    await expect(lines(page).nth(0).getByRole('link')).toHaveAttribute('href', 'tel:+12025550144');
  });
});

for (const [when, instant, opens, reached, others] of [
  // 20:30 in Denver, 12:30 on Wednesday in Tokyo, 09:00 in Kolkata.
  ['out of hours', OUT_OF_HOURS, /opens Wed,? 10:00 \(Wed,? 08:00 there\)/, [NIGHT_SHIFT, IN_TOKYO], [SENIOR, IN_KOLKATA]],
  // 11:00 in Denver; elsewhere it is night.
  ['on a weekend', WEEKEND, /opens Mon,? 10:00 \(Mon,? 08:00 there\)/, [SENIOR], [NIGHT_SHIFT, IN_TOKYO, IN_KOLKATA]],
  ['on a holiday', HOLIDAY, /opens Mon,? 10:00 \(Mon,? 08:00 there\)/, [SENIOR], [NIGHT_SHIFT, IN_TOKYO, IN_KOLKATA]],
] as const) {
  test.describe(when, () => {
    portalAt(instant);
    opensPriority1(when, reached, others);

    test('the desk comes before the advisor, and the next opening is said', async ({ page }) => {
      await signIn(page, SENIOR);
      await expectOrder(page, 'New fault', 'A case is stuck', 'Advice');
      await expect(lines(page).nth(2)).toContainText('Dolores Quintanilla');
      await expect(lines(page).nth(2)).toContainText(opens);
      await expect(lines(page).nth(1).getByRole('link')).toHaveAttribute('href', 'tel:+12025550188');
    });
  });
}

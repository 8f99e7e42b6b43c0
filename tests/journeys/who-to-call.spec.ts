// The three lines of who to call, at four instants: the order, the advisor open and closed, a stand-in, the regions.

import { expect, portalAt, test, HOLIDAY, IN_HOURS, OUT_OF_HOURS, WEEKEND, type Page } from '../support/portal';
import { OPERATOR_ENGINEER, SENIOR, signIn } from '../support/people';

const strip = (page: Page) => page.getByRole('region', { name: 'Who to call' });
const lines = (page: Page) => strip(page).getByRole('list').first().getByRole('listitem');

/** The three lines in their order. */
async function expectOrder(page: Page, ...names: string[]) {
  await expect(lines(page)).toHaveText(names.map((name) => new RegExp(`^\\s*${name}`)));
}

test.describe('in hours', () => {
  portalAt(IN_HOURS);

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

for (const [when, instant, opens] of [
  ['out of hours', OUT_OF_HOURS, /opens Wed,? 10:00 \(Wed,? 08:00 there\)/],
  ['on a weekend', WEEKEND, /opens Mon,? 10:00 \(Mon,? 08:00 there\)/],
  ['on a holiday', HOLIDAY, /opens Mon,? 10:00 \(Mon,? 08:00 there\)/],
] as const) {
  test.describe(when, () => {
    portalAt(instant);

    test('the desk comes before the advisor, and the next opening is said', async ({ page }) => {
      await signIn(page, SENIOR);
      await expectOrder(page, 'New fault', 'A case is stuck', 'Advice');
      await expect(lines(page).nth(2)).toContainText('Dolores Quintanilla');
      await expect(lines(page).nth(2)).toContainText(opens);
      await expect(lines(page).nth(1).getByRole('link')).toHaveAttribute('href', 'tel:+12025550188');
    });

    test('a Priority 1 is opened at this hour as at any other', async ({ page }) => {
      await signIn(page, SENIOR);
      await page.goto('/report/phone');
      await expect(page.getByRole('main').getByRole('link', { name: /^\+1 202-555-0122/ })).toBeVisible();
      await expect(page.getByRole('main')).toContainText('24 hours');
    });
  });
}

// An installation with other response targets: every target on the screen comes out of the table, the Priority 1 on the web by
// the substitution with the row of Priority 2.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { heading, main, toPhonePage } from '../support/report';

portalAt(IN_HOURS);

/** The page is told other targets than the server's own. */
async function withTargets(page: Page, minutes: [number, number, number, number]) {
  await page.route('**/v1/meta', async (route) => {
    const answer = await route.fetch();
    const meta = await answer.json();
    await route.fulfill({ response: answer, json: { ...meta, targets: { version: 'table of the test', minutes } } });
  });
}

test('the phone page: the row of Priority 1 by phone, the row of Priority 2 on the web', async ({ page }) => {
  await withTargets(page, [15, 45, 240, 240]);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  const ways = page.getByRole('region', { name: 'Two ways on' });
  await expect(ways).toContainText('opened by phone: 15 minutes');
  await expect(ways).toContainText('Priority 2 target: 45 minutes');
  await expect(main(page)).not.toContainText('30 minutes');
  for (const why of await ways.getByText(/^Why/).all()) await why.click();
  await expect(ways.getByText('A Priority 1 case opened by phone has a response target of 15 minutes.', { exact: false })).toBeVisible();
  await expect(ways.getByText('A Priority 1 case opened on the web is handled at the Priority 2 target: 45 minutes.', { exact: false })).toBeVisible();
  await expect(ways.getByText('table of the test')).toHaveCount(2);
});

test('the other way: each priority has its own row', async ({ page }) => {
  await withTargets(page, [15, 45, 120, 480]);
  await signIn(page, SENIOR);
  await page.goto('/report/impact');
  await expect(heading(page, 'How bad is it?')).toBeVisible();
  for (const [priority, target] of [[2, '45 minutes'], [3, '2 hours'], [4, '8 hours']] as const) {
    await expect(page.getByRole('radio', { name: `Priority ${priority}` })).toHaveAccessibleName(new RegExp(`First response within ${target} \\(target\\)`));
  }
});

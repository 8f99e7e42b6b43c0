// The profile, the account, and what is made for paper, held to the audit.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, METRO_SENIOR, forgetSession, signIn } from '../support/people';
import { audit } from '../support/audit';
import { holdsAt } from '../support/holds';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

test('profile, with problems too', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, ADMINISTRATOR);
  await holdsAt(page, '/profile', 'Your profile');
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  expect.soft(await audit(page), 'profile with problems').toEqual([]);
});

test('account and wall card', async ({ page, context }) => {
  for (const person of [ADMINISTRATOR, METRO_SENIOR, ADVISOR]) {
    // A page that is still open would ask on, as nobody.
    await forgetSession(context);
    await signIn(page, person);
    await holdsAt(page, '/account', 'Account');
    await holdsAt(page, '/wall-card', 'Wall card');
  }
});

test('label', async ({ page }) => {
  await signIn(page, ENGINEER, '/units');
  await main(page).getByRole('table').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Label' }).click();
  await expect(heading(page, /^Label for /)).toBeVisible();
  await holdsAt(page, new URL(page.url()).pathname, /^Label for /);
});

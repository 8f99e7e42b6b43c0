// The account: its agreement, what its contracts run to, who to call, and who holds which role, as each person may see it.

import { expect, portalAt, portalWithOnly, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, FIRST_ADMINISTRATOR, RESELLER, SENIOR, VIEWER, forgetSession, signIn, signInByTyping } from '../support/people';
import { heading, main } from '../support/report';

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const person = (page: Page, name: string) => card(page, 'Who holds which role').getByRole('listitem').filter({ hasText: name });

test.describe('with demonstration data', () => {
  portalAt(IN_HOURS);

  test('agreement, contracts and numbers stand there with their reasons', async ({ page }) => {
    await signIn(page, SENIOR, '/account');
    await expect(heading(page, 'Account')).toBeVisible();
    const agreement = card(page, 'Agreement');
    await expect(agreement).toContainText('Where the two differ, the service description stands');
    await agreement.getByText('Why').first().click();
    await expect(agreement).toContainText('Eligibility and Purchasing');
    await expect(card(page, 'Service contracts')).toContainText(/Advanced Care Plus runs to \d+ \w+ 202\d/);
    await expect(card(page, 'Service contracts')).toContainText(/Juniper Care runs to \d+ \w+ 202\d/);
    for (const number of ['+1 202-555-0122', '+1 202-555-0144', '+1 202-555-0166', '+1 202-555-0188']) {
      await expect(card(page, 'Who to call')).toContainText(number);
    }
    await expect(card(page, 'Who to call')).toContainText(/Your advisor is Dolores Quintanilla: open until \d\d:00/);
    await agreement.getByRole('link', { name: 'R-003' }).click();
    await expect(heading(page, 'The service')).toBeVisible();
  });

  test('who holds which role, as far as each may see it', async ({ page, context }) => {
    await signIn(page, ENGINEER, '/account');
    await expect(person(page, SENIOR)).toContainText('named representative');
    await expect(person(page, 'Tobias Lindqvist')).toContainText('can’t sign in');
    await expect(person(page, ENGINEER)).not.toContainText('last signed in');
    await forgetSession(context);
    await signIn(page, ADMINISTRATOR, '/account');
    await expect(person(page, ENGINEER)).toContainText('last signed in on 24 Nov 2026');
    await forgetSession(context);
    await signIn(page, VIEWER, '/account');
    await expect(person(page, SENIOR)).toContainText('Senior representative');
    await expect(person(page, SENIOR)).not.toContainText('named representative');
    await expect(person(page, 'Tobias Lindqvist')).not.toContainText('can’t sign in');
  });

  test('the vendor’s people choose the account, and a stranger’s is not there', async ({ page, watch }) => {
    watch.provoke(/status of 404/);
    await signIn(page, ADVISOR, '/account');
    await expect(main(page).getByText('Choose one of your End Users.')).toBeVisible();
    await page.getByLabel('End User').selectOption('Quillhaven Backbone Networks');
    await expect(page).toHaveURL(/\/account\?account=account-quillhaven$/);
    await expect(person(page, SENIOR)).toBeVisible();
    await page.getByRole('link', { name: 'Wall card' }).click();
    await expect(page).toHaveURL(/\/wall-card\?account=account-quillhaven$/);
    await page.goto('/account?account=account-aehrenfurth');
    await expect(main(page).getByRole('alert').first()).toContainText('There is nothing here, or it is not yours to see.');
  });

  test('a reseller is told why there is nothing to see', async ({ page, watch }) => {
    watch.provoke(/status of 40[34]/);
    await signIn(page, RESELLER, '/account?account=account-kadambari');
    await expect(main(page).getByRole('alert').first()).toContainText('The End User’s own people see their account');
  });
});

test.describe('without demonstration data', () => {
  portalWithOnly(FIRST_ADMINISTRATOR);

  test('what is not there yet says so', async ({ page }) => {
    await signInByTyping(page, FIRST_ADMINISTRATOR);
    await page.goto('/account');
    await expect(card(page, 'Agreement')).toContainText('No contract for the service is running.');
    await expect(card(page, 'Service contracts')).toContainText('Advanced Care Plus: no contract is in force today.');
    await expect(person(page, FIRST_ADMINISTRATOR.name)).toContainText('Administrator');
    await page.goto('/wall-card');
    await expect(main(page)).toContainText('No advisor is assigned yet');
    await expect(main(page)).toContainText('Nobody is named yet');
    await expect(main(page)).toContainText('No contract is in force');
  });
});

// Signing in: by one press, by typing, wrongly; the first screen that follows; the address that was asked for is kept.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { OPERATOR_ENGINEER, SENIOR, signIn, signOut } from '../support/people';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

test('the sign-in page lists the demonstration people with their roles', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, 'Sign in')).toBeVisible();
  const { demonstration } = await portal.server().meta();
  expect(demonstration.people.length).toBeGreaterThan(9);
  for (const person of demonstration.people) {
    await expect(page.getByRole('button', { name: new RegExp(person.name) })).toContainText(person.account);
  }
  await expect(page.getByText('Every', { exact: false }).filter({ hasText: 'invented' }).first()).toBeVisible();
});

test('one press leads to the first screen with everything that matters', async ({ page }) => {
  await signIn(page, SENIOR);
  await expect(heading(page, `Hello, ${SENIOR}`)).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await expect(main(page).getByRole('searchbox')).toBeVisible();
  await expect(main(page).getByRole('link', { name: 'Report a fault' })).toBeVisible();
  for (const card of ['Open cases', 'Runs out within 90 days', 'Senior representatives']) {
    await expect(page.getByRole('heading', { level: 2, name: card })).toBeVisible();
  }
  await expect(page.getByRole('img', { name: '4 of 6 places taken' })).toBeVisible();
  const rows = page.getByRole('table', { name: 'Open cases by due time' }).getByRole('row');
  await expect(rows.filter({ hasText: 'waiting on you' }).first()).toBeVisible();
  // "Waiting on you" stands on top; after it what is due first.
  await expect(rows.nth(1)).toContainText('waiting on you');
  await expect(page.getByRole('link', { name: /^CALL-2026-900001/ })).toBeVisible();
});

test('typed e-mail address and password lead to the page that was asked for', async ({ page }) => {
  const { demonstration } = await portal.server().meta();
  const person = demonstration.people.find((person: any) => person.name === OPERATOR_ENGINEER);
  await page.goto('/units?q=nue1-pe01');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(heading(page, 'Units')).toBeVisible();
  await expect(page).toHaveURL(/\/units\?q=nue1-pe01$/);
  await expect(page.getByRole('row').filter({ hasText: 'nue1-pe01' })).toBeVisible();
});

test('a wrong password and empty fields say what is wrong and keep the address', async ({ page, watch }) => {
  watch.provoke(/status of 401 .*\/v1\/session$/);
  await page.goto('/sign-in');
  const signInButton = page.getByRole('button', { name: 'Sign in', exact: true });
  await signInButton.click();
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary.getByRole('link')).toHaveText(['Enter your e-mail address', 'Enter your password']);
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByLabel('E-mail address').fill('ximena.barragan@example.net');
  await page.getByLabel('Password').fill('not this one');
  await signInButton.click();
  await expect(summary.getByRole('link')).toHaveCount(1);
  await expect(page.getByLabel('E-mail address')).toHaveValue('ximena.barragan@example.net');
  await expect(heading(page, 'Sign in')).toBeVisible();
});

test('signing out ends the session', async ({ page, context }) => {
  await signIn(page, SENIOR);
  await signOut(page, SENIOR);
  await expect(page.getByText('You were signed out because nothing happened')).toBeHidden();
  const other = await context.newPage();
  await other.goto('/units');
  await expect(heading(other, 'Sign in')).toBeVisible();
});

test('an address of somebody else is not followed after the sign-in', async ({ page }) => {
  await signIn(page, SENIOR, '/sign-in?next=//evil.example.net/units');
  await expect(heading(page, `Hello, ${SENIOR}`)).toBeVisible();
  await expect(page).toHaveURL(`${portal.server().url}/`);
});

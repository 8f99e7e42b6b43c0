// The session ends while somebody is writing: signing in again leads back to the text, in the same place.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { ENGINEER, SENIOR, pressPerson, signIn, signOut } from '../support/people';
import { cases } from '../support/api';
import { fillIn, heading, main, opened, openTheCase } from '../support/report';

portalAt(IN_HOURS);

const NOT_SIGNED_IN = /status of 401/;

test('signed out in another tab in mid-form: sign in again, and the draft is there', async ({ page, context, watch }) => {
  watch.provoke(NOT_SIGNED_IN);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Signed out in mid-form', priority: 3, description: 'Typed before the session ended' });
  const address = page.url();
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other, SENIOR);

  await openTheCase(page).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'You were signed out' })).toContainText('What you typed is kept');
  await expect(page).toHaveURL(address);
  await pressPerson(page, SENIOR);
  await expect(heading(page, 'Check your answers')).toBeVisible();
  await expect(main(page)).toContainText('Typed before the session ended');
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Signed out in mid-form')).toHaveLength(1);
});

test('somebody else signs in instead: nothing of the draft is shown', async ({ page, context, watch }) => {
  watch.provoke(NOT_SIGNED_IN);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'A secret symptom', priority: 3, description: 'A secret description' });
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other, SENIOR);
  await openTheCase(page).click();
  await pressPerson(page, ENGINEER);
  await expect(heading(page, 'Check your answers')).toBeVisible();
  await expect(main(page)).not.toContainText('secret');
  await page.goto('/');
  await expect(heading(page, `Hello, ${ENGINEER}`)).toBeVisible();
  await expect(main(page)).not.toContainText('secret');
  expect(await cases(page, 'A secret symptom')).toHaveLength(0);
});

test('a poll that learns of it shows the sign-in page', async ({ page, context, watch }) => {
  watch.provoke(NOT_SIGNED_IN);
  await signIn(page, SENIOR);
  await context.clearCookies();
  await context.clock.fastForward(31_000);
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'You were signed out' })).toBeVisible();
});

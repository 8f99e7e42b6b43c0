// An administrator ends the sign-in of somebody: asked first, out at once, and back by invitation only.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ENGINEER, VIEWER, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const person = (page: Page, name: string) => card(page, 'Who holds which role').getByRole('listitem').filter({ hasText: name });

test('a sign-in is ended in one browser, and the person is out in another', async ({ page, browser, baseURL, watch }) => {
  watch.provoke(/status of 401/);
  const elsewhere = await browser.newContext({ baseURL });
  const viewer = await elsewhere.newPage();
  await signIn(viewer, VIEWER, '/account');
  await expect(heading(viewer, 'Account')).toBeVisible();
  await expect(viewer.getByRole('button', { name: /^End sign-in/ })).toHaveCount(0);

  await signIn(page, ADMINISTRATOR, '/account');
  await expect(person(page, ADMINISTRATOR).getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: `End sign-in of ${VIEWER}` }).click();
  const question = page.getByRole('heading', { name: `End the sign-in of ${VIEWER}?` });
  await expect(question).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await viewer.reload();
  await expect(heading(viewer, 'Account')).toBeVisible();

  await page.getByRole('button', { name: `End sign-in of ${VIEWER}` }).click();
  await page.getByRole('button', { name: 'End the sign-in', exact: true }).dblclick();
  await expect(person(page, VIEWER)).toContainText('can’t sign in');
  await expect(page.getByText(`The sign-in of ${VIEWER} has ended`)).toBeAttached();
  await expect(page.getByRole('button', { name: `End sign-in of ${VIEWER}` })).toHaveCount(0);
  await viewer.reload();
  await expect(heading(viewer, 'Sign in')).toBeVisible();
  await elsewhere.close();

  await page.goto('/people');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText(`sign-in of ${VIEWER} ended`);
});

test('a failure is said, and the question stays', async ({ page, context, watch }) => {
  watch.provoke(/request failed|ERR_/);
  await signIn(page, ADMINISTRATOR, '/account');
  await page.getByRole('button', { name: `End sign-in of ${ENGINEER}` }).click();
  await context.route(/sign-in\?/, (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'End the sign-in', exact: true }).click();
  await expect(main(page).getByRole('alert')).toContainText('There was no answer from the server');
  await context.unroute(/sign-in\?/);
  await page.getByRole('button', { name: 'End the sign-in', exact: true }).click();
  await expect(person(page, ENGINEER)).toContainText('can’t sign in');
});

// A portal of one's own on its first day: no demonstration, one administrator, no unit, no case, nobody named. Whatever is empty
// says so and what to do next, and a fault can be reported all the same.

import { expect, portalWithOnly, test, type Page } from '../support/portal';
import { FIRST_ADMINISTRATOR, signInByTyping } from '../support/people';
import { call, theCase } from '../support/api';
import { heading, main, opened, toPhonePage } from '../support/report';

const portal = portalWithOnly(FIRST_ADMINISTRATOR);

const strip = (page: Page) => page.getByRole('region', { name: 'Who to call' });

async function expectNoDemonstration(page: Page) {
  await expect(page.getByRole('complementary', { name: 'Notices' })).toHaveText('');
  await expect(page.getByText('invented')).toHaveCount(0);
}

test('the sign-in page lists nobody and shows no demonstration', async ({ page }) => {
  expect(await portal.server().meta()).not.toHaveProperty('demonstration.people');
  await page.goto('/sign-in');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(strip(page).getByRole('link', { name: '+1 202-555-0122' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Demonstration people' })).toHaveCount(0);
  await expect(main(page).getByRole('button')).toHaveText(['Sign in']);
  await expectNoDemonstration(page);
});

test('the first screen: nobody named, no case, nothing that ends', async ({ page }) => {
  await signInByTyping(page, FIRST_ADMINISTRATOR);
  await expectNoDemonstration(page);
  await expect(main(page).getByRole('link', { name: 'Report a fault' })).toBeVisible();
  await expect(page.getByRole('img', { name: '0 of 6 places taken' })).toBeVisible();
  await expect(main(page)).toContainText('At least 2 are to be named. This blocks nothing.');
  await expect(page.getByRole('heading', { name: 'No open cases' })).toBeVisible();
  await expect(main(page)).toContainText('A fault that you report appears here with its clock.');
  await expect(main(page)).toContainText('Nothing ends within 90 days.');
  await expect(main(page).getByRole('article')).toHaveCount(0);
  expect((await call(page, 'GET', '/v1/call-notes')).body.items).toEqual([]);
});

test('no case: said, with the way to report a fault', async ({ page }) => {
  await signInByTyping(page, FIRST_ADMINISTRATOR);
  await page.goto('/cases');
  await expect(page.getByRole('heading', { name: 'No case here' })).toBeVisible();
  await main(page).getByRole('link', { name: 'Report a fault' }).click();
  await expect(heading(page, 'Is service down now?')).toBeVisible();
});

test('no unit: said, with what to do when one has a fault all the same', async ({ page }) => {
  await signInByTyping(page, FIRST_ADMINISTRATOR);
  await page.goto('/units');
  await expect(page.getByRole('heading', { name: 'No units yet' })).toBeVisible();
  await expect(page.getByText('0 units')).toBeVisible();
  await main(page).getByRole('link', { name: 'Report a fault' }).click();
  await expect(heading(page, 'Is service down now?')).toBeVisible();
});

test('no advisor: the line of advice says so, and does not speak of one', async ({ page }) => {
  await signInByTyping(page, FIRST_ADMINISTRATOR);
  const advice = strip(page).getByRole('listitem').filter({ hasText: 'Advice' });
  await expect(advice.getByRole('link')).toHaveCount(0);
  await expect(advice).not.toContainText('your advisor, Monday to Friday');
  await expect(advice).toContainText(/no advisor/i);
});

test('nobody named: the phone page says so in the place of the list', async ({ page }) => {
  await signInByTyping(page, FIRST_ADMINISTRATOR);
  await toPhonePage(page);
  await expect(page.getByRole('heading', { name: 'Who of your representatives can be reached' })).toBeVisible();
  await expect(main(page)).toContainText('Expert to Expert is for the two to six named representatives');
  await expect(main(page)).toContainText(/(nobody|no representative|none) (is|was|has been) named/i);
});

// The last one: afterwards there is a case.
test('a Priority 1 is opened for a unit that nobody registered', async ({ page }) => {
  await signInByTyping(page, FIRST_ADMINISTRATOR);
  await toPhonePage(page);
  await page.getByRole('searchbox', { name: 'Unit' }).fill('ston1-pe01');
  await expect(page.getByText('No unit of your install base matches')).toBeVisible();
  await page.getByRole('button', { name: /^I can't find it/ }).click();
  await page.getByLabel('Site').fill('Stonehaven, harbour');
  await page.getByLabel('Symptom in one line').fill('First day, and down');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  expect(await theCase(page, 'First day, and down')).toMatchObject({ priority: 1, unlisted: { host_name: 'ston1-pe01' } });
  await page.goto('/');
  await expect(page.getByRole('row').filter({ hasText: 'First day, and down' })).toContainText(/(29|30) min left/);
});

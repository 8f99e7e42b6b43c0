// The own profile: details that follow the person, looks that stay in the browser, sessions that end, another password.

import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { ASSOCIATE, ENGINEER, EXPERT, GUEST, OPERATOR_ENGINEER, VIEWER, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const sessions = (page: Page) => card(page, 'Where you are signed in').getByRole('listitem');
const problem = (page: Page) => main(page).getByRole('alert');
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

async function toProfile(page: Page, name: string) {
  await signIn(page, name, '/profile');
  await expect(heading(page, 'Your profile')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue(name);
}

/** The same person in another browser. */
async function elsewhere(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.browser()!.newPage({ baseURL: (context as any)._options.baseURL });
  await page.goto('/profile');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect(heading(page, 'Your profile')).toBeVisible();
  return page;
}

test('details are kept, and the chosen zone is that of all times', async ({ page }) => {
  await toProfile(page, ENGINEER);
  await expect(page.getByText('times are shown in this browser\'s zone, America/New_York')).toBeVisible();
  // The session began at the start of the test: eleven in New York.
  await expect(sessions(page).first()).toContainText(/1[01]:\d\d GMT-5/);
  await page.getByLabel('Name').fill('Mateus de Figueiredo');
  await page.getByLabel('Telephone').fill('+55 11 5550 0100');
  await page.getByLabel('Time zone').fill('Asia/Tokyo');
  await page.getByLabel('Weeks begin on').selectOption('Sunday');
  await save(page).click();
  await expect(page.getByText('Saved. It holds wherever you sign in.')).toBeVisible();
  await expect(page.getByLabel('Telephone')).toHaveValue('+551155500100');
  await expect(sessions(page).first()).toContainText(/0[01]:\d\d GMT\+9/);
  await expect(page.getByRole('region', { name: 'Who to call' })).toContainText('there');
  await page.reload();
  await expect(page.getByLabel('Name')).toHaveValue('Mateus de Figueiredo');
  await expect(page.getByLabel('Weeks begin on')).toHaveValue('sunday');
  await expect(sessions(page).first()).toContainText('GMT+9');
  await page.getByLabel('Time zone').fill('');
  await save(page).click();
  await expect(sessions(page).first()).toContainText('GMT-5');
});

test('what is wrong is said at its field, and what was typed stays', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toProfile(page, EXPERT);
  await page.getByLabel('Name').fill(' ');
  await page.getByLabel('Telephone').fill('030 5550');
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await save(page).click();
  for (const words of ['Enter your name', 'Begin with + and the country code', 'There is no time zone of this name']) {
    await expect(problem(page)).toContainText(words);
  }
  await problem(page).getByRole('link', { name: /time zone/ }).click();
  await expect(page.getByLabel('Time zone')).toBeFocused();
  await expect(page.getByLabel('Time zone')).toHaveValue('Mars/Olympus');
  await page.reload();
  await expect(page.getByLabel('Name')).toHaveValue(EXPERT);
});

test('two windows: nothing is taken back unseen', async ({ page, context, watch }) => {
  watch.provoke(/status of 412/);
  await toProfile(page, GUEST);
  const other = await context.newPage();
  await other.goto('/profile');
  await expect(other.getByLabel('Name')).toHaveValue(GUEST);
  await page.getByLabel('Telephone').fill('+82 2 5550 0100');
  await save(page).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await other.getByLabel('Weeks begin on').selectOption('Saturday');
  await save(other).click();
  await expect(problem(other)).toContainText('Your details were changed meanwhile');
  await save(other).click();
  await expect(other.getByText('Saved.')).toBeVisible();
  await expect(other.getByLabel('Telephone')).toHaveValue('+82255500100');
});

test('colours and motion hold at once and stay in the browser', async ({ page }) => {
  await toProfile(page, VIEWER);
  await page.getByLabel('Colours').selectOption('Dark');
  await page.getByLabel('Motion').selectOption('Reduced');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(root).toHaveAttribute('data-motion', 'reduce');
  // The account menu shows the same choice.
  await page.getByRole('button', { name: `Account of ${VIEWER}` }).click();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(root).toHaveAttribute('data-motion', 'reduce');
  await expect(page.getByLabel('Motion')).toHaveValue('reduce');
  expect(await save(page).evaluate((button) => getComputedStyle(button).transitionProperty + getComputedStyle(button).transitionDuration)).toMatch(/none|0s/);
  await page.getByLabel('Motion').selectOption('As the system');
  await expect(root).not.toHaveAttribute('data-motion');
});

test('a session is ended from another, and the own one signs out', async ({ page, context }) => {
  await toProfile(page, OPERATOR_ENGINEER);
  const other = await elsewhere(context, OPERATOR_ENGINEER);
  await page.reload();
  await expect(sessions(page)).toHaveCount(2);
  await expect(sessions(page).first()).toContainText('this one');
  await expect(sessions(page).first()).toContainText(/Chrome on \w+/);
  await page.getByRole('button', { name: /^End Chrome/ }).click();
  await expect(sessions(page)).toHaveCount(1);
  await other.reload();
  await expect(heading(other, 'Sign in')).toBeVisible();
  await other.close();
  await page.getByRole('button', { name: /^Sign out here/ }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(page.getByText('nothing happened for a while')).toHaveCount(0);
});

test('another password ends the other sessions, and the old one lets nobody in', async ({ page, context, watch }) => {
  watch.provoke(/status of 422/, /status of 401 .*\/v1\/session$/);
  await toProfile(page, ASSOCIATE);
  const other = await elsewhere(context, ASSOCIATE);
  const change = page.getByRole('button', { name: 'Change password' });
  await change.click();
  await expect(problem(page)).toContainText('Enter your present password');
  await page.getByLabel('Present password').fill('not this one');
  await page.getByLabel('New password').fill('a heron under the weir');
  await change.click();
  await expect(problem(page)).toContainText('This is not your present password');
  await expect(page.getByLabel('New password')).toHaveValue('a heron under the weir');
  await page.getByLabel('Present password').fill('demonstration');
  await change.click();
  await expect(page.getByText('Changed. All your other sessions have ended.')).toBeVisible();
  await expect(page.getByLabel('New password')).toHaveValue('');
  await expect(sessions(page)).toHaveCount(1);
  await other.reload();
  await expect(heading(other, 'Sign in')).toBeVisible();
  await other.close();
  await page.getByRole('button', { name: /^Sign out here/ }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
  for (const [password, title] of [['demonstration', 'Sign in'], ['a heron under the weir', `Hello, ${ASSOCIATE}`]] as const) {
    await page.goto('/');
    await page.getByLabel('E-mail address').fill('leilani.kealoha@example.net');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    if (title === 'Sign in') await expect(problem(page)).toContainText('nobody with this e-mail address and this password');
    await expect(heading(page, title)).toBeVisible();
  }
});

// The app has stopped, or never came: static screens with the phone numbers, which need nothing of the app.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { heading, toPhonePage } from '../support/report';

portalAt(IN_HOURS);

const numbers = (page: Page) => page.getByRole('region', { name: 'Who to call' });

async function expectNumbers(page: Page) {
  await expect(numbers(page).getByRole('link', { name: '+1 202-555-0122' })).toHaveAttribute('href', 'tel:+12025550122');
  await expect(numbers(page).getByRole('link', { name: '+1 202-555-0188' })).toBeVisible();
}

test('after a panic: numbers, what is safe, a report to copy, and a reload that works', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('Typed before the panic');
  await expect(page.getByText(/Kept in this browser/)).toBeVisible();
  await page.evaluate(() => (window as any).portalPanic('src/pages/somewhere.rs:42'));
  await expect(heading(page, 'The portal has stopped')).toBeFocused();
  await expect(page).toHaveTitle(/^The portal has stopped/);
  await expect(page.getByText('Your drafts are kept in this browser')).toBeVisible();
  await expectNumbers(page);
  await page.getByRole('button', { name: 'Copy the report' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('What: src/pages/somewhere.rs:42');
  expect(report).toContain('Page: /report/phone');
  expect(report).not.toContain('Typed before the panic');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed before the panic');
});

for (const [what, pattern] of [['wasm', /\.wasm$/], ['script', /\/[^/]+\.js$/]] as const) {
  test(`the ${what} of this release is gone: one reload, then the screen with the numbers`, async ({ page, watch }) => {
    watch.provoke(/./);
    let loads = 0;
    await page.route('**/sign-in', (route) => {
      loads += 1;
      return route.continue();
    });
    await page.route(pattern, (route) => route.fulfill({ status: 404, contentType: 'application/json', body: '{}' }));
    await page.goto('/sign-in');
    await expect(heading(page, 'The portal could not load')).toBeFocused();
    expect(loads).toBe(2);
    await expectNumbers(page);
    await page.unroute(pattern);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(heading(page, 'Sign in')).toBeVisible();
  });
}

test('a new release while the old page is open: one reload mends it', async ({ page, watch }) => {
  watch.provoke(/./);
  let missing = 1;
  await page.route(/\.wasm$/, (route) => (missing-- > 0 ? route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }) : route.continue()));
  await page.goto('/sign-in');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(heading(page, 'The portal could not load')).toBeHidden();
});

test('missing files are 404, never the page', async ({ page, watch }) => {
  watch.provoke(/status of 404/);
  await page.goto('/sign-in');
  const types = await page.evaluate(async () =>
    Promise.all(['/portal-0000000000000000.js', '/portal-0000000000000000_bg.wasm', '/style-0000000000000000.css', '/v1/nothing'].map(async (path) => {
      const answer = await fetch(path);
      return [answer.status, (answer.headers.get('content-type') ?? '').startsWith('text/html')];
    })),
  );
  expect(types).toEqual([[404, false], [404, false], [404, false], [404, false]]);
});

test('while the app is on its way the numbers are there', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((told) => (release = told));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/units', { waitUntil: 'commit' });
  await expect(page.getByText('Loading…')).toBeVisible();
  await expectNumbers(page);
  release();
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what is missing and whom to call', async ({ page, watch }) => {
    watch.provoke(/request failed: csp GET .*\.js$/);
    await page.goto('/');
    await expect(heading(page, 'This portal needs JavaScript')).toBeVisible();
    await expectNumbers(page);
  });
});

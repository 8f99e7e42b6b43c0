// The app has stopped, or never came: static screens with the phone numbers, which need nothing of the app.

import { expect, portalAt, stopApp, test, IN_HOURS, type Locator, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { heading, toPhonePage } from '../support/report';

portalAt(IN_HOURS);

const numbers = (page: Page) => page.getByRole('region', { name: 'Who to call' });

async function expectNumbers(page: Page) {
  await expect(numbers(page).getByRole('link', { name: '+1 202-555-0122' })).toHaveAttribute('href', 'tel:+12025550122');
  await expect(numbers(page).getByRole('link', { name: '+1 202-555-0188' })).toBeVisible();
}

/** The screen that needs nothing of the app, with a report that says what happened and nothing that was typed. */
async function expectStopped(page: Page, what: RegExp) {
  await expect(heading(page, 'The portal has stopped')).toBeFocused();
  await expect(page).toHaveTitle(/^The portal has stopped/);
  await expect(page.getByText('Your drafts are kept in this browser')).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
  await expectNumbers(page);
  await page.getByText('The report', { exact: true }).click();
  const report = await page.getByText(/^What: /).innerText();
  expect(report).toMatch(what);
  expect(report).toContain('Page: /report/phone');
  expect(report).not.toContain('Typed before');
}

test('after a panic: numbers, what is safe, a report to copy, and a reload that works', async ({ page, context, watch }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('Typed before the panic');
  await expect(page.getByText(/Kept in this browser/)).toBeVisible();
  await stopApp(page, watch);
  await expect(heading(page, 'The portal has stopped')).toBeFocused();
  await expect(page).toHaveTitle(/^The portal has stopped/);
  await expect(page.getByText('Your drafts are kept in this browser')).toBeVisible();
  await expectNumbers(page);
  await page.getByRole('button', { name: 'Copy the report' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^What: .*stopped by the test$/m);
  expect(report).toContain('Page: /report/phone');
  expect(report).not.toContain('Typed before the panic');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed before the panic');
});

/** Whatever the app asks of the document from now on is refused, as an extension of the browser might spoil it. What is pressed
 * is pressed at once: in between, a timer of the app might be what runs into it. */
async function spoilDocument(pressed: Locator) {
  await pressed.evaluate((element: HTMLElement) => {
    const refuse = () => {
      throw new DOMException('refused by the test');
    };
    Document.prototype.createElement = refuse;
    Node.prototype.cloneNode = refuse;
    element.click();
  });
}

const PANICKED = /^page error: unreachable$/;
/** The functions that it was in; what they are called the app does not know, `cargo xtask function` does. */
const PLACES = /^Where: portal-[0-9a-f]{16}_bg\.wasm \d+( \d+)*$/m;

test('a real panic: the document refuses what the app asks of it', async ({ page, watch }) => {
  watch.provoke(PANICKED);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('Typed before the real panic');
  await expect(page.getByText(/Kept in this browser/)).toBeVisible();
  const unit = page.getByRole('searchbox', { name: 'Unit' });
  await unit.focus();
  await spoilDocument(unit);
  await page.keyboard.type('fra1');
  await expectStopped(page, PLACES);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed before the real panic');
});

test('a real panic on the way to another page: the title goes on saying that the portal has stopped', async ({ page, watch }) => {
  watch.provoke(PANICKED);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await spoilDocument(page.getByRole('link', { name: 'Units', exact: true }));
  await expect(heading(page, 'The portal has stopped')).toBeFocused();
  await expect(page).toHaveURL(/\/units$/);
  await expect(page).toHaveTitle(/^The portal has stopped/);
});

test('a real trap: the memory of the app is spoilt', async ({ page, watch }) => {
  // Timers go on, and each of them runs into the same.
  watch.provoke(/^page error: /, /^console error: RuntimeError: /);
  await page.addInitScript(() => {
    const start = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      const started = await start(...given);
      // The second file has none of its own.
      (window as any).testMemory ??= started.instance.exports.memory;
      return started;
    };
  });
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('Typed before the trap');
  await expect(page.getByText(/Kept in this browser/)).toBeVisible();
  // Every pointer and every function of the app now leads nowhere.
  await page.evaluate(() => new Uint8Array((window as any).testMemory.buffer).fill(0xff));
  await page.getByLabel('Symptom in one line').press('x');
  await expectStopped(page, PLACES);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed before the trap');
});

test('offline before the app has come: said so, and it loads by itself once there is a connection', async ({ page, context, watch }) => {
  watch.provoke(/ERR_INTERNET_DISCONNECTED/, /^console (error|warning): /, /^page error: /);
  await page.route(/\.wasm$/, async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await page.goto('/sign-in');
  await expect(heading(page, 'You are offline')).toBeFocused();
  await expect(page).toHaveTitle(/^You are offline/);
  await expect(page.getByText('This device has no connection, so the portal cannot load.')).toBeVisible();
  await expect(page.getByText('A part of the portal could not be loaded')).toBeHidden();
  await expectNumbers(page);
  await page.unroute(/\.wasm$/);
  await context.setOffline(false);
  await expect(heading(page, 'Sign in')).toBeVisible();
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

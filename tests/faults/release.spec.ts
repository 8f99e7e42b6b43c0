// A new release is installed while people work: two builds behind a proxy, the old page with the new files and the reverse.

import { expect, portalFrom, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { heading, toPhonePage } from '../support/report';
import { anotherBuild } from '../support/builds.mjs';
import { proxy } from '../support/proxy.mjs';
import { serve } from '../support/server.mjs';

type Stage = { before: string; after: string; build: Awaited<ReturnType<typeof anotherBuild>>; door: Awaited<ReturnType<typeof proxy>> };
let stage: Stage;

portalFrom(async () => {
  const build = await anotherBuild();
  const [before, after] = [await serve(IN_HOURS), await serve(IN_HOURS, build.folder)];
  const door = await proxy({ pages: before.url, files: before.url, api: before.url });
  stage = { before: before.url, after: after.url, build, door };
  const stop = async () => {
    await door.stop();
    await Promise.all([before.stop(), after.stop()]);
    await build.remove();
  };
  return { ...before, url: door.url, stop };
});

test.beforeEach(() => {
  Object.assign(stage.door.ask, { pages: stage.before, files: stage.before });
  stage.door.asked.length = 0;
});

const install = (parts: { pages?: 'after'; files?: 'after' }) => {
  if (parts.pages) stage.door.ask.pages = stage.after;
  if (parts.files) stage.door.ask.files = stage.after;
};
const wasmOf = (page: Page) => page.locator('link[rel=preload][type="application/wasm"]').getAttribute('href');
const loads = (path: string) => stage.door.asked.filter((asked) => asked === path).length;

/** A page of the old release with something typed into it. */
async function typed(page: Page, symptom: string) {
  const second = page.waitForResponse('**/*_second.wasm');
  await signIn(page, SENIOR);
  await second;
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill(symptom);
  await expect(page.getByText(/Kept in this browser/)).toBeVisible();
}

test('installed while a page is open: the page goes on, and a reload brings the new release with what was typed', async ({ page }) => {
  await typed(page, 'Typed in the old release');
  const old = await wasmOf(page);
  install({ pages: 'after', files: 'after' });
  await page.getByRole('link', { name: 'Units', exact: true }).click();
  await expect(heading(page, 'Units')).toBeVisible();
  await page.goBack();
  await page.reload();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed in the old release');
  expect(await wasmOf(page)).not.toBe(old);
});

test('an old page whose files are gone: one reload by itself brings the new release, with what was typed', async ({ page, watch }) => {
  watch.provoke(/status of 404/, /portal-[0-9a-f]+(_bg\.wasm|\.js)/, /preload/);
  await typed(page, 'Typed before the files went');
  install({ files: 'after' });
  stage.door.asked.length = 0;
  // The proxy hands out the old page once more, then notices.
  await page.route('**/report/phone*', (route) => (loads('/report/phone') === 0 ? route.continue() : (install({ pages: 'after' }), route.continue())));
  // Nothing of the old release is left in the browser's cache, as on a second device.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await page.reload();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed before the files went');
  expect(loads('/report/phone')).toBe(2);
});

test('a new page whose files have not come yet: one reload, then the numbers; later all is there', async ({ page, watch }) => {
  watch.provoke(/status of 404/, /portal-[0-9a-f]+(_bg\.wasm|\.js)/, /preload/);
  await typed(page, 'Typed before the release');
  install({ pages: 'after' });
  stage.door.asked.length = 0;
  await page.reload();
  await expect(heading(page, 'The portal could not load')).toBeFocused();
  expect(loads('/report/phone')).toBe(2);
  await expect(page.getByRole('link', { name: '+1 202-555-0122' })).toBeVisible();
  install({ files: 'after' });
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Typed before the release');
});

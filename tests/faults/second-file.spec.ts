// The second file of the app, with the pages that nobody needs in the first second: late, cut off, or of a release that is gone.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { heading } from '../support/report';

portalAt(IN_HOURS);

const SECOND = '**/*_second.wasm';
const people = (page: Page) => heading(page, 'People');

test('the first page stands without it, and a page of it as soon as it is here', async ({ page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route(SECOND, async (route) => { await held; await route.continue(); });
  await signIn(page, SENIOR);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Report a fault' }).click();
  await expect(heading(page, 'Is service down now?')).toBeVisible();
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByText('Loading…')).toBeAttached();
  letGo();
  await expect(people(page)).toBeVisible();
});

test('cut off: what happened and what to do, and another try brings the page', async ({ page, watch }) => {
  watch.provoke(/ERR_FAILED/);
  await page.route(SECOND, (route) => route.abort());
  await signIn(page, SENIOR);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  const failure = page.getByRole('alert');
  await expect(failure).toContainText('We could not load this page');
  await expect(failure).toContainText('There was no answer from the server');
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link').first()).toBeVisible();
  await page.unroute(SECOND);
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(people(page)).toBeVisible();
});

test('gone with its release: the newer one is loaded, with the page that was wanted', async ({ page, watch }) => {
  watch.provoke(/status of 404 .*_second\.wasm/);
  let release = 'old';
  await page.route(SECOND, (route) => (release === 'old' ? route.fulfill({ status: 404, body: 'gone' }) : route.continue()));
  const asked = page.waitForRequest(SECOND);
  await signIn(page, SENIOR);
  await asked;
  await expect(page.getByRole('alert')).toHaveCount(0);
  page.on('domcontentloaded', () => { release = 'new'; });
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(people(page)).toBeVisible();
  expect(release).toBe('new');
});

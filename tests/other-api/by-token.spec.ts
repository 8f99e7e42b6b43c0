// An API that wants a bearer token: what a link, or a picture, leads to is got with it. The reference app and its API, behind a
// front that knows tokens only.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, portalFrom, test, IN_HOURS, type Page } from '../support/portal';
import { typeThere } from '../support/other';
import { byToken, client, PASSWORD } from '../support/fronts.mjs';
import { pass } from '../support/clock';
import { chosen, field, files, onTheirWay, sha256 } from '../support/files';
import { heading, main } from '../support/report';
import { serve } from '../support/server.mjs';

const SENIOR = 'ximena.barragan@example.net';

test.describe('files with a token', () => {
  let front: Awaited<ReturnType<typeof byToken>>;
  let own: Awaited<ReturnType<typeof client>>;
  portalFrom(async () => {
    const behind = await serve(IN_HOURS);
    own = await client(behind.url, SENIOR);
    return (front = await byToken(behind));
  });

  async function signIn(page: Page, address: string) {
    await page.goto(address);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await typeThere(page, { name: '', mail: SENIOR }, PASSWORD);
    await expect(heading(page)).not.toHaveText('Sign in');
  }

  async function saved(page: Page, press: () => Promise<void>) {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  const status = (page: Page) => page.getByRole('status').filter({ hasText: 'The file is in your downloads' });

  test('the list as CSV and as JSON is what the API gives, under its name', async ({ page }) => {
    await signIn(page, '/units?q=nyc1');
    for (const [format, words] of [['csv', 'Save the list as CSV'], ['json', 'Save the list as JSON']]) {
      const file = await saved(page, () => main(page).getByRole('link', { name: words }).click());
      expect(file.name).toBe(`units.${format}`);
      const given = Buffer.from(await (await own(`/v1/units/export?q=nyc1&format=${format}`)).arrayBuffer());
      expect(given.length).toBeGreaterThan(500);
      expect(file.bytes.equals(given)).toBe(true);
      await expect(main(page).getByText('The file is in your downloads').first()).toBeVisible();
      await expect(status(page)).toHaveCount(1);
    }
    const exports = front.asked.filter(({ path }) => path === '/v1/units/export');
    expect(exports.map(({ headers }) => [/^Bearer \S+$/.test(headers.authorization ?? ''), 'cookie' in headers && /portal/.test(headers.cookie!)])).toEqual([[true, false], [true, false]]);
  });

  test('a file of a case, sent and got, byte for byte and under its name', async ({ page }) => {
    const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis: 'By token', description: 'By token', software_version: '23.4R2' };
    const made = await own('/v1/cases', { method: 'POST', body: JSON.stringify(report), headers: { 'Idempotency-Key': 'by-token' } });
    const { number } = await made.json();
    await signIn(page, `/cases/${number}`);
    const core = chosen('Störung core.rpd.0.gz', 3_000_000);
    await field(page).setInputFiles([core]);
    await expect(onTheirWay(page).filter({ hasText: core.name })).toContainText(`sent This browser and the server took the same SHA-256 of it: ${sha256(core)}`);
    const link = files(page).getByRole('link', { name: core.name, exact: true });
    const file = await saved(page, () => link.click());
    expect(file.name).toBe(core.name);
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(sha256(core));
  });

  test('the calendar file of a meeting', async ({ page }) => {
    await signIn(page, '/advisor');
    const link = main(page).getByRole('link', { name: 'Calendar file' }).first();
    const path = new URL((await link.getAttribute('href'))!, front.url).pathname;
    const file = await saved(page, () => link.click());
    expect(file.name).toBe('meeting.ics');
    expect(file.bytes.toString()).toBe(await (await own(path)).text());
    expect(file.bytes.toString()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  });

  test('the code on a label is there', async ({ page }) => {
    await signIn(page, '/units?q=nyc1');
    await main(page).getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('link', { name: 'Label' }).click();
    const code = page.getByRole('img', { name: 'QR code of the address of this unit' });
    await expect(code).toBeVisible();
    await expect.poll(() => code.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(20);
  });

  test('what does not come is said, and the next press gets it', async ({ page, watch }) => {
    watch.provoke(/status of 503 .*\/v1\/units\/export/);
    await signIn(page, '/units?q=nyc1');
    const problem = { type: 'about:blank', title: 'Busy', status: 503, detail: 'The disk is being mended.', instance: 'request-9' };
    await page.route('**/v1/units/export?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }), { times: 1 });
    const link = main(page).getByRole('link', { name: 'Save the list as CSV' });
    await link.click();
    await expect(main(page).getByText('The disk is being mended. Request request-9. Press again.')).toBeVisible();
    expect((await saved(page, () => link.click())).bytes.length).toBeGreaterThan(500);
    // Something else in the place of the file is not handed over as the file.
    await page.route('**/v1/units/export?*', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to the lounge</h1>' }), { times: 1 });
    await link.click();
    await expect(main(page).getByText('Something other than the portal’s server answered').or(main(page).getByText(/Something other than the portal's server answered/))).toBeVisible();
  });

  test('one that is stopped is not saved, and one that stands still for a minute is given up; the next press gets it', async ({ page }) => {
    await page.clock.install();
    await signIn(page, '/units?q=nyc1');
    const link = main(page).getByRole('link', { name: 'Save the list as CSV' });
    const stop = main(page).getByRole('button', { name: /^Stop ?: ?units\.csv$/ });
    const begun: string[] = [];
    const end = () => page.unroute('**/v1/units/export?*');
    await page.route('**/v1/units/export?*', (route) => void begun.push(route.request().url()));
    await link.click();
    await expect(main(page).getByText('It is on its way.')).toBeVisible();
    await link.click();
    await stop.click();
    await expect(main(page).getByText('Stopped. Nothing was saved.')).toBeVisible();
    await expect(stop).toHaveCount(0);
    expect(begun).toHaveLength(1);
    await link.click();
    await expect.poll(() => begun.length).toBe(2);
    // A page that stood still itself, as in a sleeping computer, says nothing of the line.
    await page.clock.fastForward(600_000);
    await pass(page, 45);
    await expect(stop).toBeVisible();
    await pass(page, 25);
    await expect(main(page).getByText('Nothing more came, so it was given up. Nothing was saved. Press again.')).toBeVisible();
    await expect(stop).toHaveCount(0);
    await end();
    expect((await saved(page, () => link.click())).bytes.length).toBeGreaterThan(500);
  });

  test('one that is on its way is still known when its page is left and opened again, and ends with signing out', async ({ page }) => {
    await signIn(page, '/units?q=nyc1');
    const link = main(page).getByRole('link', { name: 'Save the list as CSV' });
    const stop = main(page).getByRole('button', { name: /^Stop ?: ?units\.csv$/ });
    const held: (() => Promise<void>)[] = [];
    await page.route('**/v1/units/export?*', (route) => void held.push(() => route.fallback()));
    await link.click();
    await expect(stop).toBeVisible();
    const elsewhere = async () => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases', exact: true }).click();
      await expect(heading(page, 'Cases')).toBeVisible();
    };
    await elsewhere();
    await page.goBack();
    await expect(stop).toBeVisible();
    await link.click();
    expect(held).toHaveLength(1);
    // What comes while nobody looks at its page is saved all the same.
    await elsewhere();
    const [file] = await Promise.all([page.waitForEvent('download'), held[0]()]);
    expect(file.suggestedFilename()).toBe('units.csv');
    await expect(status(page)).toHaveCount(1);
    await page.goBack();
    await expect(main(page).getByText('The file is in your downloads')).toBeVisible();
    await link.click();
    await expect(stop).toBeVisible();
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/v1/units/export'));
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await ended;
  });

  test('a label whose code does not come says why', async ({ page, watch }) => {
    watch.provoke(/status of 503 .*\/label/);
    await signIn(page, '/units?q=nyc1');
    await main(page).getByRole('row').nth(1).getByRole('link').click();
    const problem = { type: 'about:blank', title: 'Busy', status: 503, detail: 'The disk is being mended.', instance: 'request-9' };
    await page.route('**/v1/units/*/label*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }));
    await page.getByRole('link', { name: 'Label' }).click();
    await expect(main(page).getByText('The QR code did not come')).toContainText('The disk is being mended. Request request-9.');
  });

  test('a token that has run out is told there as everywhere', async ({ page, watch }) => {
    watch.provoke(/status of 401 .*\/v1\/units\/export/);
    await signIn(page, '/units?q=nyc1');
    await page.route('**/v1/units/export?*', async (route) => route.fulfill({ response: await route.fetch({ headers: {} }) }), { times: 1 });
    await main(page).getByRole('link', { name: 'Save the list as CSV' }).click();
    await expect(page.getByText('You were signed out')).toBeVisible();
  });

  test('webinars with their films are not offered', async ({ page }) => {
    await signIn(page, '/');
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webinars', includeHidden: true })).toHaveCount(0);
  });
});

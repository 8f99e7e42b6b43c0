// The API on another origin than the pages, with a cookie of its own: what docs/adopt.md asks of it is enough. And an API that says
// nothing about itself: what the settings say for it decides.

import { readFileSync } from 'node:fs';
import { expect, portalFrom, test, IN_HOURS, type Page } from '../support/portal';
import { apart, client, PASSWORD } from '../support/fronts.mjs';
import { chosen, field, onTheirWay, sha256 } from '../support/files';
import { SENIOR, pressPerson, signInByTyping } from '../support/people';
import { fillIn, heading, main, openTheCase, opened, toWizard, unsent } from '../support/report';
import { serve } from '../support/server.mjs';

const EMAIL = 'ximena.barragan@example.net';
type Client = Awaited<ReturnType<typeof client>>;
type Front = Awaited<ReturnType<typeof apart>>;

test.use({ ignoreHTTPSErrors: true });

test.describe('an API on another origin', () => {
  let front: Front;
  let own: Client;
  portalFrom(async () => {
    const behind = await serve(IN_HOURS);
    own = await client(behind.url, EMAIL);
    return (front = await apart(behind));
  });

  async function signIn(page: Page, address = '/') {
    await page.goto(address);
    await pressPerson(page, SENIOR);
    await expect(heading(page)).not.toHaveText('Sign in');
  }

  test('signing in, the list, a case, a file of it, and all of it with the cookie of that origin', async ({ page }) => {
    await signIn(page, '/units?q=nyc1');
    await expect(main(page).getByRole('row').nth(1)).toContainText('nyc1');
    await page.goto('/');
    await fillIn(page, { unit: 'scl1-pe01', symptom: 'From another origin', priority: 3 });
    await openTheCase(page).click();
    const number = await opened(page);
    expect((await (await own(`/v1/cases/${number}`)).json()).synopsis).toBe('From another origin');
    const log = chosen('messages.log', 200_000);
    await field(page).setInputFiles([log]);
    await expect(onTheirWay(page)).toContainText(`sent This browser and the server took the same SHA-256 of it: ${sha256(log)}`);
    const link = main(page).getByRole('link', { name: log.name, exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(log.name);
    expect(readFileSync(await download.path()).equals(log.buffer)).toBe(true);
    // Nothing of it went to the origin of the pages.
    expect(front.asked.some(({ path }) => path === '/v1/cases')).toBe(true);
    expect(new URL(front.api).origin).not.toBe(new URL(front.url).origin);
    expect(front.asked.filter(({ method, path, headers }) => method === 'POST' && path === '/v1/cases' && !headers.cookie)).toEqual([]);
  });

  test('what was typed when the page was left goes there the next time', async ({ page }) => {
    await signIn(page);
    await toWizard(page);
    await page.getByLabel('Symptom in one line').fill('Left in the middle');
    await page.goto('about:blank');
    await page.goto('/');
    await expect(unsent(page, 'Left in the middle')).toBeVisible();
    await expect.poll(async () => JSON.stringify(await (await own('/v1/drafts')).json())).toContain('Left in the middle');
    const put = front.asked.filter(({ method, path }) => method === 'PUT' && path.startsWith('/v1/drafts/'));
    expect(put.length).toBeGreaterThan(0);
    expect(put.filter(({ headers }) => !headers.cookie)).toEqual([]);
  });

  test('the code on a label is there', async ({ page }) => {
    await signIn(page, '/units?q=nyc1');
    await main(page).getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('link', { name: 'Label' }).click();
    const code = page.getByRole('img', { name: 'QR code of the address of this unit' });
    await expect.poll(() => code.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(20);
  });
});

test.describe('films of another origin', () => {
  let front: Front;
  portalFrom(async () => (front = await apart(await serve(IN_HOURS), { films: true })));

  test('it plays, and where the page was left goes there with the cookie', async ({ page }) => {
    await page.goto('/webinars/webinar-release-management');
    await pressPerson(page, SENIOR);
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
    await page.getByRole('slider', { name: 'Place in the recording' }).fill('20');
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(21);
    const kept = () => front.asked.filter(({ method, path }) => method === 'PUT' && path.endsWith('/position'));
    const before = kept().length;
    await page.goto('about:blank');
    await expect.poll(() => kept().length).toBeGreaterThan(before);
    const last = kept().at(-1)!;
    expect(last.headers.cookie).toMatch(/=/);
    await expect.poll(() => [200, 204].includes(last.status)).toBe(true);
  });
});

test.describe('an API without a description of itself', () => {
  let own: Client;
  portalFrom(async () => {
    const behind = await serve(IN_HOURS);
    own = await client(behind.url, EMAIL);
    const service = ({ targets, priorities, countries, ask_again_after_minutes }: any) => ({ service: { targets, priorities, countries, ask_again_after_minutes } });
    return apart(behind, { lacks: ['/v1/meta'], more: service });
  });

  test('cover and targets are decided from the settings', async ({ page, watch }) => {
    watch.provoke(/status of 404 .*\/v1\/meta$/);
    await signInByTyping(page, { name: SENIOR, email: EMAIL, password: PASSWORD });
    await expect(page.getByRole('status').filter({ hasText: /what the service promises/i })).toHaveCount(0);
    await page.goto('/units?q=scl1-pe01');
    const unit = (await (await own('/v1/units?q=scl1-pe01')).json()).items[0];
    expect(unit.cover.answer).toBe('advanced_care_plus');
    await expect(main(page).getByRole('row').nth(1)).toContainText('Advanced Care Plus');
    await page.goto('/');
    await fillIn(page, { unit: 'scl1-pe01', symptom: 'Targets of the settings', priority: 3 });
    await expect(main(page).getByText(/4 hours/).first()).toBeVisible();
    await openTheCase(page).click();
    const number = await opened(page);
    await expect(page.getByRole('region', { name: 'First response' })).toBeVisible();
    expect((await (await own(`/v1/cases/${number}`)).json()).target.minutes).toBe(240);
  });
});

test.describe('neither the API nor the settings say what decides', () => {
  portalFrom(async () => apart(await serve(IN_HOURS), { lacks: ['/v1/meta'] }));

  test('that is said, and no cover is shown', async ({ page, watch }) => {
    watch.provoke(/status of 404 .*\/v1\/meta$/);
    await signInByTyping(page, { name: SENIOR, email: EMAIL, password: PASSWORD });
    const said = page.getByRole('status').filter({ hasText: 'This portal is not told what the service promises.' });
    await expect(said).toBeVisible();
    // It will not be told however often it asks.
    await expect(said.getByRole('button')).toHaveCount(0);
    await page.goto('/units?q=scl1-pe01');
    await expect(main(page).getByRole('row').nth(1)).toContainText('scl1-pe01');
    await expect(main(page).getByRole('row').nth(1)).not.toContainText('Advanced Care Plus');
  });
});

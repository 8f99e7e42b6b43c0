// How long anybody waits: a call that nobody answers ends after ten seconds of reading and thirty of writing, and what may be
// repeated is repeated after the pauses that were meant. The page's clock stands still and is moved by hand, so that a machine
// that is busy changes nothing.

import { brokenPortalAt, expect, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { cases } from '../support/api';
import { fillIn, heading, main, opened, openTheCase } from '../support/report';

const { proxy } = brokenPortalAt(IN_HOURS);

/** A little less than what is asserted, and the rest of it. */
const LITTLE = 20;

/** From now on the page's time moves only by `runFor`. */
async function stopTime(page: Page) {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
}

/** The requests of a path that the page gave up. */
function givenUp(page: Page, method: string, path: string): string[] {
  const all: string[] = [];
  page.on('requestfailed', (request) => {
    if (request.method() === method && new URL(request.url()).pathname === path) all.push(request.failure()!.errorText);
  });
  return all;
}

/** Notes for how long the page waits from now on; `chance` is what it draws. */
async function noteWaits(page: Page, chance: number) {
  await page.evaluate((chance) => {
    const set = window.setTimeout;
    const waits: unknown[] = [];
    Object.assign(window, { waits, setTimeout: (...all: Parameters<typeof set>) => (waits.push(all[1]), set(...all)) });
    Math.random = () => chance;
  }, chance);
}

/** The page has begun to wait. */
async function waits(page: Page, milliseconds: number) {
  await expect.poll(() => page.evaluate(() => (window as unknown as { waits: number[] }).waits)).toContain(milliseconds);
}

/** How many requests have met a fault. */
const broken = async () => (await proxy().hits()).length;
const units = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units', exact: true });
/** A page that asks for one thing only. */
const toService = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'The service', exact: true }).click();

test('silence while reading: it loads for ten seconds, and not longer', async ({ page }) => {
  await signIn(page, SENIOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  // What the first screen asks for would be given up with it.
  await expect(main(page).getByRole('status').filter({ hasText: 'Loading…' })).toHaveCount(0);
  const ended = givenUp(page, 'GET', '/v1/units');
  await stopTime(page);
  await proxy().set({ path: '/v1/units', fault: { kind: 'hang' } });
  await units(page).click();
  await expect(heading(page, 'Units')).toBeVisible();
  await expect.poll(broken).toBeGreaterThan(0);
  const loading = main(page).getByRole('status').filter({ hasText: 'Loading…' });
  await page.clock.runFor(10_000 - LITTLE);
  await expect(loading).toBeVisible();
  expect(ended).toEqual([]);
  await page.clock.runFor(2 * LITTLE);
  await expect(page.getByRole('alert').filter({ hasText: 'We could not load your units' })).toContainText('The server did not answer in time.');
  await expect(loading).toHaveCount(0);
  // The request itself is ended, and none takes its place: whoever has waited so long is asked.
  expect(ended).toContain('net::ERR_ABORTED');
  const asked = await broken();
  await page.clock.runFor(5_000);
  expect(await broken()).toBe(asked);
});

test('silence while sending: it is tried for thirty seconds, and not longer', async ({ page }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Thirty seconds of silence', priority: 3 });
  const ended = givenUp(page, 'POST', '/v1/cases');
  await stopTime(page);
  await proxy().set({ method: 'POST', path: '/v1/cases', fault: { kind: 'hang' } });
  await openTheCase(page).click();
  await expect.poll(broken).toBe(1);
  const said = page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
  await page.clock.runFor(30_000 - LITTLE);
  await expect(openTheCase(page)).toHaveAttribute('aria-busy', 'true');
  await expect(said).toHaveCount(0);
  expect(ended).toEqual([]);
  await page.clock.runFor(2 * LITTLE);
  await expect(said).toContainText('however often you do, it makes one case');
  await expect(openTheCase(page)).not.toHaveAttribute('aria-busy', 'true');
  expect(ended).toEqual(['net::ERR_ABORTED']);
  await page.clock.runFor(5_000);
  expect(await broken()).toBe(1);
  await page.clock.resume();
  await proxy().set();
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'Thirty seconds of silence')).toHaveLength(1);
});

// 300 ms, then 900 ms, and up to half as much again, so that many tabs do not knock together.
for (const [how, chance, pauses] of [['the shortest', 0, [300, 900]], ['the longest', 1 - 1e-9, [449, 1349]]] as const) {
  test(`a gateway is out: tried three times, after ${how} pauses`, async ({ page, watch }) => {
    watch.provoke(/status of 502/);
    await signIn(page, SENIOR);
    await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
    await noteWaits(page, chance);
    await stopTime(page);
    await proxy().set({ path: '/service.json', fault: { kind: 'status', code: 502 } });
    await toService(page);
    const said = page.getByRole('alert').filter({ hasText: 'We could not load the service description' });
    for (const [tried, pause] of pauses.entries()) {
      await waits(page, pause);
      await page.clock.runFor(pause - LITTLE);
      expect(await broken()).toBe(tried + 1);
      await page.clock.runFor(2 * LITTLE);
      await expect.poll(broken).toBe(tried + 2);
      if (tried === 0) await expect(said).toHaveCount(0);
    }
    await expect(said).toContainText('(status 502)');
    await page.clock.runFor(10_000);
    expect(await broken()).toBe(3);
  });
}

test('a gateway asks for two seconds: they are kept to, and nobody is told', async ({ page, watch }) => {
  watch.provoke(/status of 503/);
  await signIn(page, SENIOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  await noteWaits(page, 0);
  await stopTime(page);
  await proxy().set({ path: '/service.json', times: 1, fault: { kind: 'status', code: 503, retry_after: 2 } });
  const sent: string[] = [];
  page.on('request', (request) => void (new URL(request.url()).pathname === '/service.json' && sent.push(request.method())));
  await toService(page);
  await waits(page, 2_000);
  await page.clock.runFor(2_000 - LITTLE);
  expect(sent).toHaveLength(1);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.clock.runFor(2 * LITTLE);
  await expect(main(page).getByRole('heading', { level: 2 }).first()).toBeVisible();
  expect(sent).toHaveLength(2);
});

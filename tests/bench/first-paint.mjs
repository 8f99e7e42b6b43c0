// How soon a first visitor on slow 4G with a slow processor reads something, and sees the app: medians of cold loads of the
// sign-in page. It prints and asserts nothing.

import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS, serve } from '../support/server.mjs';

const LOADS = 5;
const MEGABIT = 1_000_000 / 8;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6 * MEGABIT, uploadThroughput: 0.75 * MEGABIT };
const SLOWER = 4;

const portal = await serve('2026-11-24T16:00:00Z');
const loads = [];
for (let load = 0; load < LOADS; load += 1) loads.push(await coldLoad(portal.url));
await portal.stop();

console.log(`Cold loads of the sign-in page, slow 4G (1.6 Mbit/s, 150 ms), CPU ${SLOWER}× slower; medians of ${LOADS}:`);
row('first text (first contentful paint)', 'goal 0.7 s', loads.map((load) => load.text));
row('first paint of the app', 'goal 1.8 s', loads.map((load) => load.app));
console.log(`  ${'transferred'.padEnd(38)} ${(median(loads.map((load) => load.bytes)) / 1000).toFixed(0)} kB`);

function row(name, goal, times) {
  const all = times.map((time) => (time / 1000).toFixed(2)).join(', ');
  console.log(`  ${name.padEnd(38)} ${(median(times) / 1000).toFixed(2)} s (${goal}; ${all})`);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** A new browser each time: nothing cached, nothing compiled. */
async function coldLoad(url) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    let bytes = 0;
    devtools.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
    await page.addInitScript(() => {
      // The frame after the one in which the app's own heading entered the document has painted it.
      const look = () => {
        if (!document.querySelector('#app h1')) return false;
        requestAnimationFrame(() => requestAnimationFrame(() => (window.appPainted = performance.now())));
        return true;
      };
      new MutationObserver((_, observer) => look() && observer.disconnect()).observe(document, { childList: true, subtree: true });
    });
    // A visitor's browser has long been started; a new one is busy with itself for a while.
    await page.waitForTimeout(2000);
    await page.goto(`${url}/sign-in`, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.appPainted !== undefined && performance.getEntriesByName('first-contentful-paint').length > 0, null, { timeout: 60_000 });
    const [text, app] = await page.evaluate(() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.appPainted]);
    return { text, app, bytes };
  } finally {
    await browser.close();
  }
}

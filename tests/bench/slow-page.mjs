// A page on a slow processor, and what is measured on it: from a press to the next paint, as the browser itself measures it
// (Event Timing), and the longest task. Shared by the benches of single pages.

import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/server.mjs';

/** By how much the processor is slowed down. */
export const SLOWER = 4;
/** Enough for a median that one busy moment does not move. */
export const TIMES = 7;
/** A little more than between two looks of a page at the server. */
const POLL = 31_000;

export function chromiumToMeasure() {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
}

/** The first screen of somebody who has signed in, with the server's time; it is as fast as the machine until `slowDown`. */
export async function signedIn(browser, portal, person) {
  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 1440, height: 900 } });
  await context.clock.install({ time: await portal.now() });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.timed = [];
    window.tasks = [];
    const note = (list, into) => into.push(...list.getEntries());
    new PerformanceObserver((list) => note(list, window.timed)).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver((list) => note(list, window.tasks)).observe({ type: 'longtask' });
  });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: person }).click();
  await page.getByRole('heading', { level: 1 }).and(page.locator(':not(:text-is("Sign in"))')).waitFor();
  return page;
}

/** From now on; what came last and what is under way has come to rest. */
export async function slowDown(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await rest();
}

/** Real time: the page's own clock is the test's. */
export function rest() {
  return new Promise((wake) => setTimeout(wake, 1000));
}

/**
 * Of a press and a second from then on: `paint`, its longest interaction until the paint after it, below 16 ms the browser tells
 * nothing; `task`, the longest task, of the press or of the answer that it brought, from 50 ms on.
 */
export async function measured(page, press) {
  await page.evaluate(() => (window.timed.length = window.tasks.length = 0));
  await press();
  await rest();
  return page.evaluate(() => {
    const longest = (all) => Math.max(0, ...all.map((one) => one.duration));
    return { paint: longest(window.timed.filter((event) => event.interactionId > 0)), task: longest(window.tasks) };
  });
}

/** The longest task of the next look at the server. */
export async function polled(page) {
  const task = () => measured(page, () => page.clock.fastForward(POLL)).then((all) => all.task);
  return Math.max(await task(), await measured(page, rest).then((all) => all.task));
}

/** Prints a line; gives the median. */
export function row(name, all) {
  const middle = [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
  console.log(`  ${name.padEnd(46)} ${middle.toFixed(0)} ms (${all.map((ms) => ms.toFixed(0)).join(', ')})`);
  return middle;
}

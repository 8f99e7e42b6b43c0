// How quick the page of a case with a timeline of 2,000 entries stays on a slow processor: from a press to the next paint, as
// the browser itself measures it (Event Timing), and the longest task when a poll brings one entry more. Medians; it prints
// and asserts nothing.

import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS, serve } from '../support/server.mjs';

const ENGINEER = /Mateus Figueiredo/;
const ENTRIES = 2000;
const SLOWER = 4;
const TIMES = 7;
const POLL = 31_000;

const portal = await serve('2026-11-24T16:00:00Z');
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
try {
  const { page, number, more } = await opened();
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What happened so far' }) });
  const presses = {
    'narrow to one kind': async () => card.getByRole('button', { name: /^Comments and calls/ }).click(),
    'back to all': async () => card.getByRole('button', { name: /^All/ }).click(),
    'show fifty earlier': async () => card.getByRole('button', { name: /^Show 50 earlier/ }).click(),
    'open “Why this target”': async () => page.getByText('Why this target').click(),
    'type a letter of a comment': async () => page.getByLabel('Your comment').press('a'),
  };
  console.log(`A case with ${ENTRIES} entries (${number}), CPU ${SLOWER}× slower: interaction to next paint, medians of ${TIMES} (goal 100 ms):`);
  const times = Object.fromEntries(Object.keys(presses).map((name) => [name, []]));
  for (let time = 0; time < TIMES; time += 1) {
    for (const [name, press] of Object.entries(presses)) times[name].push(await measured(page, press));
  }
  for (const [name, all] of Object.entries(times)) row(name, all);
  const polls = [];
  for (let time = 0; time < TIMES; time += 1) {
    more();
    polls.push(await longest(page, async () => page.clock.fastForward(POLL)));
  }
  row('longest task of a poll with one entry more', polls);
} finally {
  await browser.close();
  await portal.stop();
}

function row(name, all) {
  const sorted = [...all].sort((a, b) => a - b);
  console.log(`  ${name.padEnd(46)} ${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ms (${all.map((ms) => ms.toFixed(0)).join(', ')})`);
}

/** The page of the case, as slow as it is to be; what came last and what is under way has come to rest. */
async function opened() {
  const context = await browser.newContext({ baseURL: portal.url, viewport: { width: 1440, height: 900 } });
  await context.clock.install({ time: new Date((await (await fetch(`${portal.url}/v1/meta`)).json()).server_now) });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.timed = [];
    window.tasks = [];
    const note = (list, into) => into.push(...list.getEntries());
    new PerformanceObserver((list) => note(list, window.timed)).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver((list) => note(list, window.tasks)).observe({ type: 'longtask' });
  });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: ENGINEER }).click();
  await page.getByRole('heading', { level: 1 }).and(page.locator(':not(:text-is("Sign in"))')).waitFor();
  const number = await page.evaluate(async () => {
    const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis: 'A long story', description: 'Two thousand entries.', software_version: '23.4R2' };
    const headers = { Accept: 'application/json', 'X-Portal': '1', 'Content-Type': 'application/json', 'Idempotency-Key': 'bench' };
    return (await (await fetch('/v1/cases', { method: 'POST', headers, body: JSON.stringify(report) })).json()).number;
  });
  let entries = ENTRIES;
  await page.route(`**/v1/cases/${number}`, async (route) => {
    const answer = await (await route.fetch()).json();
    const begun = Date.parse(answer.created_at);
    const more = Array.from({ length: entries - answer.events.length }, (_, n) => ({
      id: 1_000_000 + n, at: new Date(begun + (n + 1) * 1000).toISOString(), kind: ['comment', 'phone', 'status', 'email'][n % 4], by: n % 3 ? 'engineer' : 'customer',
      name: `Person ${n % 7}`, text: `Entry number ${n + 1}: the line card was reseated, the counters were read again, and nothing was found.`, version: 1,
    }));
    await route.fulfill({ json: { ...answer, events: [...answer.events, ...more] } });
  });
  await page.goto(`/cases/${number}`);
  await page.getByRole('button', { name: /^Show 50 earlier/ }).waitFor();
  await page.getByLabel('Your comment').waitFor();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await rest();
  return { page, number, more: () => (entries += 1) };
}

/** Real time: the page's own clock is the test's. */
function rest() {
  return new Promise((wake) => setTimeout(wake, 1000));
}

/** The longest event of an interaction, from the press to the paint after it; below 16 ms the browser tells nothing. */
async function measured(page, press) {
  await page.evaluate(() => (window.timed.length = 0));
  await press();
  await rest();
  return page.evaluate(() => Math.max(0, ...window.timed.filter((event) => event.interactionId > 0).map((event) => event.duration)));
}

async function longest(page, happen) {
  await page.evaluate(() => (window.tasks.length = 0));
  await happen();
  await rest();
  await rest();
  return page.evaluate(() => Math.max(0, ...window.tasks.map((task) => task.duration)));
}

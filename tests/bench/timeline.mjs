// How quick the page of a case with a timeline of 2,000 entries stays on a slow processor: from a press to the next paint, as
// the browser itself measures it (Event Timing), and the longest task when a poll brings one entry more. Medians; it prints
// and asserts nothing.

import { serve } from '../support/server.mjs';
import { SLOWER, TIMES, chromiumToMeasure, measured, polled, row, signedIn, slowDown } from './slow-page.mjs';

const ENGINEER = /Mateus Figueiredo/;
const ENTRIES = 2000;

const portal = await serve('2026-11-24T16:00:00Z');
const browser = await chromiumToMeasure();
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
    for (const [name, press] of Object.entries(presses)) times[name].push((await measured(page, press)).paint);
  }
  for (const [name, all] of Object.entries(times)) row(name, all);
  const polls = [];
  for (let time = 0; time < TIMES; time += 1) {
    more();
    polls.push(await polled(page));
  }
  row('longest task of a poll with one entry more', polls);
} finally {
  await browser.close();
  await portal.stop();
}

/** The page of the case, as slow as it is to be; what came last and what is under way has come to rest. */
async function opened() {
  const page = await signedIn(browser, portal, ENGINEER);
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
  await slowDown(page);
  return { page, number, more: () => (entries += 1) };
}

// How quick the list of cases stays on a slow processor when the account has 10,000 open ones: from a press to the next paint, as
// the browser itself measures it (Event Timing), and the longest tasks of showing the answer and of a poll that brings one case
// more. The cases are stored by the API, one by one. Medians; it prints and asserts nothing.

import { serve } from '../support/server.mjs';
import { SLOWER, TIMES, chromiumToMeasure, measured, polled, rest, row, signedIn, slowDown } from './slow-page.mjs';

const ENGINEER = /Mateus Figueiredo/;
const CASES = 10_000;
const GOAL = 100;

const portal = await serve('2026-11-24T16:00:00Z');
const browser = await chromiumToMeasure();
try {
  const page = await signedIn(browser, portal, ENGINEER);
  await page.evaluate(open, { from: 0, to: CASES });
  await page.evaluate(saveView);
  await page.goto('/cases');
  await page.getByRole('link', { name: /^Second priority/ }).waitFor();
  await slowDown(page);
  const find = page.getByRole('searchbox', { name: 'Find' });
  // A letter takes the entry that begins with it, without opening the list, and the browser takes it for an interaction.
  const letter = (label, key) => () => page.getByRole('combobox', { name: label, exact: true }).press(key);
  const turn = (name) => () => page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click();
  const tab = (name) => () => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click();
  // What is measured, and what makes the list again what it was.
  const presses = {
    'type a letter into “Find”': [() => find.press('s'), () => find.fill('')],
    'change “Waiting on”': [letter('Waiting on', 'j'), letter('Waiting on', 'a')],
    'change “Priority”': [letter('Priority', 'p'), letter('Priority', 'a')],
    'change “Sort by”': [letter('Sort by', 'n'), letter('Sort by', 'w')],
    'next page': [turn('Next'), turn('First page')],
    'choose a saved view': [tab(/^Second priority/), tab(/^Open$/)],
  };
  const all = await total(page);
  console.log(`A list of ${all}, CPU ${SLOWER}× slower: interaction to next paint, medians of ${TIMES} (goal ${GOAL} ms):`);
  const times = Object.fromEntries(Object.keys(presses).map((name) => [name, []]));
  for (let time = 0; time < TIMES; time += 1) {
    for (const [name, [press, back]] of Object.entries(presses)) {
      const before = await asked(page);
      times[name].push(await measured(page, press));
      if ((await asked(page)) === before) throw new Error(`${name}: the list is as it was`);
      await back();
      await rest();
      if ((await total(page)) !== all) throw new Error(`${name}: the list is not as it was`);
    }
  }
  const paints = Object.entries(times).map(([name, all]) => [name, row(name, all.map(({ paint }) => paint))]);
  console.log(`  over the goal: ${paints.filter(([, middle]) => middle > GOAL).map(([name]) => name).join(', ') || 'none'}`);
  console.log('Longest task of a press and of its answer; what is shorter than 50 ms is 0:');
  for (const [name, all] of Object.entries(times)) row(name, all.map(({ task }) => task));
  const polls = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.evaluate(open, { from: CASES + time, to: CASES + time + 1 });
    const before = await total(page);
    polls.push(await polled(page));
    if ((await total(page)) === before) throw new Error('the poll has brought nothing');
  }
  row('a poll that brings one case more', polls);
} finally {
  await browser.close();
  await portal.stop();
}

/** What the list was asked for. */
function asked(page) {
  return page.evaluate(() => location.search);
}

function total(page) {
  return page.getByRole('navigation', { name: 'Pages' }).getByRole('status').innerText();
}

/** In the page: opens cases of every priority, as many at once as a browser has connections to one server. */
async function open({ from, to }) {
  const words = ['routing process restarts', 'optics report low light', 'sessions flap', 'line card resets', 'SNMP walk is slow'];
  let next = from;
  const some = async () => {
    while (next < to) {
      const n = (next += 1) - 1;
      const headers = { Accept: 'application/json', 'X-Portal': '1', 'Content-Type': 'application/json', 'Idempotency-Key': `bench-${n}` };
      const priority = 1 + (n % 4);
      const report = {
        priority,
        ...(priority === 1 ? { phone_page: 'open_on_web' } : {}),
        unlisted: { host_name: `lab-r${n % 500}`, site: `Lab ${n % 40}` },
        synopsis: `lab-r${n % 500}: ${words[n % words.length]}, report ${n}`,
        description: `Seen since this morning, nothing was changed. Report ${n}.`,
        software_version: '23.4R2',
      };
      const answer = await fetch('/v1/cases', { method: 'POST', headers, body: JSON.stringify(report) });
      if (answer.status !== 201) throw new Error(`case ${n}: ${answer.status} ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, some));
}

/** In the page. */
async function saveView() {
  const headers = { Accept: 'application/json', 'X-Portal': '1', 'Content-Type': 'application/json', 'Idempotency-Key': 'bench-view' };
  const view = { page: 'cases', name: 'Second priority', query: 'priority=2', shared: false, default: false };
  const answer = await fetch('/v1/views', { method: 'POST', headers, body: JSON.stringify(view) });
  if (answer.status !== 201) throw new Error(`the view: ${answer.status} ${await answer.text()}`);
}

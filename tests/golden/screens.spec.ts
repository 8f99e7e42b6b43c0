// Every page, opened with the examples of the contract and with every mutation of them: what the contract allows is shown without a
// word, what it does not allow costs an entry or a part and never the page, its heading or the telephone numbers.

import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page, type Watch } from '../support/portal';
import { asPerson } from './people';
import { OPERATIONS } from './contract';
import { Rounds } from './rounds';
import { ELSEWHERE, SCREENS, type Screen } from './screens';
import { SEED } from './drawn';
import { UNMADE, WRITES } from './writes';

const portal = portalAt(IN_HOURS);

test('every call that reads is asked by a page here, or it is said why not', () => {
  console.log(`GOLDEN_SEED='${SEED}'${process.env.PORTAL_FULL ? ', everything' : ''}`);
  const asked = new Set(SCREENS.flatMap(({ calls }) => calls));
  const reading = OPERATIONS.filter(({ method }) => method === 'GET').map(({ id }) => id);
  expect(reading.filter((id) => !asked.has(id) && !ELSEWHERE[id])).toEqual([]);
  expect(Object.keys(ELSEWHERE).filter((id) => asked.has(id) || !reading.includes(id))).toEqual([]);
});

test('every call that writes is made by a page here, or it is said why not', () => {
  const made = new Set(WRITES.map(({ writes }) => writes));
  const writing = OPERATIONS.filter(({ method }) => method !== 'GET').map(({ id }) => id);
  expect(writing.filter((id) => !made.has(id) && !UNMADE[id])).toEqual([]);
  expect(Object.keys(UNMADE).filter((id) => made.has(id) || !writing.includes(id))).toEqual([]);
});

for (const screen of SCREENS) {
  test(`${screen.address} for ${screen.who}${screen.anew ? ', with a new app' : ''}`, ({ page, context, watch }) => opened(page, context, watch, screen));
}

for (const screen of WRITES) {
  test(`${screen.writes} at ${screen.address}`, ({ page, context, watch }) => opened(page, context, watch, screen));
}

async function opened(page: Page, context: BrowserContext, watch: Watch, screen: Screen) {
  await asPerson(context, portal.server().url, screen.who);
  const rounds = new Rounds(page, watch, screen);
  await rounds.run();
  console.log(`  ${screen.writes ?? screen.address}: ${Object.entries(rounds.counted).map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  expect(rounds.wrong, 'call, mutation, and what was seen').toEqual([]);
}

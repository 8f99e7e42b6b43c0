// The clock of a first response as the page shows it, held against the server's own time.

import { expect, type Page } from './portal';
import type { Server } from './server.mjs';

/** The clock on the page of a case. */
export const clock = (page: Page) => page.getByRole('region', { name: 'First response' });

/** Seconds that the running clock shows. */
export async function shown(page: Page): Promise<number> {
  const digits = await clock(page).getByText(/^\d\d:\d\d:\d\d$/).innerText();
  const [hours, minutes, seconds] = digits.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** The longest that a question for the server's time has taken since the page was loaded, milliseconds. */
export function roundTrips(page: Page): () => number {
  let all: number[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) all = [];
  });
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname === '/v1/meta') all.push(request.timing().responseEnd);
  });
  return () => Math.max(0, ...all);
}

/**
 * That the countdown to an instant, or what has passed since, is right within one second and half a round trip, whatever the
 * browser's own clock says. What looking takes is allowed for, because nobody can say when meanwhile the page was read.
 */
export async function isRight(page: Page, server: Server, due: string, roundTrip: () => number, serverIsAhead = 0) {
  const before = (await server.now()).getTime();
  const seconds = await shown(page);
  const after = (await server.now()).getTime();
  const truth = Math.abs(Date.parse(due) - (before + after) / 2 - serverIsAhead) / 1000;
  const off = Math.abs(seconds - truth) - (after - before) / 2000;
  expect(off, `${seconds} s are shown, ${truth} s is true`).toBeLessThanOrEqual(1 + roundTrip() / 2000);
}

/** Time passes, in steps in which a page that watches a line looks at it; in one leap the page itself has stood still. */
export async function pass(page: Page, seconds: number) {
  for (let passed = 0; passed < seconds; passed += 5) await page.clock.fastForward(5_000);
}

// Answers the calls of a page by the examples of the contract, or by what a test puts in their place.

import type { Request } from '@playwright/test';
import type { Page } from '../support/portal';
import { operationOf, type Json, type Operation } from './contract';
import { look, type Seen } from './look';

/** How long a page may take over what has come, milliseconds. */
const PATIENCE = 8_000;
/** An address of nobody's: to leave a page within the app, so that it loads anew when it is opened again. */
export const NOWHERE = '/nowhere';
const NOT_THERE = 'This page does not exist';

/** What the examples name and nobody has: answered, so that nothing is missing. */
const PICTURES: [RegExp, string, string][] = [
  [/\/label$/, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'],
  [/\/webinars\/[^/]+\/(captions|chapters)$/, 'text/vtt', 'WEBVTT\n'],
  [/\/webinars\/[^/]+\/\w+$/, 'video/webm', ''],
];

export class Answers {
  /** Calls that the page has made since it was opened. */
  readonly asked = new Set<string>();
  private bodies = new Map<string, Json>();
  private request = '';
  private readonly pending = new Set<Request>();

  constructor(private readonly page: Page, private readonly calls: Operation[]) {}

  async begin() {
    // What has been read to its end is no longer under way; that an answer was given is not enough.
    for (const event of ['requestfinished', 'requestfailed'] as const) this.page.on(event, (request) => this.pending.delete(request));
    await this.page.route('**/v1/**', async (route) => {
      const asked = route.request();
      const { pathname } = new URL(asked.url());
      const known = operationOf(asked.method(), pathname);
      if (known) this.asked.add(known.id);
      const call = this.calls.find(({ id }) => id === known?.id);
      const picture = asked.method() === 'GET' && !known && PICTURES.find(([path]) => path.test(pathname));
      if (picture) return route.fulfill({ contentType: picture[1], body: picture[2] });
      if (!call) return route.fallback();
      this.pending.add(asked);
      await route.fulfill({
        status: call.status,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store', etag: '"1"', 'x-request-id': this.request },
        body: JSON.stringify(this.bodies.has(call.id) ? this.bodies.get(call.id) : call.example),
      });
    });
  }

  /** From now on these calls are answered so, and the others by their examples; `request` is the id of every answer. */
  put(bodies: Record<string, Json>, request: string) {
    this.bodies = new Map(Object.entries(bodies));
    this.request = request;
  }

  /** Opens an address within the app that runs, and waits until the page is done with what has come. */
  async open(address: string): Promise<Seen> {
    this.asked.clear();
    await this.page.evaluate(
      async ({ addresses, heading }) => {
        // A message is the quickest way to let the page go on, whatever its clock says.
        const turn = () => new Promise((wake) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = wake;
          channel.port2.postMessage(null);
        });
        const isThere = () => document.querySelector('#main h1')?.textContent === heading;
        for (const [index, address] of addresses.entries()) {
          history.pushState(null, '', address);
          dispatchEvent(new PopStateEvent('popstate', { state: null }));
          for (let turns = 0; turns < 5_000 && isThere() !== (index === 0); turns += 1) await turn();
        }
      },
      { addresses: [NOWHERE, address], heading: NOT_THERE },
    );
    return this.settled();
  }

  /** The same with a new app, in a browser that has kept nothing. */
  async openAnew(address: string): Promise<Seen> {
    this.asked.clear();
    const browser = await this.page.context().newCDPSession(this.page);
    await browser.send('Storage.clearDataForOrigin', { origin: new URL(this.page.url()).origin, storageTypes: 'cache_storage,local_storage' });
    await browser.detach();
    await this.page.goto(address);
    return this.settled();
  }

  /** Waits until these were asked, for a while. */
  async askedAll(ids: string[]) {
    const began = Date.now();
    while (Date.now() - began < 3_000 && ids.some((id) => !this.asked.has(id))) await new Promise((wake) => setTimeout(wake, 20));
  }

  /** The page, when it is done with what has come: nothing is loading, and it changes no more. */
  async settled(): Promise<Seen> {
    let before = '';
    return this.until((seen) => {
      const is = this.pending.size === 0 && !seen.loading && seen.text !== '' && seen.text + seen.notice === before;
      before = seen.text + seen.notice;
      return is;
    });
  }

  /** The page as soon as it is so; as it is when the patience ends, or when the app has stopped. */
  async until(is: (seen: Seen) => boolean): Promise<Seen> {
    const began = Date.now();
    for (;;) {
      const seen = await look(this.page);
      if (is(seen) || seen.stopped || Date.now() - began > PATIENCE) return seen;
      await new Promise((wake) => setTimeout(wake, 15));
    }
  }
}

// The test to write specs with: a portal at a fixed instant, a page whose clock agrees with it, and a watch over every page.
// Whatever a page complains about fails its test, unless the test has said beforehand that it provokes exactly that.

import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { faultProxy, type FaultProxy } from './fault-proxy.mjs';
import { serve, serveOwn, type Person, type Server } from './server.mjs';

/** The instants at which journeys run. The carrier's advisor works in Denver, 08:00 to 17:00, Monday to Friday. */
export const IN_HOURS = '2026-11-24T16:00:00Z'; // Tuesday, 09:00 in Denver
export const OUT_OF_HOURS = '2026-11-25T03:30:00Z'; // Tuesday, 20:30 in Denver
export const WEEKEND = '2026-11-21T18:00:00Z'; // Saturday
export const HOLIDAY = '2026-11-26T18:00:00Z'; // Thanksgiving; the Friday is free as well

let current: Server | undefined;

/** Starts a server for the file, or for the describe block, that it is called in. */
export function portalAt(instant: string): { server: () => Server } {
  return portalFrom(() => serve(instant));
}

/** The same without demonstration data, at the machine's own time: nothing but one person who can sign in. */
export function portalWithOnly(first: Person): { server: () => Server } {
  return portalFrom(() => serveOwn(first));
}

/** Starts whatever is given, for the file or the describe block. */
export function portalFrom(start: () => Promise<Server>): { server: () => Server } {
  let mine: Server | undefined;
  let before: Server | undefined;
  test.beforeAll(async () => {
    before = current;
    current = mine = await start();
  });
  test.afterAll(async () => {
    await mine?.stop();
    current = before;
  });
  return { server: () => mine! };
}

/** A server with a proxy before it that breaks what it is told to. */
export function brokenPortalAt(instant: string): { server: () => Server; proxy: () => FaultProxy } {
  let proxy: FaultProxy | undefined;
  const { server } = portalFrom(async () => {
    const behind = await serve(instant);
    const mine = (proxy = await faultProxy(behind.url));
    const stop = async () => {
      await mine.stop();
      await behind.stop();
    };
    return { ...behind, url: mine.url, stop };
  });
  test.afterEach(() => proxy?.set());
  return { server, proxy: () => proxy! };
}

/** Complaints of pages, and what a test expects of them. */
export class Watch {
  private readonly complaints: string[] = [];
  private readonly provoked: RegExp[] = [
    // Nobody is signed in yet: the browser notes the answer to that question as an error of its own.
    /status of 401 .*\/v1\/me$/,
  ];

  /** The test provokes this itself. */
  provoke(...patterns: RegExp[]) {
    this.provoked.push(...patterns);
  }

  /** What nobody provoked. */
  get surprises(): string[] {
    return this.complaints.filter((complaint) => !this.provoked.some((pattern) => pattern.test(complaint)));
  }

  async over(context: BrowserContext) {
    await context.exposeFunction('portalTestViolation', (words: string) => this.complaints.push(words));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const words = `securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`;
        (window as unknown as Record<string, (words: string) => void>).portalTestViolation(words);
      });
    });
    context.on('page', (page) => this.overPage(page));
  }

  private overPage(page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.complaints.push(`console ${message.type()}: ${message.text()} ${message.location().url}`);
      }
    });
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`));
    page.on('crash', () => this.complaints.push('the page crashed'));
    page.on('requestfailed', (request) => {
      // A call that a page ends because nobody waits for it any more is no failure.
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') this.complaints.push(`request failed: ${why} ${request.method()} ${request.url()}`);
    });
  }
}

interface Fixtures {
  /** By how many milliseconds the browser's clock is ahead of the server's. */
  skew: number;
  watch: Watch;
}

export const test = base.extend<Fixtures>({
  skew: [0, { option: true }],

  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.surprises, 'what pages complained about').toEqual([]);
  },

  baseURL: async ({}, use) => {
    await use(current?.url);
  },

  context: async ({ context, watch, skew }, use) => {
    await watch.over(context);
    if (current) {
      const now = await current.now();
      await context.clock.install({ time: now.getTime() + skew });
    }
    await use(context);
    // What is still under way when a test ends is nobody's failure.
    await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
  },
});

/** The app stops: to the page, a trap of it looks like this. */
export async function stopApp(page: Page, watch: Watch) {
  watch.provoke(/^page error: stopped by the test$/);
  await page.evaluate(() => reportError(new WebAssembly.RuntimeError('stopped by the test')));
}

export { expect };
export type { BrowserContext, Locator, Page };

// Somebody else at the same time, in a browser of their own: another session, another zone, and a clock that agrees with the server's.

import type { Browser } from '@playwright/test';
import { signIn } from './people';
import type { Page, Watch } from './portal';
import type { Server } from './server.mjs';

export interface Beside {
  name: string;
  timezoneId: string;
  viewport: { width: number; height: number } | null;
}

/** The page of somebody who has just signed in there. Its context is the caller's to close. */
export async function beside(browser: Browser, watch: Watch, server: Server, { name, timezoneId, viewport }: Beside): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB', timezoneId, viewport });
  await watch.over(context);
  await context.clock.install({ time: await server.now() });
  const page = await context.newPage();
  await signIn(page, name);
  return page;
}

/** The next poll. */
export const look = (page: Page) => page.clock.fastForward(31_000);

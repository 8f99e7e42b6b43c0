// A tab that dies.

import type { BrowserContext, Page } from './portal';

/** Ends the page's process, as a fault of the browser or of its machine does. */
export async function crash(page: Page, context: BrowserContext) {
  const gone = page.waitForEvent('crash');
  const devtools = await context.newCDPSession(page);
  // It never answers.
  devtools.send('Page.crash').catch(() => {});
  await gone;
}

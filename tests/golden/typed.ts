// What was typed on a page since it was opened, and what of it is nowhere any more.

import type { Page } from '../support/portal';

const typed = new WeakMap<Page, Set<string>>();

export const typing = (page: Page, ...texts: string[]) => texts.forEach((text) => typed.get(page)?.add(text));
export const typingAnew = (page: Page) => typed.set(page, new Set());

/** Typed, and neither in a field nor on the page; nor behind the button that leads back to it. */
export async function lost(page: Page, back?: string): Promise<string[]> {
  if (back) await page.getByRole('button', { name: back, exact: true }).click();
  const there = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('#main input, #main textarea, #main select')].map(({ value }) => value);
    return [...fields, (document.querySelector('#main') as HTMLElement).innerText].join('\n');
  });
  return [...(typed.get(page) ?? [])].filter((text) => !there.includes(text));
}

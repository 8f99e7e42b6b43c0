// What stands on the page, and what is wrong with that: what every page owes whoever opens it, whatever the server answers.

import type { Page } from '../support/portal';

export interface Seen {
  /** The screen that needs no Rust is shown: the app is dead. */
  stopped: boolean;
  heading: string;
  /** Telephone numbers in the strip of who to call. */
  numbers: number;
  text: string;
  loading: boolean;
  /** An error state, or a sentence that the answer could not be read. */
  unread: string;
  /** What the notice says of entries that are left out, a line for each answer that lost some, the newest last. */
  notice: string[];
}

/** The page as it is at this moment. */
export function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const visible = (element: Element | null): element is HTMLElement => !!element && element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0;
    const main = document.querySelector('#main');
    const banner = [...document.querySelectorAll<HTMLElement>('#app .banner')].find((one) => one.innerText.startsWith('Not everything is shown.'));
    const text = visible(main) ? main.innerText : '';
    const failure = main?.querySelector<HTMLElement>('.failure')?.innerText ?? '';
    return {
      stopped: visible(document.querySelector('#panic')),
      heading: [...document.querySelectorAll<HTMLElement>('#main h1')].filter(visible).map((one) => one.innerText.trim()).join(' | '),
      numbers: [...document.querySelectorAll('#app section.call a[href^="tel:"]')].filter(visible).length,
      text,
      loading: [...document.querySelectorAll('#app [role="status"]')].some((one) => one.textContent === 'Loading…'),
      unread: failure || (/.*(is missing there, or is not what it should be|something that is no data).*/.exec(text)?.[0] ?? ''),
      notice: [...(banner?.querySelectorAll('li') ?? [])].map((one) => one.textContent ?? ''),
    };
  });
}

/** Why this is no page that somebody can use; nothing when it is one. */
export function faults(seen: Seen): string[] {
  const found: string[] = [];
  if (seen.stopped) found.push('the app has stopped');
  if (!seen.heading) found.push('there is no heading');
  if (seen.numbers < 2) found.push(`${seen.numbers} telephone numbers are shown`);
  if (seen.text.replace(seen.heading, '').trim().length < 20) found.push(`the page is blank: “${seen.text}”`);
  if (seen.loading) found.push('it is loading for ever');
  return found;
}

/** A draft is saved while the page is looked at. */
const SAVING = /; being saved for your other devices…|, and saved for your other devices\./g;

/** What can be compared between two looks: words, without what counts on by itself. */
export const words = (seen: Seen): string => seen.text.replaceAll(SAVING, '').replaceAll('just now', '1 minute ago').replaceAll(/\d+ minutes? ago/g, '# ago').replaceAll(/\d+/g, '#').replaceAll(/\s+/g, ' ');

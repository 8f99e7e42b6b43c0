// Working with the keyboard alone: Tab to a control, see where the focus is, and press.

import { expect, type Locator, type Page } from '@playwright/test';

const MOST_TABS = 150;

/** Presses Tab until `target` has the focus; every stop on the way shows that it has it, and lies within the window. */
export async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement === document.body)) === false) await expectSeen(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} was not reached with ${MOST_TABS} tabs`);
}

/** Tab to it and press Enter. */
export async function enterOn(page: Page, target: Locator) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** The focus is visible: it has a ring, and some of it lies within the window, not behind something. */
export async function expectSeen(page: Page) {
  const seen = await page.evaluate(() => {
    const element = document.activeElement!;
    const ringed = (candidate: Element | null): boolean =>
      candidate !== null &&
      [undefined, '::after'].some((part) => {
        const style = getComputedStyle(candidate, part);
        return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
      });
    const box = element.getBoundingClientRect();
    const [x, y] = [
      Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1),
      Math.min(Math.max(box.y + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1),
    ];
    const top = document.elementFromPoint(x, y);
    return {
      what: `${element.tagName} ${element.id} “${(element.textContent ?? '').trim().slice(0, 40)}”`,
      // Within a date field the browser has stops of its own, and rings them itself.
      ring: ringed(element) || ringed(element.closest('label')) || /^date/.test(element.getAttribute('type') ?? ''),
      within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      onTop: top !== null && (element.contains(top) || top.contains(element)),
    };
  });
  expect(seen, `the focus on ${seen.what}`).toMatchObject({ ring: true, within: true, onTop: true });
}

// Screens that are held to the audit.

import { expect, type Page } from './portal';
import { audit } from './audit';
import { heading } from './report';

/** Audits the screen that is open; soft, so that one run tells of all screens. */
export async function holds(page: Page, name: string) {
  await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toHaveCount(0);
  expect.soft(await audit(page), name).toEqual([]);
}

/** The same of the screen of that address. */
export async function holdsAt(page: Page, address: string, title: string | RegExp) {
  await page.goto(address);
  await expect(heading(page, title)).toBeVisible();
  await holds(page, address);
}

// Reporting a fault, step by step, as a person fills it in.

import { expect, type Locator, type Page } from '@playwright/test';

/** The page's one heading. */
export const heading = (page: Page, name?: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

/** The page's own content, without the head and the strip of who to call. */
export const main = (page: Page): Locator => page.getByRole('main');

/** Finds a unit in the picker and takes it. */
export async function chooseUnit(page: Page, text: string, title = text) {
  await page.getByRole('searchbox', { name: 'Unit' }).fill(text);
  await main(page).getByRole('listitem').getByRole('button', { name: title }).click();
  await expect(page.getByRole('button', { name: 'Change unit' })).toBeVisible();
}

/** From the first screen to the phone page. */
export async function toPhonePage(page: Page) {
  await main(page).getByRole('link', { name: 'Report a fault' }).click();
  await expect(heading(page, 'Is service down now?')).toBeVisible();
  await page.getByRole('link', { name: 'Yes, service is down' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
}

/** From the first screen to the first step of the other way. */
export async function toWizard(page: Page) {
  await main(page).getByRole('link', { name: 'Report a fault' }).click();
  await page.getByRole('link', { name: 'No, but something is wrong' }).click();
  await expect(heading(page, 'What is wrong?')).toBeVisible();
}

/** Presses Continue and waits for the next step. */
export async function goOn(page: Page, next: string) {
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, next)).toBeVisible();
}

/** What the line below the screen says once the server has all of it. */
export const savedForAll = (page: Page): Locator => page.getByText(/Kept in this browser at \d\d:\d\d, and saved for your other devices\./);

/** A report that is not sent, in the list on the first screen or below the first question. */
export const unsent = (page: Page, words: string): Locator => main(page).getByRole('article').filter({ hasText: words }).filter({ hasText: 'not sent' });

export interface Report {
  unit: string;
  symptom: string;
  priority: 2 | 3 | 4;
  description?: string;
  software?: string;
}

/** Fills in all steps and stops at "Check your answers". */
export async function fillIn(page: Page, report: Report) {
  await toWizard(page);
  await chooseUnit(page, report.unit);
  await page.getByLabel('Symptom in one line').fill(report.symptom);
  await goOn(page, 'How bad is it?');
  await page.getByRole('radio', { name: `Priority ${report.priority}` }).check();
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');
  await page.getByLabel('Description').fill(report.description ?? 'Seen since this morning, nothing was changed.');
  await page.getByLabel('Software version').fill(report.software ?? '23.4R2-S3');
  await goOn(page, 'Check your answers');
}

/** The button that opens the case on the last step. */
export const openTheCase = (page: Page): Locator => page.getByRole('button', { name: 'Open the case' });

/** Waits for the page of a case that was just opened; gives its number. */
export async function opened(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Case opened' })).toBeVisible();
  await expect(page).toHaveURL(/\/cases\/[^/?]+\?opened=yes$/);
  return decodeURIComponent(new URL(page.url()).pathname.split('/').pop()!);
}

/** One line of a list of facts: its name and its value. */
export function fact(within: Locator, name: string, value: string | RegExp) {
  const text = typeof value === 'string' ? value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : value.source;
  return expect(within).toContainText(new RegExp(`${name}\\s*${text}`));
}

// Files of a case, as people see them on its page.

import { createHash } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { call, key } from './api';
import { heading, main } from './report';

export interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A file of so many bytes, which no other of that name or size has. */
export function chosen(name: string, bytes: number): Chosen {
  const seed = createHash('sha256').update(`${name} ${bytes}`).digest();
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(bytes, seed) };
}

export const sha256 = (file: Chosen) => createHash('sha256').update(file.buffer).digest('hex');

/** Drops files where the page says that they may be dropped. */
export async function drop(place: Locator, dropped: Chosen[]) {
  const parts = dropped.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: buffer.toString('base64') }));
  const dataTransfer = await place.page().evaluateHandle((parts) => {
    const data = new DataTransfer();
    for (const { name, mimeType, bytes } of parts) {
      data.items.add(new File([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], name, { type: mimeType }));
    }
    return data;
  }, parts);
  // Where the page does not take them, the browser opens them itself, and the page is gone.
  for (const kind of ['dragover', 'drop']) {
    const isTaken = await place.evaluate((element, { kind, dataTransfer }) => {
      return !element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, { kind, dataTransfer });
    expect(isTaken, kind).toBe(true);
  }
}

/** The card. */
export const files = (page: Page) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'Files', exact: true }) });

/** What files are chosen in. */
export const field = (page: Page) => files(page).getByLabel('Choose files');

/** Those on their way, and what became of them. */
export const onTheirWay = (page: Page) => files(page).locator('li').filter({ has: page.locator('[id^="upload-"]') });

/** A case that the person at the page opens, and its page; its number. */
export async function fileCase(page: Page, synopsis: string): Promise<string> {
  const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: synopsis, software_version: '23.4R2' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  await page.goto(`/cases/${made.body.number}`);
  await expect(heading(page, synopsis)).toBeVisible();
  await expect(files(page)).toBeVisible();
  return made.body.number;
}

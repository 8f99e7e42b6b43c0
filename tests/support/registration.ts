// Files of units as a reseller has them, and what the portal makes of them.

import { expect, type Locator, type Page } from '@playwright/test';
import { call } from './api';
import { main } from './report';

/** What a row needs of the End User whose units are registered. */
export interface EndUser {
  name: string;
  street: string;
  postal_code: string;
  city: string;
  country: string;
  order: string;
}

/** The columns of the files, in an order and in words of their own. */
const HEAD = ['S/N', 'SKU', 'Host name', 'Purchase order', 'Site', 'Street', 'Postal code', 'City', 'Country', 'End User', 'End user street', 'End user postal code', 'End user city', 'End user country'];

/** An End User of the person who is signed in, with its first purchase order. */
export async function endUser(page: Page, name: string): Promise<EndUser> {
  const { status, body } = await call(page, 'GET', '/v1/registration');
  expect(status).toBe(200);
  const found = body.end_users.find((one: any) => one.account.name === name);
  expect(found, `End User ${name}`).toBeTruthy();
  // Where nobody knows the address yet, the file is the first to say it.
  const address = { street: found.street ?? '18 Dockyard Lane', postal_code: found.postal_code ?? '400001', city: found.city ?? 'Mumbai' };
  return { name, ...address, country: found.country, order: found.purchase_orders[0].number };
}

/** One row; `change` says what is otherwise. */
export function unitRow(end: EndUser, serial: string, change: Record<string, string> = {}): string[] {
  const cells: Record<string, string> = {
    'S/N': serial, SKU: 'MX204', 'Host name': serial.toLowerCase(), 'Purchase order': end.order,
    Site: 'Ring 4', Street: '18 Quay Road', 'Postal code': '400001', City: 'Mumbai', Country: 'India',
    'End User': end.name, 'End user street': end.street, 'End user postal code': end.postal_code ?? '', 'End user city': end.city, 'End user country': end.country,
    ...change,
  };
  return HEAD.map((name) => cells[name]);
}

/** A file of rows, as a spreadsheet writes it. */
export function csv(rows: string[][], delimiter = ';', head = HEAD): string {
  const quoted = (cell: string) => (/[;,\t"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [head, ...rows].map((row) => row.map(quoted).join(delimiter)).join('\r\n') + '\r\n';
}

/** Chooses a file on the page for files. */
export async function chooseFile(page: Page, name: string, content: string | Buffer) {
  const buffer = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  await page.getByLabel('Choose a CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

/** Waits until the browser keeps the last change to the file: one that is written this moment is lost to a reload. */
export async function changeKept(page: Page, column: string) {
  const last = () =>
    page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const entry of await cache.keys()) {
          if (new URL(entry.url).pathname.startsWith('/kept/note/')) return (await (await cache.match(entry))!.json()).changes.at(-1)?.column;
        }
      }
    });
  await expect.poll(last).toBe(column);
}

/** The rows of the file that are listed. */
export const rowsOfFile = (page: Page): Locator => page.getByRole('region', { name: 'Rows of the file' }).getByRole('row');

/** Lists the rows of one kind. */
export const filter = (page: Page, name: string | RegExp): Locator => page.getByRole('group', { name: 'Which rows are listed' }).getByRole('button', { name });

/** Writes into a column of all rows that are listed. */
export async function writeColumn(page: Page, column: string, before: string, after: string, rows: number) {
  const form = page.getByRole('form', { name: 'Change a whole column' });
  if (!(await form.isVisible())) await main(page).getByText('Change a whole column').click();
  await form.getByLabel('Column').selectOption(column);
  await form.getByLabel(/^Only where it is/).fill(before);
  await form.getByLabel('Write').fill(after);
  await form.getByRole('button').click();
  await expect(main(page).getByText(`${rows} rows changed`)).toBeVisible();
}

/** How many units the person who is signed in sees. */
export async function unitsSeen(page: Page, q = ''): Promise<number> {
  const { status, body } = await call(page, 'GET', `/v1/units?limit=1&q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.total;
}

const ANSWERS = { 'Advanced Care Plus': 'advanced_care_plus', 'Juniper Care only': 'juniper_care_only', 'No cover found': 'no_cover_found', 'Cannot tell': 'cannot_tell' };

/** The line that says what those that are ready will be worth. */
export const promised = (page: Page) => main(page).getByText('They will be worth:').locator('..');

/** The same by answer: how many of each. */
export async function promise(page: Page): Promise<Record<string, number>> {
  const words = (await promised(page).innerText()).replaceAll('\n', ' ');
  const counts = Object.entries(ANSWERS).map(([name, answer]) => [answer, Number(new RegExp(`${name}: (\\d+)`).exec(words)?.[1] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** What the server decided of the units whose numbers begin so. */
export async function decided(page: Page, q: string): Promise<Record<string, number>> {
  const { status, body } = await call(page, 'GET', `/v1/units?limit=200&q=${q}`);
  expect(status).toBe(200);
  const counts: Record<string, number> = {};
  for (const unit of body.items) counts[unit.cover.answer] = (counts[unit.cover.answer] ?? 0) + 1;
  return counts;
}

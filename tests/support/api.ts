// The API as the page itself would call it, with the page's session: to look at what is really stored.

import { expect, type Page } from '@playwright/test';

export interface Answer {
  status: number;
  body: any;
}

/** Calls the API from within the page, with the headers that the app sends. */
export async function call(page: Page, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return page.evaluate(
    async ({ method, path, body, headers }) => {
      const answer = await fetch(path, {
        method,
        headers: { Accept: 'application/json', 'X-Portal': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    },
    { method, path, body, headers },
  );
}

/** An Idempotency-Key that says what it is for: a `-` for whatever no key may have. */
export const key = (words: string): string => words.replace(/[^!-~]/g, '-');

/** The stored cases that a search finds. */
export async function cases(page: Page, q: string): Promise<any[]> {
  const answer = await call(page, 'GET', `/v1/cases?limit=200&q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

/** The one stored case with these words, in full. */
export async function theCase(page: Page, q: string): Promise<any> {
  const found = await cases(page, q);
  expect(found, `cases with “${q}”`).toHaveLength(1);
  return (await call(page, 'GET', `/v1/cases/${encodeURIComponent(found[0].number)}`)).body;
}

/** The one unit of that host name. */
export async function theUnit(page: Page, hostName: string): Promise<any> {
  const answer = await call(page, 'GET', `/v1/units?q=${encodeURIComponent(hostName)}`);
  const found = answer.body.items.filter((unit: any) => unit.host_name === hostName);
  expect(found, `units called ${hostName}`).toHaveLength(1);
  return found[0];
}

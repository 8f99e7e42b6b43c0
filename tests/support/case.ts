// A case on its page, from whichever side: what has happened to it, its clock, and the one form for what can be done.

import { expect, type Locator, type Page } from '@playwright/test';
import { call, key } from './api';
import { heading, main } from './report';

/** A part of the page, by its heading. */
export const card = (page: Page, name: string): Locator =>
  main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });

/** The timeline, the newest first. */
export const told = (page: Page): Locator => card(page, 'What happened so far').getByRole('listitem');

/** The form. */
export const can = (page: Page): Locator => card(page, 'What you can do now');

/** The clock of the first response. */
export const clock = (page: Page): Locator => page.getByRole('region', { name: 'First response' });

/** A case that the person at the page opens, and its page; its number. */
export async function openCase(page: Page, synopsis: string): Promise<string> {
  const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: synopsis, software_version: '23.4R2' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  await toCase(page, made.body.number, synopsis);
  return made.body.number;
}

/** The page of the case of that number. */
export async function toCase(page: Page, number: string, synopsis: string) {
  await page.goto(`/cases/${number}`);
  await expect(heading(page, synopsis)).toBeVisible();
}

/** Chooses what to do and fills in what it asks for. */
export async function write(page: Page, what: string, fields: Record<string, string> = {}) {
  await can(page).getByLabel('What', { exact: true }).selectOption(what);
  for (const [label, text] of Object.entries(fields)) await can(page).getByLabel(label).fill(text);
}

/** The same, and sends it. */
export async function step(page: Page, what: string, fields: Record<string, string> = {}) {
  await write(page, what, fields);
  await can(page).getByRole('button', { name: 'Send' }).click();
}

/** What is stored of it. */
export async function stored(page: Page, number: string): Promise<any> {
  const { status, body } = await call(page, 'GET', `/v1/cases/${number}`);
  expect(status).toBe(200);
  return body;
}

/** The stored events of one kind. */
export async function events(page: Page, number: string, kind: string): Promise<any[]> {
  return (await stored(page, number)).events.filter((event: any) => event.kind === kind);
}

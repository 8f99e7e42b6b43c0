// What `conform` says of this API is true: it is asked by that program and by the app, and both have to see the same.

import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { main } from '../support/report';
import { ADMINISTRATOR, expect, openAnew, otherPortal, signIn, test } from '../support/other';
import { tokenOf } from '../support/other.mjs';
import { partOfThePortal } from './pieces';

const CONFORM = process.env.CONFORM ?? join(resolve(import.meta.dirname, '../..'), 'target/debug/conform');

interface Told {
  status: number;
  out: string;
  err: string;
}

/** Runs the program as whoever holds that token. */
function conform(token: string, ...words: string[]): Promise<Told> {
  const env = { ...process.env, PORTAL_TOKEN: token };
  return new Promise((told, failed) =>
    execFile(CONFORM, words, { env, timeout: 30_000 }, (error, out, err) => {
      const status = error ? error.code : 0;
      if (typeof status === 'number') told({ status, out, err });
      else failed(error);
    }),
  );
}

test.describe('what conform says of somebody else’s API', () => {
  const { server, ask } = otherPortal();
  const token = () => tokenOf(server().url, ADMINISTRATOR.mail);

  test('in their own words it is no API of the portal, and that is said', async () => {
    const { status, err } = await conform(await token(), server().url);
    expect(status).toBe(2);
    expect(err).toContain('GET /v1/me answered with a page: this is no API in the dialect “reference”');
  });

  test('the screens that it calls hidden are those which the app says are not part of it', async ({ page }) => {
    test.slow();
    const { status, out } = await conform(await token(), server().url, '--dialect', 'other', '--json', '--read-only');
    expect(status).toBe(0);
    const report = JSON.parse(out);
    const verdicts = new Map<string, string>(report.screens.map((screen: any) => [screen.address, screen.verdict]));
    expect(verdicts.get('/handover')).toBe('hidden');
    expect(verdicts.get('/units')).toBe('less');
    expect(verdicts.get('/contracts')).toBe('works');
    const outcomes = new Map<string, string>(report.calls.map((one: any) => [one.call, one.outcome]));
    for (const part of ['units, narrowed', 'units, sorted', 'cases, narrowed', 'cases, sorted']) expect(outcomes.get(`GET /v1/${part}`)).toBe('heeded');
    // One of each, where the address has a part that comes from data.
    const one: Record<string, string> = { '/units/': 'RVG040000', '/cases/': 'INC0042101', '/report/': 'down' };
    // Signing in is what gets there, and the page of an invitation reads the secret behind its own link.
    const addresses = [...verdicts.keys()].filter((address) => !['/sign-in', '/invitation'].includes(address));
    expect(addresses.length).toBeGreaterThan(30);
    await signIn(page, ADMINISTRATOR);
    for (const address of addresses) {
      await openAnew(page, ADMINISTRATOR, address.endsWith('/') && address !== '/' ? address + (one[address] ?? 'X-1') : address);
      await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible();
      const hidden = partOfThePortal(page).first();
      if (verdicts.get(address) === 'hidden') await expect.soft(hidden, address).toBeVisible();
      else await expect.soft(hidden, address).toHaveCount(0);
    }
  });

  test('it opens one ticket, says what it is, and only when it may', async () => {
    const count = async () => (await ask(ADMINISTRATOR, 'tickets')).total;
    const before = await count();
    await conform(await token(), server().url, '--dialect', 'other', '--read-only');
    expect(await count()).toBe(before);
    const { status, out } = await conform(await token(), server().url, '--dialect', 'other');
    expect(status).toBe(0);
    expect(out).toContain('ok    POST /v1/cases');
    expect(out).toContain('no   idempotency  said to be lacking');
    expect(await count()).toBe(before + 1);
  });
});

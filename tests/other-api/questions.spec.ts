// What `conform` asks lists for is what the app asks them for: the reference app over the reference server, page by page.

import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { call } from '../support/api';
import { OPERATOR_ADMINISTRATOR, signIn } from '../support/people';
import { chooseUnit, heading, main, toWizard } from '../support/report';

const CONFORM = process.env.CONFORM ?? join(resolve(import.meta.dirname, '../..'), 'target/debug/conform');
const portal = portalAt(IN_HOURS);

/** What a list was asked for, without what comes from data. */
const DATA = ['unit', 'like_unit', 'like', 'opened_from', 'q', 'site', 'account', 'since'];
function asked(address: string): { path: string; pairs: string[] } {
  const { pathname, searchParams } = new URL(address, 'http://here');
  const pairs = [...searchParams].map(([name, value]) => (DATA.includes(name) ? name : `${name}=${value}`));
  return { path: pathname.replace(/\/registrations\/[^/]+/, '/registrations/{id}').replace(/\/units\/[^/]+\/history/, '/units/{reference}/history'), pairs };
}

test('every question of conform is one of the app', async ({ page }) => {
  test.slow();
  const env = { ...process.env, PORTAL_PASSWORD: 'demonstration' };
  const { stdout } = await promisify(execFile)(CONFORM, [portal.server().url, '--sign-in', 'adaeze.oyelaran@example.net', '--read-only', '--json'], { env });
  const questions = JSON.parse(stdout).calls.map((one: any) => one.call.replace('GET ', '')).filter((name: string) => name.includes('?'));
  expect(questions.length).toBeGreaterThan(7);

  const requests: ReturnType<typeof asked>[] = [];
  page.on('request', (request) => {
    // Nothing hangs behind a query: strict ones take no empty parameter.
    expect.soft(request.url()).not.toMatch(/[?&]$/);
    if (request.method() === 'GET') requests.push(asked(request.url()));
  });
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await expect(page.getByRole('heading', { name: 'Runs out within 90 days' })).toBeVisible();
  const account = (await call(page, 'GET', '/v1/me')).body.account.id;
  const batch = (await call(page, 'POST', '/v1/registrations', { account, rows: 1 }, { 'Idempotency-Key': 'questions' })).body.id;
  const site = (await call(page, 'GET', '/v1/sites')).body.items[0].site.id;
  const { reference, host_name: name } = (await call(page, 'GET', '/v1/units')).body.items.find((one: any) => one.host_name);
  for (const address of ['/cases', `/units/${reference}`, `/sites/${site}`, `/registrations/${batch}`, '/service', '/advisor', '/handover']) {
    await page.goto(address);
    await expect(heading(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  await page.goto(`/sites/${site}`);
  await page.getByRole('button', { name: 'Join with another' }).click();
  await expect(page.getByRole('button', { name: 'Join them' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.goto('/');
  await toWizard(page);
  await chooseUnit(page, name);
  await page.getByLabel('Symptom in one line').fill('The link is down');
  await expect.poll(() => requests.some(({ pairs }) => pairs.includes('like'))).toBe(true);
  await expect(main(page)).toBeVisible();
  for (const question of questions) {
    const { path, pairs } = asked(question);
    const same = requests.filter((one) => one.path === path && pairs.every((pair) => one.pairs.includes(pair)));
    expect.soft(same.length, question).toBeGreaterThan(0);
  }
});

// Each thing that an API may do without, switched off by the settings, one after the other: what `conform` says of the screens is
// what the app does with them. A screen that is hidden says so once, a screen that has less stands, and nothing is asked
// for what is off.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, RESELLER, signIn } from '../support/people';
import { fillIn, main, openTheCase } from '../support/report';
import { partOfThePortal } from './pieces';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFORM = process.env.CONFORM ?? join(ROOT, 'target/debug/conform');
const OPTIONAL = readFileSync(join(ROOT, 'crates/wire/src/capability.rs'), 'utf8');
/** Name and beginnings of paths of each; `*` is one part from data. */
const CAPABILITIES = [...OPTIONAL.matchAll(/^ {4}optional\("?(\w+)"?, &\[(.*)\]\),$/gm)].map(([, name, paths]) => ({
  name: new RegExp(`^pub const ${name}: &str = "(\\w+)";$`, 'm').exec(OPTIONAL)?.[1] ?? name,
  paths: [...paths.matchAll(/"([^"]+)"/g)].map(([, path]) => new RegExp(`^${path.replaceAll('*', '[^/]+')}(/|$)`)),
}));
/** Pages behind a link with a secret, and the one that leads to all others. */
const APART = ['/sign-in', '/invitation'];
const EMAILS: Record<string, string> = { [ADMINISTRATOR]: 'adaeze.oyelaran@example.net', [ADVISOR]: 'dolores.quintanilla@example.com', [RESELLER]: 'weixuan.lim@example.com' };

interface Screen {
  address: string;
  verdict: 'works' | 'less' | 'hidden' | 'fails' | 'unknown';
}

const { server } = portalAt(IN_HOURS);
const folder = mkdtempSync(join(tmpdir(), 'portal-capabilities-'));

/** What conform says of the screens, to that person, with those things off. */
function conform(who: string, off: string[]): Promise<Screen[]> {
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ capabilitiesOff: off }));
  const words = [server().url, '--sign-in', EMAILS[who], '--read-only', '--json', '--config', config];
  const env = { ...process.env, PORTAL_PASSWORD: 'demonstration' };
  return new Promise((told, failed) =>
    execFile(CONFORM, words, { env, maxBuffer: 1 << 26 }, (error, out) => (out ? told(JSON.parse(out).screens) : failed(error))),
  );
}

/** What stands behind an address that ends before what comes from data. */
async function whole(page: Page, address: string): Promise<string> {
  const first = async (path: string, member: string) => {
    const list = await (await page.request.get(server().url + path)).json();
    const entry = list.items?.[0] ?? list.webinars?.[0];
    return member.split('.').reduce((inner, name) => inner?.[name], entry) ?? 'X-1';
  };
  const lists: Record<string, [string, string]> = {
    '/units/': ['/v1/units?limit=1', 'reference'], '/cases/': ['/v1/cases?limit=1', 'number'], '/sites/': ['/v1/sites', 'site.id'],
    '/webinars/': ['/v1/webinars', 'id'], '/call-notes/': ['/v1/call-notes', 'number'], '/notices/': ['/v1/notices', 'number'],
    '/advice/': ['/v1/advice', 'id'], '/registrations/': ['/v1/registrations', 'id'],
  };
  if (address === '/report/') return '/report/down';
  return lists[address] ? address + encodeURIComponent(await first(...lists[address])) : address;
}

test('what an API may do without is known by its name', () => {
  expect(CAPABILITIES.filter(({ paths }) => paths.length > 0).length).toBeGreaterThan(30);
});

for (const [who, names] of [[ADMINISTRATOR, CAPABILITIES.filter(({ name }) => name !== 'workspace')], [ADVISOR, CAPABILITIES.filter(({ name }) => ['workspace', 'advisor', 'activation', 'meetings'].includes(name))]] as const) {
  test(`without each of them, for ${who}`, async ({ page }) => {
    test.setTimeout(600_000);
    let off: string[] = [];
    await page.route('**/config.json', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: off } });
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await signIn(page, who, '/contracts');
    const all = new Map((await conform(who, [])).map((screen) => [screen.address, screen.verdict]));
    let looked = 0;
    for (const { name, paths } of names) {
      off = [name];
      for (const { address, verdict } of await conform(who, off)) {
        if (APART.includes(address) || verdict === all.get(address)) continue;
        await test.step(`${name}: ${address}`, async () => {
          asked.length = 0;
          await page.goto(await whole(page, address));
          await expect(main(page).getByRole('heading').first()).toBeVisible();
          await expect.soft(page.getByRole('status').filter({ hasText: 'Loading…' }), `${name}: ${address}`).toHaveCount(0);
          await expect.soft(partOfThePortal(page), `${name}: ${address} is ${verdict}`).toHaveCount(verdict === 'hidden' ? 1 : 0);
          if (verdict === 'hidden') {
            for (const role of ['button', 'searchbox', 'textbox', 'tab'] as const) await expect.soft(main(page).getByRole(role), `${name}: ${address} offers`).toHaveCount(0);
          }
          expect.soft(asked.filter((path) => paths.some((pattern) => pattern.test(path))), `${name}: ${address} asks`).toEqual([]);
          looked += 1;
        });
      }
    }
    console.log(`      ${looked} screens looked at`);
    expect(looked).toBeGreaterThan(who === ADVISOR ? 4 : 40);
  });
}

/** Of the way in which an API is asked, and no part of the portal. */
const HABITS = ['meta', 'etag', 'idempotency', 'serverTime'];
/** Pages that every API carries, with what is linked to from them. */
const CORE: Record<string, string[]> = {
  [ADMINISTRATOR]: ['/', '/units', '/units/', '/cases', '/cases/', '/contracts', '/people', '/service', '/report/', '/profile', '/wall-card', '/account'],
  [ADVISOR]: ['/', '/units', '/units/', '/cases', '/cases/', '/contracts', '/people', '/service', '/open-case', '/profile', '/wall-card'],
  [RESELLER]: ['/', '/units', '/units/', '/service', '/profile'],
};

for (const [who, addresses] of Object.entries(CORE)) {
  test(`without any of them no page leads ${who} to what is not there`, async ({ page }) => {
    test.setTimeout(120_000);
    const off = CAPABILITIES.map(({ name }) => name).filter((name) => !HABITS.includes(name));
    const hidden = (await conform(who, off)).filter(({ verdict }) => verdict === 'hidden').map((screen) => screen.address);
    expect(hidden.length).toBeGreaterThan(10);
    await signIn(page, who, '/units');
    await page.route('**/config.json', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: off } });
    });
    let looked = 0;
    for (const address of addresses) {
      await page.goto(await whole(page, address));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toHaveCount(0);
      const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname));
      const leadsTo = (path: string) => hidden.some((screen) => path === screen || (screen.endsWith('/') && screen !== '/' && path.startsWith(screen)));
      expect.soft(links.filter(leadsTo), address).toEqual([]);
      looked += links.length;
    }
    expect(looked).toBeGreaterThan(addresses.length);
  });
}

for (const [off, who, address, link, title] of [
  ['registration', RESELLER, '/', 'Register a unit', 'Hello, '],
  ['responseRecord', ADMINISTRATOR, '/service', 'Was the word kept?', 'The service, point by point'],
] as const) {
  test(`without ${off} nothing at ${address} leads to it`, async ({ page }) => {
    await signIn(page, who, address);
    await expect(main(page).getByRole('link', { name: link }).first()).toBeVisible();
    await page.route('**/config.json', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: [off] } });
    });
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toHaveCount(0);
    await expect(main(page)).toContainText(off === 'registration' ? 'Not part of this portal' : 'within the target');
    await expect(partOfThePortal(page)).toHaveCount(off === 'registration' ? 1 : 0);
    await expect(main(page).getByRole('link', { name: link })).toHaveCount(0);
  });
}

test('without changes of the roster everybody named stands there, and nothing changes them', async ({ page }) => {
  await signIn(page, ADMINISTRATOR, '/people');
  const changing = main(page).getByRole('button', { name: /^(Edit|Replace|Remove|Has left|Add a representative)/ });
  const people = main(page).getByRole('listitem').filter({ hasText: 'Ximena Barragán Soto' });
  await expect(people.first()).toBeVisible();
  expect(await changing.count()).toBeGreaterThan(8);
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: ['rosterChanges'] } });
  });
  await page.goto('/people');
  await expect(people.first()).toBeVisible();
  await expect(main(page).getByRole('button', { name: /^Invite/ }).first()).toBeVisible();
  await expect(changing).toHaveCount(0);
});

test('that nobody is named or taken away may turn out at the press: it is said there, and not offered from then on', async ({ page, watch }) => {
  watch.provoke(/status of 405 .*\/v1\/contacts/);
  await signIn(page, ADMINISTRATOR);
  await page.route(/\/v1\/contacts/, (route) => (route.request().method() === 'PATCH' ? route.fulfill({ status: 405, contentType: 'text/plain', body: 'no' }) : route.fallback()));
  await page.goto('/people');
  await main(page).getByRole('button', { name: /^Edit / }).first().click();
  await page.getByLabel('Name').fill('Somebody Else');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('This portal’s server does without this part.').first()).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Somebody Else');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases', exact: true }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People', exact: true }).click();
  await expect(main(page).getByRole('button', { name: /^Invite/ }).first()).toBeVisible();
  await expect(main(page).getByRole('button', { name: /^(Edit|Replace|Remove|Has left|Add a representative)/ })).toHaveCount(0);
});

// As frameworks refuse an address that they do not know: in no words, or in some that say no more than the status.
const problem = (type: string) => ({ contentType: 'application/problem+json', body: JSON.stringify({ type, title: 'Not Found' }) });
const UNKNOWN = [
  { name: 'text', status: 404, contentType: 'text/plain', body: 'no such thing' },
  { name: 'about:blank', status: 404, ...problem('about:blank') },
  { name: 'not implemented', status: 501, ...problem('about:blank') },
];
for (const { name, ...answer } of UNKNOWN) test(`that nothing is counted may turn out when somebody wants to choose: it is said there (${name})`, async ({ page, watch }) => {
  watch.provoke(/status of (404|501) .*\/v1\/units\/facets/);
  await signIn(page, ADMINISTRATOR);
  await page.route('**/v1/units/facets*', (route) => route.fulfill(answer));
  await page.goto('/units');
  await main(page).getByText('More filters').click();
  await expect(main(page).getByRole('form', { name: 'More filters' })).toContainText('This portal’s server does without this part.');
  await expect(main(page).getByRole('form', { name: 'More filters' }).getByRole('combobox')).toHaveCount(0);
  await expect(main(page).getByLabel('Sort by')).toBeVisible();
  // From then on it is not offered.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases', exact: true }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units', exact: true }).click();
  await expect(main(page).getByRole('row').nth(1)).toBeVisible();
  await expect(main(page).getByText('More filters')).toBeHidden();
});

test('what a list can’t be asked for is not asked, wherever it would be: it is said there', async ({ page }) => {
  const off = ['cases?unit', 'units?answer', 'units?account'];
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: off } });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signIn(page, ADMINISTRATOR);
  const { reference } = (await (await page.request.get(`${server().url}/v1/units?limit=1`)).json()).items[0];
  await page.goto(`/units/${reference}`);
  await expect(main(page)).toContainText('This portal’s server does without this part.');
  await page.goto('/service');
  await expect(main(page).getByRole('heading', { level: 2 }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByText('Not all of what you have could be loaded.')).toHaveCount(0);
  await page.goto('about:blank');
  await page.context().clearCookies();
  await signIn(page, ADVISOR);
  await page.goto('/units');
  await expect(main(page).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByLabel('End User')).toHaveCount(0);
  expect(asked.filter((url) => /\/v1\/(cases\?.*unit=|units\?.*(answer|account)=)/.test(url))).toEqual([]);
});

test('where nothing can be sent there is something to read all the same', async ({ page, watch }) => {
  watch.provoke(/status of 405 .*\/v1\/sites/);
  await signIn(page, ADMINISTRATOR, '/sites');
  await page.route(/\/v1\/sites$/, (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 405, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Method Not Allowed' }) }) : route.fallback());
  await page.getByRole('button', { name: 'Add a site' }).click();
  for (const [label, text] of Object.entries({ Name: 'Valparaíso North', 'Street and number': 'Cerro 1', City: 'Valparaíso', Country: 'CL' })) await page.getByLabel(label).fill(text);
  await page.getByLabel('Time zone').selectOption('America/Santiago');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(main(page)).toContainText('Method Not Allowed.');
  await expect(page.getByLabel('Name')).toHaveValue('Valparaíso North');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases', exact: true }).click();
  await page.goBack();
  await expect(main(page).getByRole('heading', { name: 'Sites', level: 1 })).toBeVisible();
  await expect(main(page).getByRole('row').nth(1)).toBeVisible();
});

test('a case that a lost press has opened is found in whatever order the list comes', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), capabilitiesOff: ['idempotency', 'cases?sort'] } });
  });
  await signIn(page, ADMINISTRATOR);
  await fillIn(page, { unit: 'scl1-pe01', symptom: 'Lost, and in no order', priority: 3 });
  // The reference wants a key; here it stands before an API that has none.
  let sent = 0;
  await page.route(/\/v1\/cases(\?.*)?$/, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    sent += 1;
    const answer = await route.fetch({ headers: { ...route.request().headers(), 'idempotency-key': `lost-${sent}` } });
    expect(answer.status()).toBe(201);
    await route.abort('connectionreset');
  });
  await openTheCase(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'It is not known whether the report arrived' })).toBeVisible({ timeout: 20_000 });
  await openTheCase(page).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Possibly already opened' });
  await expect(alert.getByRole('link')).toHaveAttribute('href', /^\/cases\/2026-/);
  expect(sent).toBe(1);
  await page.goto('/cases');
  await expect(page.getByText('first, then by when the first response is due')).toHaveCount(0);
});

test('what is not there leaves the navigation when it is found out', async ({ page, watch }) => {
  watch.provoke(/status of 404 .*\/v1\/webinars/);
  await page.route('**/v1/webinars*', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'no such thing' }));
  await signIn(page, ADMINISTRATOR);
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webinars' });
  await link.click();
  await expect(partOfThePortal(page)).toBeVisible();
  await expect(link).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units', exact: true })).toBeVisible();
});

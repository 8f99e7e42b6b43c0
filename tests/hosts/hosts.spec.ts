// The release as static files of nginx and of Caddy, with the API behind them, by the configurations of docs/adopt: what they
// answer is what the reference server answers when it serves everything, and the main journeys go through.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, portalFrom, test, IN_HOURS, type Page } from '../support/portal';
import { call, theCase, theUnit } from '../support/api';
import { anotherBuild } from '../support/builds.mjs';
import { chosen, field, files, onTheirWay, sha256 } from '../support/files';
import { address, ask, freePort, HOSTS, type Host } from '../support/hosts.mjs';
import { ADMINISTRATOR, FIRST_ADMINISTRATOR, SENIOR, signIn, signInByTyping, signOut } from '../support/people';
import { chooseUnit, heading, main, opened, toPhonePage } from '../support/report';
import { APP, serve, serveOwn, type Server } from '../support/server.mjs';

type Answer = Awaited<ReturnType<typeof ask>>;
const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes };
const ENCODINGS = Object.keys(UNPACK) as (keyof typeof UNPACK)[];

const header = (answer: Answer, name: string) => answer.headers.filter(([found]) => found === name).map(([, value]) => value).join(', ');

/** Of the connection, of the moment, of who answers, of a file on that one disk. */
const OWN = /^(date|connection|keep-alive|transfer-encoding|server|alt-svc|x-request-id|etag|last-modified|accept-ranges|content-length|vary)$/;

/** What an answer says, each line as often as it is said. The page names its charset itself, so that one may name it or not. */
const said = (answer: Answer) =>
  answer.headers.filter(([name]) => !OWN.test(name)).map(([name, value]) => `${name}: ${value.replace(/; charset=utf-8$/, '')}`).sort();

for (const [name, start] of Object.entries(HOSTS)) {
  let host: Host;
  let server: Server;

  /** The server behind the host, for the describe block that this is called in. */
  const hosted = (serving: (url: string) => Promise<Server>) =>
    portalFrom(async () => {
      const port = await freePort();
      server = await serving(address(port));
      host = await start(port, server.url).catch(async (error) => {
        await server.stop();
        throw error;
      });
      const stop = async () => {
        const code = await host.stop();
        await server.stop();
        expect(code, `${name} ends when it is told to`).toBe(0);
      };
      return { ...server, url: host.url, stop };
    });

  test.describe(`${name}: what it answers`, () => {
    hosted((origin) => serveOwn(FIRST_ADMINISTRATOR, ['--origin', origin]));

    for (const path of ['/', '/index.html', '/cases/2026-1124-000001', '/sign-in/', '/units/JN1234AFB?on=2026-12-01']) {
      test(`${path} is the page`, async () => {
        const [mine, reference] = [await ask(host.url, path), await ask(server.url, path)];
        expect(mine.status).toBe(200);
        expect(said(mine)).toEqual(said(reference));
        expect(said(mine).join('\n')).toMatch(/cache-control: no-cache[^]*'sha256-[^]*strict-transport-security: /);
        expect(mine.body.equals(readFileSync(join(APP, 'index.html')))).toBe(true);
        expect(header(mine, 'x-request-id'), 'the host’s own').toBe('');
      });
    }

    test('every file, in every encoding, as the reference server sends it', async () => {
      const names = (await readdir(APP)).filter((name) => !/^\.|\.(br|gz)$/.test(name));
      expect(names.filter((name) => name.endsWith('.wasm')).length).toBeGreaterThan(0);
      for (const file of names) {
        for (const encoding of ENCODINGS) {
          const what = `${file}, ${encoding}`;
          const how = { headers: { 'Accept-Encoding': encoding } };
          const [mine, reference] = [await ask(host.url, `/${file}`, how), await ask(server.url, `/${file}`, how)];
          expect(mine.status, what).toBe(200);
          expect(said(mine), what).toEqual(said(reference));
          expect(mine.body.equals(reference.body), what).toBe(true);
          const unpack = UNPACK[(header(mine, 'content-encoding') || 'identity') as keyof typeof UNPACK];
          expect(unpack(mine.body).equals(readFileSync(join(APP, file))), what).toBe(true);
          if (header(mine, 'content-encoding')) expect(header(mine, 'vary').toLowerCase(), what).toContain('accept-encoding');
          const head = await ask(host.url, `/${file}`, { ...how, method: 'HEAD' });
          expect([head.status, said(head), head.body.length], what).toEqual([200, said(mine), 0]);
        }
      }
    });

    test('a hashed file is kept for a year, and the wasm is wasm, compressed', async () => {
      for (const file of (await readdir(APP)).filter((name) => /-[0-9a-f]{16}.*\.(wasm|js|css)$/.test(name))) {
        const answer = await ask(host.url, `/${file}`, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
        expect(header(answer, 'cache-control')).toBe('public, max-age=31536000, immutable');
        expect(header(answer, 'content-encoding')).toBe('br');
        if (file.endsWith('.wasm')) expect(header(answer, 'content-type')).toBe('application/wasm');
      }
    });

    test('who has the page is told so, and gets the new headers with it', async () => {
      for (const encoding of ENCODINGS) {
        const known = { 'Accept-Encoding': encoding };
        const tag = header(await ask(host.url, '/units', { headers: known }), 'etag');
        const again = await ask(host.url, '/units', { headers: { ...known, 'If-None-Match': tag } });
        expect([again.status, header(again, 'cache-control')], encoding).toEqual([304, 'no-cache']);
        expect(header(again, 'content-security-policy')).toBe(header(await ask(server.url, '/units'), 'content-security-policy'));
      }
    });

    for (const path of ['/portal-0123456789abcdef.js', '/portal-0123456789abcdef_bg.wasm', '/assets/app.js', '/favicon.ico', '/.stamp', '/.git/config', '/%2estamp', '/a/.b/c', '/cases/%2e.js']) {
      test(`${path} is missing, is not the page, and is kept by nobody`, async () => {
        const [mine, reference] = [await ask(host.url, path), await ask(server.url, path)];
        expect(mine.status).toBe(404);
        const but = (answer: Answer) => said(answer).filter((line) => !line.startsWith('content-type'));
        expect(but(mine)).toEqual(but(reference));
        expect(header(mine, 'cache-control')).toBe('no-store');
        expect(mine.body.toString()).not.toMatch(/<script|portal/i);
      });
    }

    test('what is behind /v1 is the API’s, its refusals too, with each header once', async () => {
      for (const [path, status] of [['/v1/meta', 200], ['/v1/nothing', 404], ['/v1/nothing.js', 404], ['/v1', 404], ['/v1/', 404], ['/v1/me', 401], ['/v1/cases/1/files/.x', 401]] as const) {
        const how = { headers: { 'Accept-Encoding': 'gzip, br' } };
        const [mine, reference] = [await ask(host.url, path, how), await ask(server.url, path, how)];
        expect(mine.status, path).toBe(status);
        expect(said(mine), path).toEqual(said(reference));
        if (status === 200) expect(header(mine, 'etag'), 'a change with a weak one would be refused').toMatch(/^"/);
        expect(header(mine, 'x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
        const [words, others] = [mine, reference].map(({ body }) => JSON.parse(body.toString()));
        if (status !== 200) expect({ ...words, instance: others.instance }).toEqual(others);
      }
    });

    test('a change from another site is refused, one of our own is not', async () => {
      const post = (headers: Record<string, string>) =>
        ask(host.url, '/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Portal': '1', ...headers }, body: Buffer.from('{"email":"nobody@example.net","password":"wrong"}') });
      expect((await post({ Origin: host.url })).status).toBe(401);
      expect((await post({ Origin: 'https://elsewhere.example' })).status).toBe(403);
      expect((await post({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    });

    test('a large body that is refused, at whatever depth: the words of the API arrive', async ({ page, watch }) => {
      watch.provoke(/status of 40[14] /);
      const refused = () =>
        page.evaluate(async () => {
          const headers = { 'Content-Type': 'application/octet-stream', 'X-Portal': '1', 'Idempotency-Key': 'large' };
          const answer = await fetch('/v1/cases/2026-1124-000001/files?name=a.log', { method: 'POST', headers, body: new Uint8Array(20_000_000) });
          return { status: answer.status, type: answer.headers.get('content-type') };
        });
      await page.goto('/sign-in');
      for (let again = 0; again < 3; again += 1) expect(await refused()).toEqual({ status: 401, type: 'application/problem+json' });
      await signInByTyping(page, FIRST_ADMINISTRATOR);
      expect(await refused()).toEqual({ status: 404, type: 'application/problem+json' });
    });

    test('one signs in with a cookie for this host alone, and out again', async ({ page }) => {
      await signInByTyping(page, FIRST_ADMINISTRATOR);
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
      expect(cookie?.name).toMatch(/^__Host-Http-/);
      await signOut(page, FIRST_ADMINISTRATOR.name);
      expect(await page.context().cookies()).toEqual([]);
    });

    test('scripts, styles and markup that are not the page’s own: refused', async ({ page, watch }) => {
      watch.provoke(/Content Security Policy/, /^securitypolicyviolation: (script-src|style-src|trusted-types|require-trusted-types)/);
      await page.goto('/sign-in');
      await expect(heading(page, 'Sign in')).toBeVisible();
      const refused = await page.evaluate(async () => {
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        document.body.append(style);
        const attempts = {
          script: () => import('data:text/javascript,document.title="ran"'),
          handler: () => document.body.setAttribute('onclick', 'document.title = "ran"'),
          markup: () => (document.body.innerHTML = '<img src=x onerror="document.title = 1">'),
        };
        const outcomes = { style: getComputedStyle(document.body).display === 'none' ? 'done' : 'refused' } as Record<string, string>;
        for (const [name, attempt] of Object.entries(attempts)) {
          outcomes[name] = await Promise.resolve().then(attempt).then(() => 'done', () => 'refused');
        }
        return outcomes;
      });
      expect(refused).toEqual({ style: 'refused', script: 'refused', handler: 'refused', markup: 'refused' });
      await expect(heading(page, 'Sign in')).toBeVisible();
    });
  });

  test.describe(`${name}: what the API behind it is told`, () => {
    let api: http.Server;
    /** What arrived last, and whether its last piece has come. */
    let asked = { path: '', headers: {} as http.IncomingHttpHeaders, bytes: 0, all: false };
    test.beforeAll(async () => {
      api = http.createServer((request, answer) => {
        const mine = (asked = { path: request.url!, headers: request.headers, bytes: 0, all: false });
        request.on('data', (piece) => (mine.bytes += piece.length));
        request.once('end', () => {
          mine.all = true;
          answer.writeHead(200, { 'Content-Type': 'text/plain' });
          answer.write('first');
          if (request.url !== '/v1/slow') answer.end();
        });
      });
      const mine = await freePort();
      await new Promise<void>((told) => api.listen(mine, '127.0.0.1', told));
      host = await start(await freePort(), `http://127.0.0.1:${mine}`);
    });
    test.afterAll(async () => {
      await host?.stop();
      api?.closeAllConnections();
      api?.close();
    });

    test('the path as it was typed, the host with its port, who asks, by TLS, and every header that counts', async () => {
      const sent = {
        Origin: host.url, 'Sec-Fetch-Site': 'same-origin', 'X-Portal': '1', 'Idempotency-Key': 'k 1', 'If-Match': '"3"', 'If-None-Match': '"4"',
        Range: 'bytes=1-2', 'If-Range': '"5"', 'Repr-Digest': 'sha-256=:AA==:', Cookie: '__Host-Http-a=b', Authorization: 'Bearer c',
      };
      await ask(host.url, '/v1/units/a%2Fb%20c?q=%C3%A9+1&q=%2F', { headers: sent });
      expect(asked.path).toBe('/v1/units/a%2Fb%20c?q=%C3%A9+1&q=%2F');
      const lower = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]));
      expect(asked.headers).toMatchObject({ ...lower, host: new URL(host.url).host, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
      await ask(host.url, '/v1/meta', { headers: { 'X-Forwarded-For': '192.0.2.7' } });
      expect(asked.headers['x-forwarded-for'], 'who asks is last, whatever was said before').toMatch(/(^|, )127\.0\.0\.1$/);
    });

    test('a file reaches it while it is being sent, one without a known length too', async () => {
      for (const length of [{ 'Content-Length': 3_000_000 }, { 'Transfer-Encoding': 'chunked' }]) {
        const request = https.request(`${host.url}/v1/cases/1/files`, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream', ...length }, rejectUnauthorized: false, agent: false });
        const answered = new Promise<number>((told, failed) => request.once('response', (answer) => told(answer.statusCode!)).once('error', failed));
        request.write(Buffer.alloc(2_000_000));
        await expect.poll(() => [asked.path, asked.bytes, asked.all]).toEqual(['/v1/cases/1/files', 2_000_000, false]);
        request.end(Buffer.alloc(1_000_000));
        expect(await answered).toBe(200);
        expect([asked.bytes, asked.all]).toEqual([3_000_000, true]);
      }
    });

    test('an answer reaches the reader while it is being made', async () => {
      const piece = await new Promise<string>((told, failed) => {
        const request = https.get(`${host.url}/v1/slow`, { rejectUnauthorized: false, agent: false }, (answer) => {
          answer.once('data', (first) => {
            request.destroy();
            told(String(first));
          });
        });
        request.once('error', failed);
      });
      expect(piece).toBe('first');
    });

    test('the API is away: a gateway’s status, never the page', async () => {
      api.closeAllConnections();
      await new Promise((told) => api.close(told));
      const answer = await ask(host.url, '/v1/meta');
      expect(answer.status).toBe(502);
      expect(answer.body.toString()).not.toContain('<script');
    });
  });

  test.describe(`${name}: the main journeys`, () => {
    hosted(() => serve(IN_HOURS));

    test('a unit’s cover, and a link to it opened anew', async ({ page }) => {
      await signIn(page, SENIOR);
      const { reference } = await theUnit(page, 'fra1-pe03');
      await page.goto(`/units/${encodeURIComponent(reference)}?on=2026-12-01`);
      await expect(heading(page, 'fra1-pe03')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Advanced Care Plus', exact: true })).toContainText(/Covered until/);
      await page.reload();
      await expect(page.getByLabel('Cover as of')).toHaveValue('2026-12-01');
    });

    test('a Priority 1 on the web; a file for it; saved as it was, whole and in part', async ({ page }) => {
      await signIn(page, SENIOR);
      await toPhonePage(page);
      await expect(main(page).getByRole('link', { name: /^\+1 202-555-0122/ })).toBeVisible();
      await chooseUnit(page, 'fra1-pe03');
      const symptom = `No session stays up behind ${name}`;
      await page.getByLabel('Symptom in one line').fill(symptom);
      await page.getByRole('button', { name: 'Open it on the web' }).click();
      const number = await opened(page);
      await expect(heading(page, symptom)).toBeVisible();
      expect(await theCase(page, symptom)).toMatchObject({ number, priority: 1, channel: 'web' });

      await page.goto(`/cases/${number}`);
      await expect(heading(page, symptom)).toBeVisible();
      const core = chosen('core.rpd.0.gz', 8_000_000);
      await field(page).setInputFiles([core]);
      await expect(onTheirWay(page)).toContainText(`the same SHA-256 of it: ${sha256(core)}`);
      expect(await saved(page, core.name)).toBe(sha256(core));
      const part = await page.evaluate(async (path) => {
        const answer = await fetch(path, { headers: { Range: 'bytes=7999990-' } });
        return { status: answer.status, range: answer.headers.get('content-range'), bytes: [...new Uint8Array(await answer.arrayBuffer())] };
      }, `/v1/cases/${number}/files/1`);
      expect(part).toEqual({ status: 206, range: 'bytes 7999990-7999999/8000000', bytes: [...core.buffer.subarray(7_999_990)] });
    });

    test('one representative replaces another, and a unit is registered', async ({ page }) => {
      await signIn(page, ADMINISTRATOR, '/people');
      await main(page).getByRole('button', { name: 'Replace Tobias Lindqvist' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Ida Lund');
      await page.getByLabel('E-mail address').fill('ida.lund@example.net');
      await page.getByLabel('Telephone').fill('+47 22 55 01 00');
      await main(page).getByRole('button', { name: 'Replace', exact: true }).click();
      await expect(main(page).getByRole('listitem').filter({ hasText: '+4722550100' })).toBeVisible();
      await expect(main(page).getByText('Tobias Lindqvist replaced by Ida Lund')).toBeVisible();
      expect((await call(page, 'GET', '/v1/contacts')).body.representatives.map((one: { name: string }) => one.name)).toContain('Ida Lund');

      await page.goto('/register');
      await page.getByRole('textbox', { name: 'Serial number', exact: true }).fill('ff000001');
      await page.getByRole('textbox', { name: 'Model', exact: true }).fill('MX204');
      await main(page).getByRole('button', { name: 'Register', exact: true }).click();
      await expect(main(page)).toContainText('FF000001 is registered.');
      await main(page).getByRole('link', { name: 'See its cover' }).click();
      await expect(heading(page, 'FF000001')).toBeVisible();
    });

    test('a new release: its files, its page, its policy, one reload of the host; an old page goes on', async ({ page, context }) => {
      const build = await anotherBuild();
      const second = page.waitForResponse('**/*_second.wasm');
      await signIn(page, SENIOR);
      await second;
      const wasm = () => page.locator('link[rel=preload][type="application/wasm"]').getAttribute('href');
      const old = await wasm();
      await host.install(build.folder);
      await expect.poll(async () => header(await ask(host.url, '/'), 'content-security-policy')).toBe(header(await policyOf(build.folder), 'content-security-policy'));
      await page.getByRole('link', { name: 'Units', exact: true }).click();
      await expect(heading(page, 'Units')).toBeVisible();
      expect((await ask(host.url, old!)).status).toBe(200);
      const fresh = await context.newPage();
      await fresh.goto('/units');
      await expect(heading(fresh, 'Units')).toBeVisible();
      await page.reload();
      await expect(heading(page, 'Units')).toBeVisible();
      expect(await wasm()).not.toBe(old);
      await build.remove();
    });

    test('a page whose policy has not come yet: the app does not start, and the numbers are there', async ({ page, watch }) => {
      watch.provoke(/Content Security Policy/, /^securitypolicyviolation: script-src-elem inline/, /preload/);
      const html = join(host.root, 'index.html');
      await Promise.all(['.br', '.gz'].map((end) => rm(`${html}${end}`, { force: true })));
      writeFileSync(html, readFileSync(html, 'utf8').replace('import init,', 'import init ,'));
      await page.goto('/');
      await expect(page.getByRole('link', { name: '+1 202-555-0122' })).toBeVisible();
      await expect(heading(page, 'Sign in')).toHaveCount(0);
    });
  });
}

/** What the reference server says with that build. */
async function policyOf(app: string): Promise<Answer> {
  const server = await serve(IN_HOURS, app);
  const answer = await ask(server.url, '/');
  await server.stop();
  return answer;
}

/** SHA-256 of what the browser saves when that file is followed. */
async function saved(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), files(page).getByRole('link', { name, exact: true }).click()]);
  return createHash('sha256').update(readFileSync(await download.path())).digest('hex');
}

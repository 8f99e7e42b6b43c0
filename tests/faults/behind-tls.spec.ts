// The portal as people reach it: behind a proxy that speaks TLS. Cookies that only then are possible, and what the browser
// tells the server about the content security policy only then.

import { chromium, type Browser, type Page } from '@playwright/test';
import { expect, test, type Watch } from '../support/portal';
import { tlsProxy } from '../support/proxy.mjs';
import { CHROMIUM, CHROMIUM_FLAGS, serveOwn } from '../support/server.mjs';

const FIRST = { account: 'Nordlicht Netze', name: 'Jördis Håkansson', email: 'joerdis@nordlicht.example.net', password: 'a long enough password', role: 'administrator' };

let door: Awaited<ReturnType<typeof tlsProxy>>;
let server: Awaited<ReturnType<typeof serveOwn>>;
let browser: Browser;

test.beforeAll(async () => {
  door = await tlsProxy();
  server = await serveOwn(FIRST, ['--origin', door.url]);
  Object.assign(door.ask, { pages: server.url, files: server.url, api: server.url });
  // The certificate is our own; reports are gathered for a minute otherwise.
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, '--ignore-certificate-errors', '--short-reporting-delay'] });
});

test.afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await door?.stop();
});

async function newPage(watch: Watch): Promise<Page> {
  const context = await browser.newContext();
  await watch.over(context);
  return context.newPage();
}

async function signedIn(watch: Watch): Promise<Page> {
  const page = await newPage(watch);
  await page.goto(`${door.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(FIRST.email);
  await page.getByLabel('Password').fill(FIRST.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
  return page;
}

test('one signs in and stays so, with a cookie for this host and for nobody else', async ({ watch }) => {
  const page = await signedIn(watch);
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
  expect(cookie?.name).toMatch(/^__Host-Http-/);
  const answer = await page.reload();
  expect(answer?.headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
  await page.getByRole('button', { name: `Account of ${FIRST.name}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
});

test('a blocked picture is reported by the browser, and logged without its address', async ({ watch }) => {
  watch.provoke(/img-src/, /elsewhere\.example/);
  const page = await newPage(watch);
  await page.goto(`${door.url}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.evaluate(() => {
    const picture = document.createElement('img');
    picture.src = 'https://elsewhere.example/pixel.png?serial=JN1234SECRET';
    document.body.append(picture);
  });
  await expect.poll(() => server.log(), { timeout: 20_000 }).toContain('a browser blocked something');
  const line = server.log().split('\n').find((line) => line.includes('a browser blocked something'));
  expect(line).toContain('img-src');
  expect(line).toContain('https://elsewhere.example');
  expect(server.log()).not.toContain('JN1234SECRET');
});

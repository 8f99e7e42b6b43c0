// What may stand between the app and an API that is not its own, before the reference server: one that wants a bearer token, and
// one on another origin than the pages. Both are real servers on loopback; nothing in the browser is replaced.

import { spawn } from 'node:child_process';
import http from 'node:http';
import https from 'node:https';
import { generate } from 'selfsigned';
import { identityProvider } from '../other-api/idp.mjs';
import { APP, PROGRAM } from './server.mjs';

export const PASSWORD = 'demonstration';

/**
 * @typedef {import('./server.mjs').Server} Server
 * @typedef {Server & { asked: { method: string, path: string, headers: http.IncomingHttpHeaders, status: number }[] }} Front
 */

/**
 * Asks the reference server as that person of the demonstration, by the session of another client.
 * @param {string} url of the server itself
 * @param {string} email of the person
 * @returns {Promise<(path: string, what?: RequestInit) => Promise<Response>>}
 */
export async function client(url, email) {
  const cookie = await session(url, email);
  return (path, what = {}) =>
    fetch(url + path, { ...what, headers: { Cookie: cookie, 'X-Portal': '1', 'Content-Type': 'application/json', ...what.headers } });
}

async function session(url, email) {
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'X-Portal': '1', 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${email}: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0].split(';')[0];
}

/**
 * The reference server as an API that knows no cookie: people sign in at an identity provider (that of `other-api`), and each call
 * shows its token, in the place of which the server behind is shown that person's session.
 * @param {Server} behind
 * @returns {Promise<Front>}
 */
export async function byToken(behind) {
  const { demonstration } = await behind.meta();
  const people = demonstration.people.map(({ email }) => ({ mail: email, personId: email }));
  const profiles = Object.fromEntries(people.map(({ personId }) => [personId, 'ANY']));
  const idp = identityProvider({ people, profiles, password: PASSWORD }, Date.now);
  const sessions = new Map();
  const cookieOf = (email) => {
    if (!sessions.has(email)) sessions.set(email, session(behind.url, email));
    return sessions.get(email);
  };
  const signIn = { redirect: { authorize: '/idp/authorize', token: '/idp/token', client: 'portal', scope: 'support' } };
  return listening(behind, http.createServer(), async (req, res, path) => {
    if (path.startsWith('/idp/')) {
      const asked = req.method === 'POST' ? new URLSearchParams(await textOf(req)) : new URL(req.url, 'http://here').searchParams;
      const said = idp.answer(req, path, asked);
      res.writeHead(said.status, { 'Content-Type': said.json ? 'application/json' : (said.type ?? 'text/plain'), ...said.headers });
      return res.end(said.json ? JSON.stringify(said.json) : (said.body ?? ''));
    }
    if (path === '/config.json') return config(res, behind, { signIn });
    const { cookie: _, authorization: __, ...headers } = req.headers;
    const person = path.startsWith('/v1/') && idp.personOf(req);
    pass(req, res, behind, person ? { ...headers, cookie: await cookieOf(person) } : headers, ({ 'set-cookie': ___, ...rest }) => rest);
  });
}

/** What docs/adopt.md asks of an API on another origin. */
const CORS = {
  'Access-Control-Allow-Headers': 'Content-Type, X-Portal, Authorization, Idempotency-Key, If-Match, If-None-Match, Repr-Digest',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Expose-Headers': 'ETag, Date, Retry-After, X-Request-Id',
  'Access-Control-Allow-Credentials': 'true',
};

/**
 * The pages on one origin and the API on another, over TLS, with the policy that `portal-server policy` prints.
 * @param {Server} behind
 * @param {{ lacks?: string[], more?: (meta: any) => object, films?: boolean }} [how] paths that the API does not have, what
 *   `config.json` says besides, and whether films of that origin are let play
 * @returns {Promise<Front & { api: string }>} the pages; `asked` is what came to the API
 */
export async function apart(behind, { lacks = [], more = () => ({}), films = false } = {}) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  let own = '';
  const api = await listening(behind, https.createServer({ key, cert }), (req, res, path) => {
    if (req.headers.origin === own) {
      res.setHeader('Access-Control-Allow-Origin', own);
      for (const [name, value] of Object.entries(CORS)) res.setHeader(name, value);
    }
    if (req.method === 'OPTIONS') return res.writeHead(204).end();
    if (lacks.includes(path) || !path.startsWith('/v1/')) return res.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such thing here.');
    // To the server behind, what comes from the origin that this API lets in is its own.
    const { origin, ...headers } = req.headers;
    const here = !origin || origin === own ? 'same-origin' : 'cross-site';
    const open = ({ 'cross-origin-resource-policy': _, ...answered }) => answered;
    pass(req, res, behind, { ...headers, 'sec-fetch-site': here }, films ? open : (answered) => answered);
  }, 'https');
  const policy = await printed(['policy', '--app', APP, '--connect', api.url, ...(films ? ['--media', api.url] : [])]);
  const settings = { apiBase: api.url, ...more(await behind.meta()) };
  const pages = await listening(behind, https.createServer({ key, cert }), (req, res, path) => {
    if (path.startsWith('/v1/')) return res.writeHead(404).end();
    const { cookie: _, ...headers } = req.headers;
    if (path === '/config.json') return config(res, behind, settings);
    pass(req, res, behind, headers, ({ 'reporting-endpoints': _, ...answered }) => ({ ...answered, 'content-security-policy': policy }));
  }, 'https');
  own = pages.url;
  const stop = async () => {
    await pages.end();
    await api.stop();
  };
  return { ...pages, asked: api.asked, api: api.url, stop };
}

async function listening(behind, server, answer, scheme = 'http') {
  const asked = [];
  server.on('request', (req, res) => {
    const path = new URL(req.url, 'http://here').pathname;
    const entry = { method: req.method, path, headers: req.headers, status: 0 };
    asked.push(entry);
    res.once('finish', () => (entry.status = res.statusCode));
    Promise.resolve(answer(req, res, path)).catch((error) => {
      console.error(error);
      res.destroy();
    });
  });
  await new Promise((told) => server.listen(0, '127.0.0.1', told));
  const end = async () => {
    server.closeAllConnections();
    await new Promise((told) => server.close(told));
  };
  const stop = async () => {
    await end();
    await behind.stop();
  };
  return { ...behind, url: `${scheme}://127.0.0.1:${server.address().port}`, asked, end, stop };
}

function pass(req, res, behind, headers, change) {
  const passed = http.request(new URL(req.url, behind.url), { method: req.method, headers }, (answer) => {
    res.writeHead(answer.statusCode, change(answer.headers));
    answer.pipe(res);
  });
  passed.once('error', () => res.destroy());
  res.once('close', () => passed.destroy());
  req.pipe(passed);
}

/** `config.json` of the build, with something else in it. */
async function config(res, behind, more) {
  const own = await (await fetch(`${behind.url}/config.json`)).json();
  res.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' }).end(JSON.stringify({ ...own, ...more }));
}

async function textOf(req) {
  let text = '';
  for await (const piece of req.setEncoding('utf8')) text += piece;
  return text;
}

/** What a command of the server prints. */
async function printed(words) {
  const child = spawn(PROGRAM, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const code = await new Promise((told, failed) => child.once('error', failed).once('close', told));
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
  return said.trim();
}

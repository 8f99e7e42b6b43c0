// Somebody else's API, to prove that the app can stand before one: tickets and assets under names of its own, offset pages, bearer
// tokens, no description of itself, no entity tags, no keys against doing things twice. Everything is in memory and ends with the
// process. The built app is served beside it. `node server.mjs --port 8090 --app ../../dist [--clock 2026-11-24T16:00:00Z]`
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { identityProvider } from './idp.mjs';
import { Refusal, dataAt, missing, restOver, stamp } from './rest.mjs';
const { values: given } = parseArgs({ options: { port: { type: 'string', default: '0' }, app: { type: 'string', default: 'dist' }, clock: { type: 'string' } } });
const ahead = given.clock ? Date.parse(given.clock) - Date.now() : 0;
if (Number.isNaN(ahead)) throw new Error(`--clock ${given.clock} is no instant`);
const [now, BODY_LIMIT] = [() => Date.now() + ahead, 1_000_000];
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.txt': 'text/plain', '.webmanifest': 'application/manifest+json' };
const CONFIG = {
  signIn: { redirect: { authorize: '/idp/authorize', token: '/idp/token', client: 'portal', scope: 'support' } },
  phones: { newFault: [{ region: null, label: 'Fault desk', number: '+1 202-555-0170' }], stuckCase: [{ region: null, label: 'Duty manager', number: '+1 202-555-0171' }] }, caseMail: null,
};
const data = dataAt(now());
const [idp, rest] = [identityProvider(data, now), restOver(data, now)];
/** A file of the app; an address without a dot is one of its pages. */
async function file(path) {
  const root = resolve(given.app);
  const name = resolve(join(root, extname(path) ? decodeURIComponent(path) : 'index.html'));
  const body = name.startsWith(root + sep) && (await readFile(name).catch(() => null));
  if (!body) throw missing();
  return path === '/config.json' ? { status: 200, json: { ...JSON.parse(body.toString()), ...CONFIG } } : { status: 200, type: TYPES[extname(name)] ?? 'application/octet-stream', body };
}
async function answer(req) {
  const { pathname: path, searchParams: asked } = new URL(req.url, 'http://here');
  let sent = '';
  for await (const piece of req.setEncoding('utf8')) if ((sent += piece).length > BODY_LIMIT) throw new Refusal(413, 'TOO_LONG', 'The body is too long.');
  if (path.startsWith('/rest/')) return rest(req.method, path, asked, sent, idp.personOf(req));
  if (path.startsWith('/idp/')) return idp.answer(req, path, req.method === 'POST' ? new URLSearchParams(sent) : asked) ?? Promise.reject(missing());
  return file(path);
}
const server = createServer(async (req, res) => {
  const said = await answer(req).catch((error) => {
    if (!(error instanceof Refusal)) console.error(error);
    const { status, code, message, fields } = error instanceof Refusal ? error : { status: 500, code: 'BROKEN', message: 'Something broke.' };
    return { status, json: { error: { code, message, fields, time: stamp(now()) } } };
  });
  res.writeHead(said.status, { Date: new Date(now()).toUTCString(), 'X-Request-Id': randomUUID(), 'Cache-Control': 'no-cache', 'Content-Type': said.json ? 'application/json' : (said.type ?? 'text/plain'), ...said.headers });
  res.end(said.json ? JSON.stringify(said.json) : (said.body ?? ''));
});
server.listen(Number(given.port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

// Starts somebody else's API (`tests/other-api`) with the app in its dialect beside it, and ends exactly that process again; and
// calls that API as anybody could, to see what it really holds.

import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** The build that is tested. */
export const OTHER_APP = process.env.PORTAL_OTHER_APP ?? join(ROOT, 'target/xtask/other');
const PROGRAM = join(ROOT, 'tests/other-api/server.mjs');
const START_LIMIT = 10_000;
export const PASSWORD = 'a lantern on the pier';

/**
 * A running server, as much of one as `portalFrom` needs.
 * @typedef {{ url: string, now: () => Promise<Date>, log: () => string, stop: () => Promise<void> }} OtherServer
 */

/**
 * Serves their data, placed around `clock`.
 * @param {string} clock RFC 3339
 * @returns {Promise<OtherServer>}
 */
export async function serveOther(clock) {
  const words = [PROGRAM, '--app', OTHER_APP, '--port', '0', '--clock', clock];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let log = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  let failed;
  child.once('error', (error) => (failed = error.message));
  const began = Date.now();
  let url;
  while (!(url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0])) {
    if (failed || child.exitCode !== null || Date.now() - began > START_LIMIT) {
      await end(child);
      throw new Error(`${words.join(' ')} did not start: ${failed ?? said}${log}`);
    }
    await new Promise((wake) => setTimeout(wake, 20));
  }
  const now = async () => new Date((await fetch(`${url}/rest/whoami`)).headers.get('date'));
  return { url, now, log: () => log, stop: () => end(child) };
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((told) => child.once('exit', told));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(late);
}

/**
 * A token of a person, as any client of theirs gets one.
 * @param {string} url of the server
 * @param {string} mail of the person
 * @returns {Promise<string>}
 */
export async function tokenOf(url, mail) {
  const verifier = randomBytes(32).toString('base64url');
  const back = `${url}/sign-in`;
  const asked = {
    response_type: 'code', client_id: 'portal', redirect_uri: back, state: 'x', code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), email: mail, password: PASSWORD,
  };
  const post = (path, form) => fetch(url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) });
  const code = new URL((await post('/idp/authorize', asked)).headers.get('location')).searchParams.get('code');
  const token = await post('/idp/token', { grant_type: 'authorization_code', code, redirect_uri: back, client_id: 'portal', code_verifier: verifier });
  return (await token.json()).access_token;
}

/**
 * Calls their API as that person.
 * @param {string} url of the server
 * @param {string} mail of the person
 * @param {string} path below `/rest/`
 * @param {{ method?: string, body?: unknown }} [what] a plain question when not given
 * @returns {Promise<any>}
 */
export async function theirs(url, mail, path, { method = 'GET', body } = {}) {
  const headers = { Authorization: `Bearer ${await tokenOf(url, mail)}`, 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/rest/${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

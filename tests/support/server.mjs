// Starts the reference server over an empty data folder and ends exactly that process again. Plain JavaScript, because the
// Firefox run, the bench and the screenshots use it without a test runner.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** The reference server. */
export const PROGRAM = process.env.PORTAL_SERVER ?? join(ROOT, 'target/release/portal-server');
/** The build that is tested. */
export const APP = process.env.PORTAL_APP ?? join(ROOT, 'dist');
const START_LIMIT = 30_000;

/** What Chromium is started with, everywhere. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A running server.
 * @typedef {{
 *   url: string,
 *   meta: () => Promise<any>,
 *   now: () => Promise<Date>,
 *   log: () => string,
 *   restart: (clock: string) => Promise<void>,
 *   mailKey: () => Promise<string>,
 *   stop: () => Promise<void>,
 * }} Server
 */

/**
 * Serves the release app with demonstration data placed around `clock`.
 * @param {string} clock RFC 3339
 * @param {string} app the folder of a finished build; this checkout's when not given
 * @returns {Promise<Server>}
 */
export async function serve(clock, app = APP) {
  return serving(await folder(), ['--clock', clock], app);
}

/**
 * The same with a table of response targets of one's own.
 * @param {string} clock RFC 3339
 * @param {string[]} words the table, as on the command line
 * @returns {Promise<Server>}
 */
export async function serveWithTargets(clock, words) {
  const data = await folder();
  const first = await launch(['--data', data, '--app', APP, '--clock', clock], 0);
  await end(first.child);
  await command(['targets', '--data', data, ...words]);
  return serving(data, ['--clock', clock]);
}

/**
 * Somebody who can sign in.
 * @typedef {{ account: string, name: string, email: string, password: string, role: string }} Person
 */

/**
 * Serves the release app without demonstration data, at the machine's own time; `first` is all that there is.
 * @param {Person} first
 * @param {string[]} words further ones of the command line
 * @returns {Promise<Server>}
 */
export async function serveOwn(first, words = []) {
  const data = await folder();
  await addPerson(data, first);
  return serving(data, ['--no-demo', ...words]);
}

const folder = () => mkdtemp(join(tmpdir(), 'portal-test-'));

async function serving(data, words, app = APP) {
  const start = (words, port) => launch(['--data', data, '--app', app, ...words], port);
  let running = await start(words, 0);
  const { url } = running;
  const meta = async () => (await fetch(`${url}/v1/meta`)).json();
  return {
    url,
    meta,
    now: async () => new Date((await meta()).server_now),
    log: () => running.log(),
    // The same data on the same address, at another time; with demonstration data only.
    restart: async (later) => {
      await end(running.child);
      running = await start(['--clock', later], Number(new URL(url).port));
    },
    // A new key for the mail server, as an operator makes it while the portal runs.
    mailKey: async () => /: (\w+)\s*$/.exec(await command(['mail-key', '--data', data]))[1],
    stop: async () => {
      await end(running.child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** As an operator does it on the command line; the password goes through standard input. */
async function addPerson(data, { password, ...person }) {
  const words = Object.entries(person).flatMap(([name, value]) => [`--${name}`, value]);
  await command(['user', 'add', '--data', data, ...words], `${password}\n`);
}

/** Runs a command of the server to its end; what it answered. */
async function command(words, input) {
  // A pipe that nobody reads breaks when the command is quicker.
  const child = spawn(PROGRAM, words, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  let answer = '';
  let said = '';
  child.stdout.on('data', (chunk) => (answer += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  child.stdin?.end(input);
  const code = await new Promise((told, failed) => child.once('error', failed).once('close', told));
  if (code !== 0) throw new Error(`${words.join(' ')}: ${said}`);
  return answer;
}

async function launch(words, port) {
  const child = spawn(PROGRAM, ['serve', '--listen', `127.0.0.1:${port}`, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let log = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  let failed;
  child.once('error', (error) => (failed = error.message));
  const began = Date.now();
  while (Date.now() - began < START_LIMIT) {
    if (failed || child.exitCode !== null) throw new Error(`${PROGRAM} did not start: ${failed ?? log}`);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (url && (await answers(url))) return { child, url, log: () => log };
    await new Promise((wake) => setTimeout(wake, 50));
  }
  await end(child);
  throw new Error(`${PROGRAM} said no address within ${START_LIMIT / 1000} s: ${said}${log}`);
}

async function answers(url) {
  try {
    return (await fetch(`${url}/v1/meta`)).ok;
  } catch {
    return false;
  }
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((told) => child.once('exit', told));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(late);
}

// Starts the reference server over an empty data folder and ends exactly that process again. Plain JavaScript, because the
// Firefox run, the bench and the screenshots use it without a test runner.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = process.env.PORTAL_SERVER ?? join(ROOT, 'target/release/portal-server');
const APP = process.env.PORTAL_APP ?? join(ROOT, 'dist');
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
 *   restart: (clock: string) => Promise<void>,
 *   stop: () => Promise<void>,
 * }} Server
 */

/**
 * Serves the release app with demonstration data placed around `clock`.
 * @param {string} clock RFC 3339
 * @returns {Promise<Server>}
 */
export async function serve(clock) {
  const data = await mkdtemp(join(tmpdir(), 'portal-test-'));
  let running = await start(clock, data, 0);
  const { url } = running;
  const meta = async () => (await fetch(`${url}/v1/meta`)).json();
  return {
    url,
    meta,
    now: async () => new Date((await meta()).server_now),
    // The same data on the same address, at another time.
    restart: async (later) => {
      await end(running.child);
      running = await start(later, data, Number(new URL(url).port));
    },
    stop: async () => {
      await end(running.child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function start(clock, data, port) {
  const words = ['serve', '--listen', `127.0.0.1:${port}`, '--data', data, '--app', APP, '--clock', clock];
  const child = spawn(PROGRAM, words, { stdio: ['ignore', 'pipe', 'pipe'] });
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
    if (url && (await answers(url))) return { child, url };
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

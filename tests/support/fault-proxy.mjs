// The proxy of `crates/fault-proxy` before a server: what passes is broken by rules, over real connections.

import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = process.env.FAULT_PROXY ?? join(ROOT, 'target/debug/fault-proxy');

/**
 * What happens to the requests of a path, which may end with `*`.
 * @typedef {{ method?: string, path: string, skip?: number, times?: number, fault: { kind: string, [name: string]: unknown } }} Rule
 * @typedef {{ method: string, target: string, fault: { kind: string } }} Hit
 * @typedef {{ url: string, set: (...rules: Rule[]) => Promise<void>, hits: () => Promise<Hit[]>, stop: () => Promise<void> }} FaultProxy
 */

/**
 * @param {string} server its address
 * @returns {Promise<FaultProxy>}
 */
export async function faultProxy(server) {
  const child = spawn(PROGRAM, [new URL(server).host], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await new Promise((told, failed) => {
    const addresses = {};
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`${PROGRAM} ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      const [name, address] = line.split(' ');
      addresses[name] = address;
      if (addresses.Address && addresses.Control) told(addresses);
    });
  });
  return {
    url: said.Address,
    set: async (...rules) => {
      const answer = await fetch(`${said.Control}/rules`, { method: 'PUT', body: JSON.stringify(rules) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    hits: async () => (await fetch(`${said.Control}/hits`)).json(),
    stop: () =>
      new Promise((told) => {
        child.removeAllListeners('exit').once('exit', told);
        child.kill();
      }),
  };
}

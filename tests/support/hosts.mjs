// nginx and Caddy as Debian packs them, with the configurations of docs/adopt: only what is marked “(yours)” there is
// replaced, and what a machine's administrator has elsewhere: ports, places of logs. As a user who may nothing.

import { spawn } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generate } from 'selfsigned';
import { APP, PROGRAM } from './server.mjs';

const ADOPT = resolve(import.meta.dirname, '../../docs/adopt');
const NGINX = process.env.NGINX ?? '/usr/sbin/nginx';
const CADDY = process.env.CADDY ?? '/usr/bin/caddy';
const START_LIMIT = 10_000;
/** Nobody, when the tests run as root. */
const USER = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/**
 * A running host. `install` does what adopt.md says of a new release.
 * @typedef {{ url: string, root: string, log: () => string, install: (app: string) => Promise<void>, reload: () => Promise<void>, stop: () => Promise<number | null> }} Host
 * @typedef {(port: number, api: string) => Promise<Host>} Start
 */

/** A port that is free; told before anything listens there, because a server behind has to know the address before it starts. */
export async function freePort() {
  const server = createServer();
  await new Promise((told) => server.listen(0, '127.0.0.1', told));
  const { port } = server.address();
  await new Promise((told) => server.close(told));
  return port;
}

export const address = (port) => `https://127.0.0.1:${port}`;

/** @type {Record<string, Start>} */
export const HOSTS = { nginx, caddy };

/** @type {Start} */
async function nginx(port, api) {
  const place = await prepared('nginx');
  const http = await freePort();
  const site = replaced(await readFile(join(ADOPT, 'nginx.conf'), 'utf8'), [
    ['server 127.0.0.1:8787;', `server ${new URL(api).host};`],
    ['listen 80;', `listen 127.0.0.1:${http};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`],
    ['server_name portal.example.net;', 'server_name 127.0.0.1;'],
    ['/etc/ssl/portal/fullchain.pem', place.cert],
    ['/etc/ssl/portal/key.pem', place.key],
    ['/srv/portal', place.root],
    ['/etc/nginx/portal-policy.conf', place.policy],
  ]);
  await writeFile(join(place.folder, 'portal.conf'), site);
  // The package's own file around it.
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${place.folder}/${kind};`);
  const whole = replaced(await readFile('/etc/nginx/nginx.conf', 'utf8'), [
    ['user www-data;', ''],
    ['/run/nginx.pid', join(place.folder, 'nginx.pid')],
    ['/var/log/nginx/error.log', 'stderr'],
    ['/var/log/nginx/access.log', join(place.folder, 'access.log')],
    ['include /etc/nginx/conf.d/*.conf;', temporary.join('\n')],
    ['include /etc/nginx/sites-enabled/*;', `include ${join(place.folder, 'portal.conf')};`],
  ]);
  const config = join(place.folder, 'nginx.conf');
  await writeFile(config, whole);
  return running(place, port, [NGINX, '-e', 'stderr', '-c', config, '-g', 'daemon off;'], {
    reload: async (child) => void child.kill('SIGHUP'),
    end: 'SIGQUIT',
  });
}

/** @type {Start} */
async function caddy(port, api) {
  const place = await prepared('caddy');
  const [http, admin] = [await freePort(), await freePort()];
  const site = replaced(await readFile(join(ADOPT, 'Caddyfile'), 'utf8'), [
    ['\nportal.example.net {', `\n${address(port)} {`],
    ['#tls /etc/ssl/portal/fullchain.pem /etc/ssl/portal/key.pem', `tls ${place.cert} ${place.key}`],
    ['reverse_proxy 127.0.0.1:8787', `reverse_proxy ${new URL(api).host}`],
    ['root * /srv/portal', `root * ${place.root}`],
    ['import /etc/caddy/portal-policy', `import ${place.policy}`],
  ]);
  const config = join(place.folder, 'Caddyfile');
  await writeFile(config, `{\n\tadmin 127.0.0.1:${admin}\n\thttp_port ${http}\n}\n${site}`);
  const told = ['--config', config, '--adapter', 'caddyfile'];
  return running(place, port, [CADDY, 'run', ...told], {
    reload: () => command(CADDY, ['reload', ...told, '--address', `127.0.0.1:${admin}`], place.env),
    end: 'SIGTERM',
  });
}

/** A folder with the app, a certificate that nobody has signed, and the policy of the page. */
async function prepared(kind) {
  const folder = await mkdtemp(join(tmpdir(), `portal-${kind}-`));
  const place = {
    kind,
    folder,
    root: join(folder, 'app'),
    cert: join(folder, 'cert.pem'),
    key: join(folder, 'key.pem'),
    policy: join(folder, 'policy'),
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
  };
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  await mkdir(place.root);
  await Promise.all([writeFile(place.key, key), writeFile(place.cert, cert), copied(APP, place)]);
  return place;
}

/** The files first, what names them last, then the policy that fits it. */
async function copied(app, place) {
  const names = await readdir(app);
  const isPage = (name) => name.startsWith('index.html');
  for (const name of [...names.filter((name) => !isPage(name)), ...names.filter(isPage)]) {
    await cp(join(app, name), join(place.root, name), { recursive: true });
  }
  // A build without compressed siblings leaves none of another page behind.
  const old = (await readdir(place.root)).filter((name) => isPage(name) && !names.includes(name));
  await Promise.all(old.map((name) => rm(join(place.root, name))));
  await writeFile(place.policy, await command(PROGRAM, ['policy', '--app', app, '--for', place.kind]));
}

async function running(place, port, [program, ...words], { reload, end }) {
  if (USER.uid !== undefined) await owned(place.folder);
  const child = spawn(program, words, { ...USER, cwd: place.folder, env: place.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  let failed;
  child.once('error', (error) => (failed = error.message));
  const url = address(port);
  const stop = async () => {
    const code = await ended(child, end);
    await rm(place.folder, { recursive: true, force: true });
    return code;
  };
  const began = Date.now();
  while (Date.now() - began < START_LIMIT) {
    if (failed || child.exitCode !== null) break;
    if (await ask(url, '/robots.txt').then(() => true, () => false)) {
      const again = () => reload(child);
      const install = async (app) => {
        await copied(app, place);
        if (USER.uid !== undefined) await owned(place.folder);
        await again();
      };
      return { url, root: place.root, log: () => log, install, reload: again, stop };
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  await stop();
  throw new Error(`${program} did not start: ${failed ?? log}`);
}

async function owned(folder) {
  const entries = await readdir(folder, { recursive: true });
  await Promise.all(['.', ...entries].map((name) => chown(join(folder, name), USER.uid, USER.gid).catch(() => { /* gone meanwhile */ })));
}

async function ended(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return child.exitCode;
  const gone = new Promise((told) => child.once('exit', told));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
  const code = await gone;
  clearTimeout(late);
  return code;
}

/** Every pair must be there: what an adopter replaces is what the tests replace. */
function replaced(text, pairs) {
  return pairs.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`“${from}” is not in the configuration`);
    return text.replaceAll(from, to);
  }, text);
}

async function command(program, words, env = process.env) {
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let answer = '';
  let said = '';
  child.stdout.on('data', (chunk) => (answer += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise((told, failed) => child.once('error', failed).once('close', told));
  if (code !== 0) throw new Error(`${program} ${words.join(' ')}: ${said}`);
  return answer;
}

/**
 * One request as it is: nothing is unpacked, followed or added.
 * @param {string} base
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: Buffer }} [how]
 * @returns {Promise<{ status: number, headers: [string, string][], body: Buffer }>}
 */
export async function ask(base, path, { method = 'GET', headers = {}, body } = {}) {
  const http = base.startsWith('https:') ? https : await import('node:http');
  const { hostname, port } = new URL(base);
  return new Promise((told, failed) => {
    const request = http.request({ hostname, port, path, method, headers, rejectUnauthorized: false, agent: false }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece)).once('error', failed);
      answer.once('end', () => {
        const names = answer.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
        const values = answer.rawHeaders.filter((_, at) => at % 2 === 1);
        told({ status: answer.statusCode, headers: names.map((name, at) => [name, values[at]]), body: Buffer.concat(pieces) });
      });
    });
    request.once('error', failed);
    request.end(body);
  });
}

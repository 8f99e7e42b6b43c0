// Another build of the app than the one that is tested, as there is one while a release is being installed.

import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP } from './server.mjs';

/**
 * Another build of the same app, in a folder of its own: its wasm has a section more, and so every file that is named by
 * its bytes has another name.
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function anotherBuild() {
  const folder = await mkdtemp(join(tmpdir(), 'portal-build-'));
  await cp(APP, folder, { recursive: true });
  const names = await readdir(folder);
  const only = (end) => names.find((name) => name.startsWith('portal-') && name.endsWith(end));
  // The precompressed siblings would still be those of the first build.
  await Promise.all(names.filter((name) => /\.(br|gz)$/.test(name)).map((name) => rm(join(folder, name))));
  const [wasm, js] = [only('_bg.wasm'), only('.js')];
  const newWasm = await withASectionMore(folder, wasm);
  const second = only('_second.wasm');
  const newSecond = await withASectionMore(folder, second);
  const script = Buffer.from((await readFile(join(folder, js), 'utf8')).replaceAll(wasm, newWasm));
  const newJs = `portal-${digest(script)}.js`;
  await writeFile(join(folder, js), script);
  await rename(join(folder, js), join(folder, newJs));
  const page = (await readFile(join(folder, 'index.html'), 'utf8')).replaceAll(wasm, newWasm).replaceAll(js, newJs).replaceAll(second, newSecond);
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  await writeFile(join(folder, 'index.html'), page.replace(/(<link rel="modulepreload"[^>]*integrity=")[^"]*/, `$1${integrity}`));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Writes it under the name of its new bytes. */
async function withASectionMore(folder, name) {
  const section = Buffer.from('build two');
  const bytes = Buffer.concat([await readFile(join(folder, name)), Buffer.from([0, section.length + 1, section.length]), section]);
  const newName = name.replace(/[0-9a-f]{16}/, digest(bytes));
  await writeFile(join(folder, name), bytes);
  await rename(join(folder, name), join(folder, newName));
  return newName;
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

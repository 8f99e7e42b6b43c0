// A core file of 300 MB, by the browser: reckoned and sent as a stream, both ends have the same, and whoever looks meanwhile is
// not held up.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { ENGINEER, signIn } from '../support/people';
import { call } from '../support/api';
import { field, fileCase, files, onTheirWay } from '../support/files';

portalAt(IN_HOURS);
test.setTimeout(240_000);

const MEGABYTE = 1_000_000;

/** A file in which every megabyte is another one. */
async function large(folder: string, megabytes: number): Promise<{ path: string; digest: string }> {
  const path = join(folder, 'core.rpd.0');
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let n = 0; n < megabytes; n += 1) {
    const piece = Buffer.alloc(MEGABYTE, `${n} `);
    hash.update(piece);
    await file.write(piece);
  }
  await file.close();
  return { path, digest: hash.digest('hex') };
}

test('300 MB: sent while the page goes on, and stored byte for byte', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'large-'));
  try {
    const core = await large(folder, 300);
    await signIn(page, ENGINEER);
    const number = await fileCase(page, 'Files: a large one');
    await field(page).setInputFiles(core.path);
    const upload = onTheirWay(page).filter({ hasText: 'core.rpd.0' });
    await expect(upload.getByRole('progressbar')).toBeVisible();
    // Nobody waits for it: what is typed meanwhile stands there at once.
    await page.getByLabel('Your comment').fill('The core file is on its way.');
    await expect(page.getByLabel('Your comment')).toHaveValue('The core file is on its way.');
    await expect(upload).toContainText(`sent This browser and the server took the same SHA-256 of it: ${core.digest}`, { timeout: 180_000 });
    await expect(files(page)).toContainText('There is 1 file with 300 MB now.');
    await expect(page.getByLabel('Your comment')).toHaveValue('The core file is on its way.');
    const stored = (await call(page, 'GET', `/v1/cases/${number}`)).body.files;
    expect(stored.map((file: any) => [file.name, file.bytes, file.sha256])).toEqual([['core.rpd.0', 300 * MEGABYTE, core.digest]]);

    const saving = page.waitForEvent('download');
    await files(page).getByRole('link', { name: 'core.rpd.0', exact: true }).click();
    const hash = createHash('sha256');
    for await (const piece of createReadStream(await (await saving).path())) hash.update(piece);
    expect(hash.digest('hex')).toBe(core.digest);
  } finally {
    await rm(folder, { recursive: true });
  }
});

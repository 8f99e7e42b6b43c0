// How the page for files takes the largest ones that it reads: how long until the rows are checked, the longest task of the
// page meanwhile, and what memory they hold; whether reading can be cancelled; and what is said above the limits. It prints
// and asserts nothing.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS, serve } from '../support/server.mjs';

const RESELLER = /Lim Wei Xuan/;
const ROWS_MAX = 200_000;
const BYTES_MAX = 50 * 1024 * 1024;
const PATIENCE = 120_000;
const HEAD = ['S/N', 'SKU', 'Host name', 'Use', 'Release', 'Purchase order', 'Site', 'Street', 'Postal code', 'City', 'Country', 'End User', 'End user street', 'End user postal code', 'End user city', 'End user country'];

/** Rows of that many bytes each, line end included; nothing is padded when it is 0. */
function file(rows, width) {
  const lines = [HEAD.join(',')];
  for (let n = 0; n < rows; n += 1) {
    const site = n % 400;
    const cells = [`LF${String(n).padStart(7, '0')}`, 'MX204', `edge-${n}`, 'in use', '23.4R2-S3', 'PO-2026-0007', `"Ring ${site}, North"`, `Quay Road ${site}`, '400001', 'Zürich', 'Switzerland', 'Kadambari Metro Fibre', '18 Dockyard Lane', '400001', 'Mumbai', 'India'];
    const line = cells.join(',');
    // One byte more for the ü and two for the line end.
    cells[2] += 'x'.repeat(Math.max(0, width - line.length - 3));
    lines.push(cells.join(','));
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'));
const portal = await serve('2026-11-24T16:00:00Z');
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
try {
  const width = Math.floor(BYTES_MAX / ROWS_MAX);
  const kinds = {
    'rows': file(ROWS_MAX, 0),
    'rows and bytes': file(ROWS_MAX, width),
    'bytes, 100,000 rows': file(ROWS_MAX / 2, width * 2 - 1),
  };
  console.log('The largest files in the browser (goal: no task above 50 ms):');
  for (const [kind, content] of Object.entries(kinds)) await measured(kind, content);
  await cancelled(kinds['rows and bytes']);
  await refused('one row more', file(ROWS_MAX + 1, 0));
  await refused('larger', file(ROWS_MAX - 1, width + 2));
} finally {
  await browser.close();
  await portal.stop();
  rmSync(folder, { recursive: true });
}

/** The page for files, with the tasks that are long noted from now on. */
async function opened() {
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((task) => [task.startTime, task.duration]))).observe({ type: 'longtask' });
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const made = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const result = await made.apply(WebAssembly, given);
        window.wasm ??= Object.values((result.instance ?? result).exports).find((made) => made instanceof WebAssembly.Memory);
        return result;
      };
    }
  });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: RESELLER }).click();
  await page.getByRole('heading', { level: 1 }).and(page.locator(':not(:text-is("Sign in"))')).waitFor();
  await page.goto('/register/file');
  await page.getByLabel('Choose a CSV file').waitFor({ state: 'attached' });
  await page.waitForTimeout(1000);
  return page;
}

async function choose(page, content) {
  const path = join(folder, 'large.csv');
  writeFileSync(path, content);
  await page.evaluate(() => { window.long.length = 0; window.chosen = performance.now(); });
  await page.getByLabel('Choose a CSV file').setInputFiles(path);
}

async function measured(kind, content) {
  const page = await opened();
  await choose(page, content);
  await page.getByText(/^\d+ ready/).first().waitFor({ timeout: PATIENCE });
  const checked = await page.evaluate(() => performance.now() - window.chosen);
  // What is drawn after the last row was checked counts as well.
  await page.waitForTimeout(1500);
  const tasks = await page.evaluate(() => window.long.map(([at, ms]) => [Math.round(at - window.chosen), Math.round(ms)]));
  const [heap, wasm] = await page.evaluate(() => [performance.memory?.usedJSHeapSize ?? 0, window.wasm?.buffer.byteLength ?? 0]);
  const longest = Math.max(0, ...tasks.map(([, ms]) => ms));
  console.log(`  most ${kind} (${megabytes(content.length)}): checked after ${(checked / 1000).toFixed(1)} s; ${tasks.length} tasks above 50 ms, the longest ${longest} ms; heap ${megabytes(heap)}, wasm ${megabytes(wasm)}`);
  if (tasks.length > 0) console.log(`    at ms: ${tasks.sort((a, b) => b[1] - a[1]).slice(0, 8).map(([at, ms]) => `${at} (${ms})`).join(', ')}`);
  await page.context().close();
}

async function cancelled(content) {
  const page = await opened();
  await choose(page, content);
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.waitFor();
  const progress = await page.getByRole('progressbar').count();
  const began = performance.now();
  await cancel.click();
  await page.getByLabel('Choose a CSV file').waitFor({ state: 'attached' });
  console.log(`  cancelled while it is read (progress shown: ${progress > 0}): ${(performance.now() - began).toFixed(0)} ms until another one can be chosen`);
  await page.context().close();
}

async function refused(kind, content) {
  const page = await opened();
  await choose(page, content);
  const words = page.getByText('Split it').first();
  await words.waitFor({ timeout: PATIENCE });
  console.log(`  ${kind} (${megabytes(content.length)}): “${(await words.textContent())?.trim()}”`);
  await page.context().close();
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

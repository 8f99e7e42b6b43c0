// Files of a case, from both sides: several at once, by keyboard, with their limits said before; what the other side gets is
// what was chosen; what can't go is said and stays in the list; one's own is taken back.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, VENDOR_ENGINEER, VIEWER, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call } from '../support/api';
import { beside, look } from '../support/beside';
import { told } from '../support/case';
import { chosen, drop, field, files, fileCase, onTheirWay, sha256 } from '../support/files';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);
const vendor = { timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };

/** What the browser saves when that file is followed. */
async function saved(page: Page, name: string): Promise<{ name: string; digest: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), files(page).getByRole('link', { name, exact: true }).click()]);
  return { name: download.suggestedFilename(), digest: createHash('sha256').update(readFileSync(await download.path())).digest('hex') };
}

test('several at once: both ends have the same, and the other side saves what was chosen', async ({ page, browser, watch }) => {
  const choosing = page.waitForEvent('filechooser', { timeout: 60_000 });
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: several at once');
  await expect(files(page)).toContainText('No files yet.');
  await expect(files(page)).toContainText('Up to 2 GB each, 100 files and 20 GB in a case.');
  const core = chosen('core.rpd.0.gz', 3_000_000);
  const log = chosen('Störung <b>messages<i>.log', 2_000);
  const tool = { ...chosen('collect.pdf.sh', 0), buffer: Buffer.from('#!/bin/sh\necho\n') };
  // As somebody without a mouse chooses them. The browser has to know in time that its own dialog is not wanted.
  await field(page).focus();
  await page.keyboard.press('Enter');
  const chooser = await choosing;
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles([core, log, tool]);
  await expect(onTheirWay(page)).toHaveCount(3);
  for (const file of [core, log, tool]) {
    await expect(onTheirWay(page).filter({ hasText: file.name })).toContainText(`sent This browser and the server took the same SHA-256 of it: ${sha256(file)}`);
    await expect(files(page).getByRole('link', { name: file.name, exact: true })).toBeVisible();
  }
  await expect(files(page)).toContainText('There are 3 files with 3 MB now.');
  await expect(files(page).getByRole('listitem').filter({ hasText: 'may run code' })).toHaveCount(1);
  await expect(files(page).getByRole('listitem').filter({ hasText: 'may run code' })).toContainText('collect.pdf.sh');
  await expect(main(page).locator('.timeline')).toContainText('core.rpd.0.gz, 3 MB');
  expect(await audit(page)).toEqual([]);

  // Chosen again it is there already, and is not sent twice.
  await field(page).setInputFiles([core]);
  await expect(onTheirWay(page).last()).toContainText('The case has it already, as “core.rpd.0.gz”. It was not sent again.');
  await onTheirWay(page).last().getByRole('button', { name: 'Take off the list' }).click();
  await expect(onTheirWay(page)).toHaveCount(3);

  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await engineer.goto(`/cases/${number}`);
  await expect(heading(engineer, 'Files: several at once')).toBeVisible();
  expect(await saved(engineer, core.name)).toEqual({ name: core.name, digest: sha256(core) });
  expect((await saved(engineer, log.name)).digest).toBe(sha256(log));
  await expect(files(engineer).getByRole('button', { name: 'Withdraw' })).toHaveCount(0);
  await field(engineer).setInputFiles([chosen('plan.txt', 40)]);
  await expect(onTheirWay(engineer)).toContainText('sent');
  await look(page);
  await expect(files(page).getByRole('link', { name: 'plan.txt' })).toBeVisible();
  await engineer.context().close();
});

test('two files that are dropped on the page stand in the timeline, and both sides save them as they were', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: dropped');
  const log = { name: 'chassis.log', mimeType: 'text/plain', buffer: Buffer.from('first line\r\nStörung\tin slot 3\n') };
  // Every byte that there is: nothing is read as text on the way.
  const core = { ...chosen('core.bin', 0), buffer: Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256)) };
  await drop(files(page).getByText(/^or drop them here/), [log, core]);
  await expect(onTheirWay(page)).toHaveCount(2);
  for (const file of [log, core]) {
    await expect(onTheirWay(page).filter({ hasText: file.name })).toContainText(`the same SHA-256 of it: ${sha256(file)}`);
    await expect(told(page).filter({ hasText: 'added a file' }).filter({ hasText: file.name })).toHaveCount(1);
  }
  await expect(told(page).filter({ hasText: 'added a file' })).toHaveCount(2);
  const { files: there } = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  expect(there.map(({ name, bytes, sha256 }: any) => ({ name, bytes, sha256 })))
    .toEqual([log, core].map((file) => ({ name: file.name, bytes: file.buffer.length, sha256: sha256(file) })));

  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await engineer.goto(`/cases/${number}`);
  await expect(told(engineer).filter({ hasText: 'added a file' })).toHaveCount(2);
  for (const side of [page, engineer]) {
    for (const file of [log, core]) expect(await saved(side, file.name)).toEqual({ name: file.name, digest: sha256(file) });
  }
  await engineer.context().close();
});

test('what can’t go is said at once, and what can goes all the same', async ({ page }) => {
  await signIn(page, ENGINEER);
  await fileCase(page, 'Files: names');
  const names = ['invoice\u202efdp.exe', '.bashrc', 'CON.log'].map((name) => chosen(name, 10));
  await field(page).setInputFiles([...names, chosen('empty.log', 0), chosen('good.log', 10)]);
  for (const words of ['turn the text around', 'does not begin with a dot', 'a device', 'There is nothing in this file']) {
    await expect(onTheirWay(page).filter({ hasText: words })).toContainText('not sent');
  }
  await expect(onTheirWay(page).filter({ hasText: 'good.log' })).toContainText('This browser and the server');
  await expect(files(page).getByRole('link')).toHaveCount(1);
  expect(await audit(page)).toEqual([]);
});

test('one’s own file is withdrawn with its reason, and nobody else gets it any more', async ({ page, browser, watch }) => {
  watch.provoke(/status of (422|404) /);
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: withdrawn');
  await field(page).setInputFiles([chosen('keys.txt', 90)]);
  await files(page).getByRole('button', { name: /^Withdraw.*keys.txt/ }).click();
  await files(page).getByRole('button', { name: 'Withdraw it' }).click();
  await expect(files(page).getByRole('alert')).toContainText('Say why');
  await files(page).getByLabel('Why do you withdraw it?').fill('It has keys in it.');
  expect(await audit(page)).toEqual([]);
  await files(page).getByRole('button', { name: 'Withdraw it' }).click();
  await expect(files(page).getByRole('listitem').first()).toContainText('withdrawn');
  await expect(files(page).getByRole('listitem').first()).toContainText('It has keys in it.');
  await expect(main(page).locator('.timeline li').first()).toContainText('withdrew a file');
  const viewer = await beside(browser, watch, portal.server(), { name: VIEWER, ...vendor });
  const got = await call(viewer, 'GET', `/v1/cases/${number}/files/1`).catch(() => ({ status: 0 }));
  expect([403, 404]).toContain(got.status);
  await viewer.context().close();
});

test('a closed case takes none and says why', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: closed');
  await expect(main(page).getByRole('button', { name: 'Add files' })).toBeVisible();
  const step = (who: Page, version: number, body: unknown) =>
    call(who, 'POST', `/v1/cases/${number}/steps`, body, { 'Idempotency-Key': `step-${version}`, 'If-Match': `"${version}"` });
  expect((await step(page, 1, { step: 'ask_closure', text: 'Done.' })).status).toBe(201);
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  expect((await step(engineer, 2, { step: 'agree_closure' })).status).toBe(201);
  await engineer.context().close();
  await look(page);
  await expect(files(page)).toContainText('This case is closed. The End User’s people can reopen it.');
  await expect(field(page)).toHaveCount(0);
  await expect(main(page).getByRole('button', { name: 'Add files' })).toHaveCount(0);
});

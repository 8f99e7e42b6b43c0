// Files of a case on a bad line: what is said to be sent is there once, what is said not to be sent is not, and whoever leaves
// while one is under way is asked.

import { brokenPortalAt, expect, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, signIn } from '../support/people';
import { call } from '../support/api';
import { pass } from '../support/clock';
import { chosen, field, files, fileCase, onTheirWay } from '../support/files';
import { heading, main } from '../support/report';

const { proxy } = brokenPortalAt(IN_HOURS);

const adding = { method: 'POST', path: '/v1/cases/*' };
const names = async (page: Page, number: string) => (await call(page, 'GET', `/v1/cases/${number}`)).body.files.map((file: any) => file.name);

test('cut off, then tried again: sent once; an answer that was lost is found', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: a bad line');
  await proxy().set({ ...adding, times: 1, fault: { kind: 'reset_before' } });
  await field(page).setInputFiles([chosen('a.log', 500_000), chosen('b.log', 500_000)]);
  const [a, b] = [onTheirWay(page).filter({ hasText: 'a.log' }), onTheirWay(page).filter({ hasText: 'b.log' })];
  await expect(a).toContainText('not sent');
  await expect(a).toContainText('There was no answer from the server');
  await expect(b).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['b.log']);
  await a.getByRole('button', { name: 'Try again' }).click();
  await expect(a).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['b.log', 'a.log']);

  await proxy().set({ ...adding, times: 1, fault: { kind: 'reset_after' } });
  await field(page).setInputFiles([chosen('c.log', 500_000)]);
  await expect(onTheirWay(page).filter({ hasText: 'c.log' })).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['b.log', 'a.log', 'c.log']);
});

test('nobody can say whether it arrived: that is said, and trying again makes one', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: in the dark');
  // The file goes; the answer is lost, and so is every look at the case from then on.
  await proxy().set({ ...adding, times: 1, fault: { kind: 'reset_after' } }, { method: 'GET', path: '/v1/cases/*', skip: 1, fault: { kind: 'reset_before' } });
  await field(page).setInputFiles([chosen('core.gz', 500_000)]);
  const row = onTheirWay(page);
  await expect(row).toContainText('not known whether it was sent', { timeout: 20_000 });
  await proxy().set();
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(row).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['core.gz']);
});

test('a server that says nothing for a quarter of an hour is given up, and holds up no other file', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await page.clock.install();
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: a line that stalls');
  await proxy().set({ ...adding, times: 1, fault: { kind: 'hang' } });
  await field(page).setInputFiles([chosen('a.log', 500_000), chosen('b.log', 1_000)]);
  const [a, b] = [onTheirWay(page).filter({ hasText: 'a.log' }), onTheirWay(page).filter({ hasText: 'b.log' })];
  await expect(a.getByRole('progressbar', { name: 'Sending: a.log' })).toBeVisible();
  await expect.poll(async () => (await proxy().hits()).length).toBe(1);
  // All of it has gone.
  await expect(a).toContainText('Sending: 100 %');
  await page.waitForTimeout(500);
  await pass(page, 600);
  await expect(a.getByRole('progressbar', { name: 'Sending: a.log' })).toBeVisible();
  await pass(page, 290);
  // By small steps: the time of the next one begins when this one is given up.
  await expect(async () => {
    await pass(page, 5);
    await expect(a).toContainText('not known whether it was sent', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expect(a).toContainText('The server did not answer in time.');
  await expect(b).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['b.log']);
  await a.getByRole('button', { name: 'Try again' }).click();
  await expect(a).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['b.log', 'a.log']);
});

test('stopped, and tried again; elsewhere in the app it goes on; leaving is asked about', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: stopped');
  await proxy().set({ ...adding, fault: { kind: 'hang' } });
  await field(page).setInputFiles([chosen('a.log', 500_000), chosen('b.log', 1_000)]);
  const a = onTheirWay(page).filter({ hasText: 'a.log' });
  await expect(a.getByRole('progressbar', { name: 'Sending: a.log' })).toBeVisible();
  await onTheirWay(page).filter({ hasText: 'b.log' }).getByRole('button', { name: 'Stop' }).click();
  await expect(onTheirWay(page).filter({ hasText: 'b.log' })).toContainText('You stopped it.');

  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);

  await page.getByRole('link', { name: 'Units', exact: true }).first().click();
  await expect(heading(page, 'Units')).toBeVisible();
  await page.goBack();
  await expect(a.getByRole('progressbar', { name: 'Sending: a.log' })).toBeVisible();
  await a.getByRole('button', { name: 'Stop' }).click();
  await expect(a).toContainText('You stopped it.', { timeout: 20_000 });
  await expect(a).toContainText('not sent');
  expect(await names(page, number)).toEqual([]);
  await proxy().set();
  await a.getByRole('button', { name: 'Try again' }).click();
  await expect(a).toContainText('This browser and the server took the same SHA-256');
  expect(await names(page, number)).toEqual(['a.log']);
  await expect(files(page).getByRole('link')).toHaveCount(1);
  await expect(main(page)).toContainText('added a file');
  // Nothing is under way any more: nobody is asked.
  await page.reload();
  await expect(heading(page, 'Files: stopped')).toBeVisible();
  expect(asked).toHaveLength(1);
});

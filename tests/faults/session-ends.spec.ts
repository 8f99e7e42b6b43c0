// The session ends in the middle of something, from another device of the same person: the page says so in its place, and after
// signing in again there it goes on. Nothing that was typed or chosen is lost, and nothing is done twice.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, SENIOR, VENDOR_ENGINEER, pressPerson, signIn } from '../support/people';
import { call, cases, key, theCase } from '../support/api';
import { beside, look } from '../support/beside';
import { can, card, events, openCase, stored, told, write } from '../support/case';
import { chosen, field, files, fileCase, onTheirWay, sha256 } from '../support/files';
import { chooseUnit, heading, main, opened } from '../support/report';

const { server } = portalAt(IN_HOURS);

/** Ends the session of the page's person as that person does it elsewhere. */
type End = (name: string) => Promise<void>;
const ended = test.extend<{ end: End }>({
  end: async ({ browser, watch }, use) => {
    // From then on the page is told that nobody is signed in.
    watch.provoke(/status of 401 /);
    await use(async (name) => {
      const device = await beside(browser, watch, server(), { name, timezoneId: 'Europe/Lisbon', viewport: null });
      await device.goto('/profile');
      const sessions = card(device, 'Where you are signed in').getByRole('listitem');
      await expect(sessions.nth(1)).toBeVisible();
      await device.getByRole('button', { name: 'End all others' }).click();
      await expect(sessions).toHaveCount(1);
      await device.context().close();
    });
  },
});

/** The page says that the session has ended, keeps its address, and the person signs in there again. */
async function signInInPlace(page: Page, name: string, address: string) {
  await expect(heading(page, 'Sign in')).toBeVisible();
  const said = page.getByRole('status').filter({ hasText: 'You were signed out' });
  await expect(said).toContainText('or it was ended elsewhere');
  await expect(said).toContainText('What you typed is kept');
  await expect(page).toHaveURL(address);
  await pressPerson(page, name);
  await expect(page).toHaveURL(address);
}

const send = (page: Page) => can(page).getByRole('button', { name: 'Send' }).click();

for (const [how, learns] of [['by what is sent', send], ['by its poll', look]] as const) {
  ended(`while a comment is written, and the page learns of it ${how}: the words are there again, and are sent once`, async ({ page, end }) => {
    await signIn(page, ENGINEER);
    const number = await openCase(page, `Session: a comment, ${how}`);
    const words = 'Typed before the session ended.\nTwo lines of it.';
    await write(page, 'Write a comment', { 'Your comment': words });
    const address = page.url();
    await end(ENGINEER);
    await learns(page);
    await signInInPlace(page, ENGINEER, address);
    await expect(can(page).getByLabel('Your comment')).toHaveValue(words);
    expect(await events(page, number, 'comment')).toEqual([]);
    await send(page);
    await expect(told(page).first()).toContainText('Two lines of it.');
    await expect(can(page).getByLabel('Your comment')).toHaveValue('');
    expect((await events(page, number, 'comment')).map((event) => event.text)).toEqual([words]);
  });
}

ended('while an escalation is asked for: reason and wish are there again, and it is asked for once', async ({ page, end }) => {
  await signIn(page, SENIOR);
  const number = await openCase(page, 'Session: an escalation');
  await write(page, 'Ask for an escalation', { 'Reason: why is it stuck?': 'Nothing has happened.', 'Wished outcome': 'A senior engineer.' });
  const address = page.url();
  await end(SENIOR);
  await send(page);
  await signInInPlace(page, SENIOR, address);
  await expect(can(page).getByLabel('What', { exact: true })).toHaveValue('escalate');
  await expect(can(page).getByLabel('Reason: why is it stuck?')).toHaveValue('Nothing has happened.');
  await expect(can(page).getByLabel('Wished outcome')).toHaveValue('A senior engineer.');
  expect((await stored(page, number)).escalations).toEqual([]);
  await send(page);
  await expect(card(page, 'Escalations')).toContainText('waiting for an owner at the desk');
  const { escalations } = await stored(page, number);
  expect(escalations).toHaveLength(1);
  expect(escalations[0]).toMatchObject({ number: 1, reason: 'Nothing has happened.', outcome: 'A senior engineer.' });
  expect(await events(page, number, 'escalated')).toHaveLength(1);
});

ended('while an engineer opens a case for somebody: all that was filled in is there again, and there is one case', async ({ page, end }) => {
  await signIn(page, VENDOR_ENGINEER, '/open-case');
  const symptom = 'Session: on behalf';
  const filled = {
    'Symptom in one line': symptom,
    Description: 'Read out on the phone.\nTwo lines of it.',
    'Software version': '23.4R2-S3',
  };
  await page.getByLabel('End User').selectOption('Quillhaven Backbone Networks');
  await page.getByLabel('Person').selectOption(ENGINEER);
  await page.getByLabel('It came').selectOption('web');
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Priority', { exact: true }).selectOption('3');
  for (const [label, text] of Object.entries(filled)) await page.getByLabel(label).fill(text);
  const person = await page.getByLabel('Person').inputValue();
  const address = page.url();
  await end(VENDOR_ENGINEER);
  await page.getByRole('button', { name: 'Open the case', exact: true }).click();
  await signInInPlace(page, VENDOR_ENGINEER, address);
  await expect(heading(page, 'Open a case for an End User')).toBeVisible();
  await expect(page.getByLabel('End User')).toHaveValue('account-quillhaven');
  await expect(page.getByLabel('Person')).toHaveValue(person);
  await expect(page.getByLabel('It came')).toHaveValue('web');
  await expect(page.getByRole('group', { name: 'Unit' })).toContainText('fra1-pe02');
  await expect(page.getByLabel('Priority', { exact: true })).toHaveValue('3');
  for (const [label, text] of Object.entries(filled)) await expect(page.getByLabel(label)).toHaveValue(text);
  expect(await cases(page, symptom)).toEqual([]);
  await page.getByRole('button', { name: 'Open the case', exact: true }).click();
  const number = await opened(page);
  expect(await theCase(page, symptom)).toMatchObject({
    number, priority: 3, channel: 'web', on_behalf: true, opened_for: ENGINEER, opened_by: VENDOR_ENGINEER,
    description: filled.Description, software_version: '23.4R2-S3',
  });
});

ended('before a file is chosen: it waits for its person, and is sent once', async ({ page, end }) => {
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Session: a file');
  const address = page.url();
  await end(ENGINEER);
  const file = chosen('core.gz', 400_000);
  await field(page).setInputFiles([file]);
  await signInInPlace(page, ENGINEER, address);
  await expect(onTheirWay(page)).toHaveCount(1);
  await expect(onTheirWay(page)).toContainText('not sent');
  expect((await stored(page, number)).files).toEqual([]);
  await onTheirWay(page).getByRole('button', { name: 'Try again' }).click();
  await expect(onTheirWay(page)).toContainText(`the same SHA-256 of it: ${sha256(file)}`);
  await expect(files(page).getByRole('link', { name: file.name, exact: true })).toHaveCount(1);
  const there = (await stored(page, number)).files;
  expect(there.map(({ name, sha256 }: any) => ({ name, sha256 }))).toEqual([{ name: file.name, sha256: sha256(file) }]);
});

ended('while a file is on its way: it stays in the list, and is sent once', async ({ page, end }) => {
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Session: half a file');
  const address = page.url();
  // A slow line, so that it ends while the server receives.
  const line = await page.context().newCDPSession(page);
  const speed = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await line.send('Network.enable');
  await speed(200_000);
  const file = chosen('core.gz', 6_000_000);
  await field(page).setInputFiles([file]);
  const sending = onTheirWay(page).getByRole('progressbar', { name: 'Sending: core.gz' });
  await expect.poll(async () => Number(await sending.getAttribute('value'))).toBeGreaterThan(0);
  await end(ENGINEER);
  expect(Number(await sending.getAttribute('value'))).toBeLessThan(100);
  await speed(-1);
  await signInInPlace(page, ENGINEER, address);
  await expect(onTheirWay(page)).toHaveCount(1);
  expect((await stored(page, number)).files).toEqual([]);
  // The server keeps nothing of nobody's: it is known.
  await expect(onTheirWay(page)).toContainText('not sent');
  await expect(onTheirWay(page)).not.toContainText('not known');
  await onTheirWay(page).getByRole('button', { name: 'Try again' }).click();
  await expect(onTheirWay(page)).toContainText(`the same SHA-256 of it: ${sha256(file)}`);
  await expect(files(page).getByRole('link', { name: file.name, exact: true })).toHaveCount(1);
  const there = (await stored(page, number)).files;
  expect(there.map(({ name, sha256 }: any) => ({ name, sha256 }))).toEqual([{ name: file.name, sha256: sha256(file) }]);
  expect(await events(page, number, 'file_added')).toHaveLength(1);
});

ended('while the list of cases is open: its poll says so, and the same list goes on', async ({ page, end }) => {
  await signIn(page, ENGINEER);
  const open = (synopsis: string) => {
    const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: synopsis, software_version: '23.4R2' };
    return call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  };
  expect((await open('Session: listed first')).status).toBe(201);
  await page.goto(`/cases?q=${encodeURIComponent('Session: listed')}`);
  const row = (words: string) => page.getByRole('table', { name: 'Cases' }).getByRole('row').filter({ hasText: words });
  await expect(row('Session: listed first')).toHaveCount(1);
  const address = page.url();
  await end(ENGINEER);
  // Nobody presses anything.
  await look(page);
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(main(page)).not.toContainText('Session: listed first');
  await signInInPlace(page, ENGINEER, address);
  await expect(heading(page, 'Cases')).toBeVisible();
  await expect(row('Session: listed')).toHaveCount(1);
  // What comes now is there without a reload.
  expect((await open('Session: listed second')).status).toBe(201);
  await look(page);
  await expect(row('Session: listed')).toHaveCount(2);
  await expect(page).toHaveURL(address);
});

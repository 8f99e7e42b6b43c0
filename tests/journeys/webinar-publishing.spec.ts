// Publishing while somebody else does: nobody overwrites what was not shown, an open form keeps its words and the focus, and
// what a lost answer has made is one thing.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { ADVISOR, ENGINEER, signIn } from '../support/people';
import { call } from '../support/api';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const MEDIA = fileURLToPath(new URL('../../crates/server/media', import.meta.url));
const OTHER_ADVISOR = 'Hannes Ostermayr';
/** A picture of one point. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const questions = (page: Page) => card(page, 'Questions').getByRole('listitem');

async function elsewhere(page: Page, name: string, address: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await page.context().browser()!.newContext({ baseURL: portal.server().url });
  const other = await context.newPage();
  await signIn(other, name, address);
  return { context, page: other };
}

/** A webinar whose door is open, so that its page looks again every five seconds. Gives its address. */
async function planned(page: Page, title: string): Promise<string> {
  await signIn(page, ADVISOR);
  const begins = (await portal.server().now()).getTime() + 5 * 60_000;
  const plan = {
    title, about: 'As it was planned.', topic: 'installation', speaker_name: 'Ines Falkenrath', host_zone: 'Europe/Berlin',
    starts_at: new Date(begins).toISOString(), ends_at: new Date(begins + 60 * 60_000).toISOString(),
  };
  const made = await call(page, 'POST', '/v1/webinars', plan, { 'Idempotency-Key': crypto.randomUUID() });
  expect(made.status).toBe(201);
  const address = `/webinars/${made.body.summary.id}`;
  await page.goto(address);
  await expect(heading(page, title)).toBeVisible();
  return address;
}

const change = (page: Page) => page.getByRole('button', { name: 'Change what is planned' }).click();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

test('two publishers change the same webinar, and neither overwrites the other', async ({ page, watch }) => {
  watch.provoke(/status of 412/);
  const address = await planned(page, 'Two at once');
  const other = await elsewhere(page, OTHER_ADVISOR, address);
  await change(page);
  await page.getByLabel('Title').fill('Two at once, by one');
  await page.getByLabel('Minutes').fill('50');

  await change(other.page);
  await other.page.getByLabel('Abstract').fill('As the other one wrote it.');
  await other.page.getByLabel('Minutes').fill('45');
  await save(other.page);
  await expect(main(other.page)).toContainText('(45 minutes)');
  // The page is looking at the newer one already; the form has not been told.
  await expect(main(page)).toContainText('(45 minutes)', { timeout: 15_000 });

  await save(page);
  await expect(page.getByRole('alert')).toContainText('Somebody else changed this in the meantime');
  await expect(page.getByLabel('Title')).toHaveValue('Two at once, by one');
  await expect(page.getByLabel('Minutes')).toHaveValue('50');
  await expect(page.getByLabel('Abstract'), 'what was not touched is as the other one left it').toHaveValue('As the other one wrote it.');
  await save(page);
  await expect(heading(page, 'Two at once, by one')).toBeVisible();
  await expect(main(page)).toContainText('(50 minutes)');
  await expect(main(page)).toContainText('As the other one wrote it.');
  await other.context.close();
});

test('what somebody else has changed is not cancelled unseen', async ({ page, watch }) => {
  watch.provoke(/status of 412/);
  const address = await planned(page, 'Cancelled by one');
  const other = await elsewhere(page, OTHER_ADVISOR, address);
  await page.getByRole('button', { name: 'It does not take place' }).click();
  await expect(page.getByLabel('Why it does not take place')).toBeFocused();
  await page.getByLabel('Why it does not take place').fill('Nobody has time.');
  await change(other.page);
  await other.page.getByLabel('Minutes').fill('45');
  await save(other.page);
  await expect(main(page)).toContainText('(45 minutes)', { timeout: 15_000 });
  await page.getByRole('button', { name: 'It does not take place' }).click();
  await page.getByRole('button', { name: 'Cancel the webinar' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else changed this in the meantime');
  await page.getByRole('button', { name: 'Cancel the webinar' }).click();
  await expect(main(page)).toContainText('It does not take place. Nobody has time.');
  await other.context.close();
});

test('the button of an open form leads to it, and leaves what was typed', async ({ page }) => {
  await planned(page, 'Pressed again');
  await change(page);
  await page.getByLabel('Title').fill('Not saved yet');
  await change(page);
  await expect(page.getByRole('heading', { name: 'Change what is planned' })).toBeFocused();
  await expect(page.getByLabel('Title')).toHaveValue('Not saved yet');
});

test('an answer that is being typed keeps its words and the focus while others vote', async ({ page }) => {
  const address = await planned(page, 'Answered while others vote');
  const asked = await call(page, 'POST', `/v1${address}/questions`, { text: 'What is typed?' }, { 'Idempotency-Key': crypto.randomUUID() });
  expect(asked.status).toBe(201);
  const other = await elsewhere(page, ENGINEER, address);
  await questions(page).getByRole('button', { name: /^Answer/ }).click();
  const answer = page.getByLabel('Answer', { exact: true });
  await expect(answer).toBeFocused();
  await page.keyboard.type('Half of ');
  await questions(other.page).getByRole('button', { name: /^Me too/ }).click();
  await expect(questions(page)).toContainText('1 vote', { timeout: 15_000 });
  await expect(answer).toBeFocused();
  await page.keyboard.type('the answer');
  await expect(answer).toHaveValue('Half of the answer');
  await questions(page).getByRole('button', { name: /^Answer/ }).click();
  await expect(answer).toBeFocused();
  await expect(answer).toHaveValue('Half of the answer');
  await page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(questions(page)).toContainText('Half of the answer');
  await expect(answer).toHaveCount(0);
  await other.context.close();
});

test('a question whose answer was lost is one question, about the second that was chosen', async ({ page, watch }) => {
  watch.provoke(/net::ERR_CONNECTION_RESET|status of 422/);
  await signIn(page, ENGINEER, '/webinars/webinar-release-management?t=20');
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  const mine = questions(page).filter({ hasText: 'Asked into the void' });
  const ask = page.getByRole('button', { name: 'Ask', exact: true });
  await page.getByLabel('Your question').fill('Asked into the void');
  await page.getByRole('checkbox', { name: /^About the second/ }).check();
  await expect(page.getByRole('checkbox', { name: /: 0:20$/ })).toBeChecked();
  // What is shown goes on; what was chosen does not.
  await page.getByRole('slider', { name: 'Place in the recording' }).fill('40');
  const is = (url: URL) => url.pathname.endsWith('/questions');
  await page.route(is, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await ask.click();
  await expect(page.getByRole('alert')).toContainText('There was no answer from the server');
  await page.unroute(is);
  await page.getByLabel('Your question').fill('Asked into the void, in other words');
  await ask.click();
  await expect(page.getByRole('alert')).toContainText('Your first press did arrive');
  await expect(mine).toHaveCount(1);
  await expect(mine).toContainText('about 0:20');
  await ask.click();
  await expect(mine).toHaveCount(2);
  await expect(page.getByLabel('Your question')).toHaveValue('');
});

test('a poster is posted, and taken down only after a question', async ({ page }) => {
  await planned(page, 'With a picture');
  const poster = card(page, 'Files').getByRole('listitem').filter({ hasText: 'Poster' });
  await poster.locator('input').setInputFiles({ name: 'poster.png', mimeType: 'image/png', buffer: PNG });
  await expect(poster).toContainText('This browser and the server took the same SHA-256');
  await expect(poster).toContainText('poster.png');
  const down = poster.getByRole('button', { name: /^Take down/ });
  await down.click();
  await expect(poster.getByRole('heading', { name: 'Take down: Poster?' })).toBeFocused();
  await poster.getByRole('button', { name: 'Cancel' }).click();
  await expect(poster).toContainText('poster.png');
  await down.click();
  await poster.getByRole('button', { name: 'Take it down' }).click();
  await expect(poster).toContainText('none yet');
  await expect(down).toHaveCount(0);
});

test('a recording and its slides are posted, played and taken along; captions of another one are noticed', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  const address = await planned(page, 'Posted from here');
  const row = (name: string) => card(page, 'Files').getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  const same = 'This browser and the server took the same SHA-256';
  await row('Recording').locator('input').setInputFiles(`${MEDIA}/patch-management.webm`);
  await expect(row('Recording')).toContainText(same);
  await row('Slides').locator('input').setInputFiles(`${MEDIA}/patch-management.pdf`);
  await expect(row('Slides')).toContainText(same);
  const hash = createHash('sha256').update(readFileSync(`${MEDIA}/patch-management.webm`)).digest('hex');
  await expect(row('Recording')).toContainText(hash);

  await row('Captions').locator('input').setInputFiles({ name: 'x.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n01:00:00.000 --> 01:00:02.000\nToo late\n') });
  await expect(row('Captions').getByRole('alert')).toContainText('this belongs to another recording');
  await row('Captions').locator('input').setInputFiles(`${MEDIA}/patch-management.captions.vtt`);
  await expect(row('Captions')).toContainText(same);
  await row('Chapters').locator('input').setInputFiles({ name: 'x.vtt', mimeType: 'text/vtt', buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 00:20.000\nFirst\n\n00:10.000 --> 00:30.000\nToo early\n') });
  await expect(row('Chapters').getByRole('alert')).toContainText('Line 6');
  await row('Chapters').locator('input').setInputFiles(`${MEDIA}/patch-management.chapters.vtt`);
  await expect(row('Chapters')).toContainText(same);

  const other = await elsewhere(page, ENGINEER, address);
  await other.page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  const chapters = readFileSync(`${MEDIA}/patch-management.chapters.vtt`, 'utf8').matchAll(/-->.*\n(.+)/g);
  await expect(card(other.page, 'Chapters').getByRole('button')).toHaveText([...chapters].map(([, title]) => new RegExp(`${title}$`)));
  await other.page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => other.page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime), { timeout: 10_000 }).toBeGreaterThan(1);
  const [slides] = await Promise.all([other.page.waitForEvent('download'), other.page.getByRole('link', { name: 'Slides' }).click()]);
  expect(slides.suggestedFilename()).toBe('patch-management.pdf');
  expect(readFileSync((await slides.path())!).equals(readFileSync(`${MEDIA}/patch-management.pdf`))).toBe(true);
  await other.context.close();
});

test('what is typed about one question stays while another is opened; an answer given meanwhile is not overwritten', async ({ page, watch }) => {
  watch.provoke(/status of 412/);
  const address = await planned(page, 'Two questions');
  for (const text of ['First of two?', 'Second of two?']) {
    const asked = await call(page, 'POST', `/v1${address}/questions`, { text }, { 'Idempotency-Key': crypto.randomUUID() });
    expect(asked.status).toBe(201);
  }
  const open = (on: Page, text: string) => questions(on).filter({ hasText: text }).getByRole('button', { name: /nswer/ }).click();
  const answer = (on: Page) => on.getByLabel('Answer', { exact: true });
  await open(page, 'First of two?');
  await answer(page).fill('About the first');
  await open(page, 'Second of two?');
  await expect(answer(page)).toHaveValue('');
  await answer(page).fill('About the second');
  await open(page, 'First of two?');
  await expect(answer(page)).toHaveValue('About the first');

  const other = await elsewhere(page, OTHER_ADVISOR, address);
  await open(other.page, 'First of two?');
  await answer(other.page).fill('Somebody else was first');
  await other.page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(questions(other.page).filter({ hasText: 'First of two?' })).toContainText('Somebody else was first');
  await page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else changed this in the meantime');
  await expect(questions(page).filter({ hasText: 'First of two?' })).toContainText('Somebody else was first');
  await expect(answer(page)).toHaveValue('About the first');
  await open(page, 'First of two?');
  await page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(questions(page).filter({ hasText: 'First of two?' })).toContainText('About the first');
  await open(page, 'Second of two?');
  await expect(answer(page)).toHaveValue('About the second');
  await other.context.close();
});

test('while a file is sent there is nothing to press but Stop; what failed is tried again; leaving the page stops it too', async ({ page, watch }) => {
  watch.provoke(/net::ERR_CONNECTION_RESET/);
  await planned(page, 'Sent slowly');
  const slides = card(page, 'Files').getByRole('listitem').filter({ hasText: 'Slides' });
  const file = { name: 'slides.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };
  const is = (url: URL) => url.pathname.endsWith('/slides');
  // It never gets there.
  await page.route(is, () => {});
  await slides.locator('input').setInputFiles(file);
  const stop = slides.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await expect(slides.locator('input')).toHaveCount(0);
  await stop.click();
  await expect(slides.getByRole('alert')).toContainText('Stopped. What was there before is still there.');
  await expect(slides.locator('input')).toHaveCount(1);
  await page.unroute(is);
  await page.route(is, (route) => route.abort('connectionreset'));
  await slides.getByRole('button', { name: 'Try again' }).click();
  await expect(slides.getByRole('alert')).toContainText('There was no answer from the server');
  await expect(slides).toContainText('none yet');
  await page.unroute(is);
  await slides.getByRole('button', { name: 'Try again' }).click();
  await expect(slides).toContainText('This browser and the server took the same SHA-256');
  await expect(slides).toContainText('slides.pdf');
  await page.route(is, () => {});
  await slides.locator('input').setInputFiles(file);
  await expect(slides.getByRole('progressbar', { name: 'Slides' })).toBeVisible();
  await expect(stop).toBeVisible();
  const stopped = page.waitForEvent('requestfailed', (request) => request.url().includes('/slides'));
  await main(page).getByRole('link', { name: 'Webinars' }).first().click();
  await expect(heading(page, 'Webinars')).toBeVisible();
  await stopped;
});

test('who looks after one account plans for that one', async ({ page }) => {
  await signIn(page, OTHER_ADVISOR, '/webinars');
  await page.getByRole('button', { name: 'Plan a webinar' }).click();
  await expect(page.getByRole('group', { name: 'For whom' }).getByRole('checkbox')).toHaveCount(1);
});

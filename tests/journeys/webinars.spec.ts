// Webinars and recordings: found by what is said in them, watched and resumed, asked and answered while two people look, and
// published. Chromium really plays.

import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { ADVISOR, ENGINEER, EXPERT, GUEST, SENIOR, VIEWER, signIn } from '../support/people';
import { call } from '../support/api';
import { tabTo } from '../support/keyboard';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const RELEASES = 'Choosing a release and moving to it';
const OPEN_HOUR = 'Open hour: ask about forwarding';
const HOSTILE = '<img src=x onerror="alert(1)"> & <b>bold</b>';

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const at = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
const ready = (page: Page) => page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
const badgesOf = (page: Page, title: string) => main(page).getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });

/** Somebody else at another machine. */
async function elsewhere(page: Page, name: string, address: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await page.context().browser()!.newContext({ baseURL: portal.server().url });
  const other = await context.newPage();
  await signIn(other, name, address);
  return { context, page: other };
}

async function toReleases(page: Page, name: string, second = '') {
  await signIn(page, name);
  await page.goto(`/webinars/webinar-release-management${second}`);
  await expect(heading(page, RELEASES)).toBeVisible();
  await ready(page);
}

test('what is only said is found, and opens at its second', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/webinars');
  await expect(heading(page, 'Webinars')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find' }).fill('stopwatch');
  await expect(page).toHaveURL(/\/webinars\?q=stopwatch$/);
  const hit = card(page, 'Where it is said').getByRole('listitem');
  await expect(hit).toHaveCount(1);
  await expect(hit.locator('mark')).toHaveText('stopwatch');
  await hit.getByRole('link', { name: `${RELEASES} at 0:35` }).click();
  await expect(page).toHaveURL(/\/webinars\/webinar-release-management\?t=35$/);
  await ready(page);
  await expect.poll(() => at(page)).toBeGreaterThanOrEqual(35);
  expect(await at(page)).toBeLessThan(36);
  expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.paused), 'nothing plays by itself').toBe(true);
  await expect(page.locator('.said [aria-current]')).toContainText('Do it twice with a stopwatch');
});

test('the catalogue says what is for whom, which quarter is missing, and what is owed', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/webinars');
  await expect(card(page, 'For your install base').getByText(/^You run .*MX/).first()).toBeVisible();
  const quarters = card(page, 'Every quarter').getByRole('listitem');
  await expect(quarters).toHaveCount(5);
  await expect(quarters.filter({ hasText: 'Q2 2026' })).toContainText('missing');
  await expect(main(page).getByText('recording owed', { exact: true }).first()).toBeVisible();
  await expect(main(page).getByText('captions pending').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Topic' }).selectOption('Patch Management');
  await expect(page).toHaveURL(/topic=patch_management/);
  await expect(main(page).getByRole('link', { name: RELEASES })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Topic' })).toHaveValue('patch_management');
  await page.goto('/webinars?q=nothinglikethis');
  await expect(page.getByRole('heading', { name: 'No webinar here' })).toBeVisible();
});

test('the search box follows the address', async ({ page }) => {
  await signIn(page, SENIOR, '/webinars?topic=patch_management');
  const box = page.getByRole('searchbox', { name: 'Find' });
  await box.fill('nothinglikethis');
  await expect(page).toHaveURL(/q=nothinglikethis/);
  await main(page).getByRole('link', { name: 'All webinars' }).click();
  await expect(page).toHaveURL(/\/webinars$/);
  await expect(box).toHaveValue('');
  await page.goBack();
  await expect(box).toHaveValue('nothinglikethis');
  await page.goto('/cases?q=bgp');
  await expect(box).toHaveValue('bgp');
  await box.fill('ospf');
  await expect(page).toHaveURL(/q=ospf/);
});

test('what would begin beyond its end begins at the beginning', async ({ page }) => {
  await toReleases(page, SENIOR, '?t=9999');
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.seeking)).toBe(false);
  expect(await at(page)).toBe(0);
});

test('it plays: time and captions go on, and seeking asks for ranges', async ({ page }) => {
  const ranges: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/recording') && answer.status() === 206) ranges.push(answer.headers()['content-range']);
  });
  await toReleases(page, ENGINEER);
  await page.getByRole('button', { name: 'Captions' }).click();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('2 ×');
  await page.getByRole('button', { name: 'Play' }).click();
  const cue = () => page.locator('video').evaluate((video: HTMLVideoElement) => (video.textTracks[0].activeCues?.[0] as VTTCue | undefined)?.text ?? '');
  await expect.poll(cue, { timeout: 10_000 }).toContain('This is a demonstration');
  await expect.poll(cue, { timeout: 15_000 }).toContain('A carrier');
  expect(await at(page)).toBeGreaterThan(5);
  await expect(page.locator('.said [aria-current]')).toContainText('A carrier');
  await page.getByRole('button', { name: /Roll out in waves/ }).click();
  await expect.poll(() => at(page)).toBeGreaterThan(44);
  await expect.poll(cue, { timeout: 10_000 }).toContain('In the field');
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(ranges.length, ranges.join(', ')).toBeGreaterThan(0);
});

test('captions and speed stay chosen, and another machine goes on where this one stopped', async ({ page }) => {
  await toReleases(page, EXPERT);
  const captions = page.getByRole('button', { name: 'Captions' });
  await expect(captions).toHaveAttribute('aria-pressed', 'false');
  await captions.click();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1.5 ×');
  await page.getByRole('slider', { name: 'Place in the recording' }).fill('20');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => at(page), { timeout: 10_000 }).toBeGreaterThan(22);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/position') && answer.ok());
  await page.getByRole('button', { name: 'Pause' }).click();
  await kept;
  await page.reload();
  await ready(page);
  await expect(page.getByRole('button', { name: 'Captions' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('150');
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.textTracks[0].mode)).toBe('showing');
  const other = await elsewhere(page, EXPERT, '/webinars/webinar-release-management');
  await expect(other.page.getByText(/^You watched to 0:2\d\.$/)).toBeVisible();
  await ready(other.page);
  await expect.poll(() => at(other.page)).toBeGreaterThan(21);
  await other.page.getByRole('button', { name: 'From the beginning' }).click();
  await expect.poll(() => at(other.page)).toBeLessThan(1);
  await other.context.close();
});

test('a place that is not there yet is fetched by a range of its own', async ({ page }) => {
  const begins: number[] = [];
  page.on('request', (request) => {
    const range = /^bytes=(\d+)-/.exec(request.headers()['range'] ?? '');
    if (request.url().includes('/recording') && range) begins.push(Number(range[1]));
  });
  await signIn(page, SENIOR, '/webinars');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  // A second of the recording at a time.
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: 20_000, uploadThroughput: 20_000 });
  await page.getByRole('link', { name: RELEASES, exact: true }).first().click();
  await ready(page);
  await page.getByRole('slider', { name: 'Place in the recording' }).fill('60');
  await expect.poll(() => begins.some((first) => first > 100_000), { message: 'a range from the middle', timeout: 15_000 }).toBe(true);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => at(page), { timeout: 15_000 }).toBeGreaterThan(60.5);
});

test('a tab that is closed leaves the place where it was', async ({ page }) => {
  const first = await elsewhere(page, VIEWER, '/webinars/webinar-patch-management');
  await ready(first.page);
  await first.page.getByRole('slider', { name: 'Place in the recording' }).fill('30');
  await first.page.getByRole('button', { name: 'Play' }).click();
  // The page looks at the recording four times a second: of second 33 it may have seen the end of second 32.
  await expect.poll(() => at(first.page), { timeout: 10_000 }).toBeGreaterThan(33);
  const gone = first.page.waitForEvent('close');
  await first.page.close({ runBeforeUnload: true });
  await gone;
  await signIn(page, VIEWER);
  // Nobody can wait for what a closed tab sent last: it is there a moment later.
  await expect(async () => {
    await page.goto('/webinars/webinar-patch-management');
    await expect(page.getByText(/^You watched to 0:(3[2-9]|4\d)\.$/)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
  await first.context.close();
});

test('the transcript is searched, and goes to what was said', async ({ page }) => {
  await toReleases(page, VIEWER);
  await page.getByRole('searchbox', { name: 'Find in the transcript' }).fill('ROLL BACK');
  await expect(page.getByText('1 place found')).toBeVisible();
  await page.getByRole('region', { name: 'What is said' }).getByRole('button').click();
  await expect.poll(() => at(page)).toBeGreaterThan(31);
  await expect(page.getByRole('slider', { name: 'Place in the recording' })).toHaveAttribute('aria-valuetext', /^31 seconds of 1 minute/);
});

test('the player is worked with the keyboard alone', async ({ page }) => {
  await toReleases(page, ENGINEER, '?t=20');
  await tabTo(page, page.getByRole('slider', { name: 'Place in the recording' }));
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => at(page)).toBeCloseTo(21, 0);
  await tabTo(page, page.getByRole('button', { name: 'Play' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Back 10 s' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => at(page)).toBeLessThan(14);
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, page.getByRole('slider', { name: 'Volume' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-pressed', 'false');
  await tabTo(page, page.getByRole('button', { name: 'Full screen' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.id)).toBe('player');
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBe(null);
});

test('a question is asked, wanted by others, and answered while two people look', async ({ page, watch }) => {
  // Where the answer comes between the two presses, the second one finds the field empty.
  watch.provoke(/status of 422 .*\/questions/);
  await signIn(page, ENGINEER);
  await page.goto('/webinars/webinar-open-hour');
  await expect(heading(page, OPEN_HOUR)).toBeVisible();
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('button', { name: 'Cancel my registration' })).toBeVisible();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Open the webinar (new window)' })).toHaveAttribute('href', 'https://meet.example.com/open-hour');
  await expect(main(page)).toContainText('+1 202-555-0143, code 4711');
  const advisor = await elsewhere(page, ADVISOR, '/webinars/webinar-open-hour');
  await expect(heading(advisor.page, OPEN_HOUR)).toBeVisible();
  await page.getByLabel('Your question').fill(HOSTILE);
  await page.getByRole('button', { name: 'Ask' }).dblclick();
  const mine = card(page, 'Questions').getByRole('listitem').filter({ hasText: HOSTILE });
  await expect(mine).toHaveCount(1);
  const theirs = card(advisor.page, 'Questions').getByRole('listitem').filter({ hasText: HOSTILE });
  await expect(theirs).toHaveCount(1, { timeout: 15_000 });
  await theirs.getByRole('button', { name: /^Answer/ }).click();
  await expect(advisor.page.getByLabel('Answer', { exact: true })).toBeFocused();
  await advisor.page.getByLabel('Answer', { exact: true }).fill('Text stays text.');
  await advisor.page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(mine).toContainText('Text stays text.', { timeout: 15_000 });
  await expect(mine).toContainText('answered in writing');
  const others = card(page, 'Questions').getByRole('listitem').filter({ hasText: 'Which counter' });
  await others.getByRole('button', { name: /^Me too/ }).click();
  await expect(others.getByRole('button', { name: /^Me too 2/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(card(advisor.page, 'Who took part')).toContainText(ENGINEER, { timeout: 15_000 });
  await advisor.context.close();
});

test('the door opens by the clock', async ({ page }) => {
  await signIn(page, ADVISOR);
  const begins = new Date((await portal.server().now()).getTime() + 10 * 60_000 + 8_000);
  const plan = {
    title: 'A short one', about: 'Twelve minutes.', topic: 'installation', speaker_name: 'Ines Falkenrath', host_zone: 'Europe/Berlin',
    starts_at: begins.toISOString(), ends_at: new Date(begins.getTime() + 60 * 60_000).toISOString(), join_link: 'https://meet.example.com/short',
  };
  const made = await call(page, 'POST', '/v1/webinars', plan, { 'Idempotency-Key': crypto.randomUUID() });
  expect(made.status).toBe(201);
  await page.goto(`/webinars/${made.body.summary.id}`);
  await expect(main(page)).toContainText('The door opens at');
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toHaveCount(0);
  // Nobody loads the page anew.
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Open the webinar (new window)' })).toBeVisible();
});

test('a webinar guest sees the catalogue and nothing else', async ({ page }) => {
  await signIn(page, GUEST);
  await expect(heading(page, 'Webinars')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main', includeHidden: true }).getByRole('link', { includeHidden: true })).toHaveText(['Webinars']);
  await expect(main(page).getByRole('link', { name: RELEASES })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Plan a webinar' })).toHaveCount(0);
  await main(page).getByRole('link', { name: RELEASES }).click();
  await ready(page);
  await expect(page.getByText('Publishing')).toHaveCount(0);
});

test('a publisher plans, posts files, and is told the lines that are wrong', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, ADVISOR);
  await page.goto('/webinars');
  await page.getByRole('button', { name: 'Plan a webinar' }).click();
  await expect(page.getByRole('heading', { name: 'Plan a webinar' })).toBeFocused();
  await page.getByLabel('Title').fill(HOSTILE);
  await page.getByLabel('Abstract').fill('What to do\nand what not.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a day and a time');
  await page.getByLabel('Begins').fill('2026-12-15T10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Say who speaks');
  await expect(page.getByLabel('Title')).toHaveValue(HOSTILE);
  await page.getByLabel('Subject Matter Expert').fill('Ines Falkenrath');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(heading(page, HOSTILE)).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
  await page.getByRole('button', { name: 'Change what is planned' }).click();
  await page.getByLabel('Minutes').fill('45');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(main(page)).toContainText('(45 minutes)');
  await page.getByRole('button', { name: 'It does not take place' }).click();
  await page.getByLabel('Why it does not take place').fill('The speaker is ill.');
  await page.getByRole('button', { name: 'Cancel the webinar' }).click();
  await expect(main(page)).toContainText('It does not take place. The speaker is ill.');

  await page.goto('/webinars/webinar-configuration');
  await ready(page);
  await expect(main(page)).toContainText('Captions are pending.');
  const captions = card(page, 'Files').getByRole('listitem').filter({ hasText: 'Captions' });
  const choose = (text: string) => captions.locator('input').setInputFiles({ name: 'talk.vtt', mimeType: 'text/vtt', buffer: Buffer.from(text) });
  await choose('WEBVTT\n\n00:02.000 --> 00:01.000\nBackwards\n');
  await expect(captions.getByRole('alert')).toContainText('Line 3');
  await choose('WEBVTT\n\n00:01.000 --> 00:02.000\nHello <b>there</b> &amp; welcome\n');
  await expect(captions).toContainText('This browser and the server took the same SHA-256');
  await expect(page.getByRole('region', { name: 'What is said' })).toContainText('Hello there & welcome');
  await page.goto('/webinars?q=welcome');
  await expect(badgesOf(page, 'Configuration that explains itself')).not.toContainText('captions pending');
});

// The catalogue narrowed, taking part from registering to saying how it was, and the player as those have it who see no screen,
// use no mouse, or bear no motion.

import { readFile } from 'node:fs/promises';
import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { ENGINEER, EXPERT, SENIOR, signIn } from '../support/people';
import { call } from '../support/api';
import { tabTo } from '../support/keyboard';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const ADVISOR_EMEA = 'Hannes Ostermayr';
const PATCHES = 'Security patches without a bad night';
const CONFIGURATION = 'Configuration that explains itself';

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
/** Whatever the catalogue lists, without the quarters beside it. */
const rows = (page: Page) =>
  main(page).locator('section').filter({ hasNot: page.getByRole('heading', { name: 'Every quarter' }) }).getByRole('listitem');
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const video = <T>(page: Page, look: (video: HTMLVideoElement) => T) => page.locator('video').evaluate(look);
const at = (page: Page) => video(page, (video) => video.currentTime);
const ready = (page: Page) => page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);

async function elsewhere(page: Page, name: string, address: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await page.context().browser()!.newContext({ baseURL: portal.server().url });
  const other = await context.newPage();
  await signIn(other, name, address);
  return { context, page: other };
}

/** The lines of a calendar file, unfolded: what stands before the first colon names the value. */
async function calendar(page: Page): Promise<Record<string, string>> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Calendar file' }).click()]);
  expect(file.suggestedFilename()).toBe('webinar.ics');
  const text = await readFile((await file.path())!, 'utf8');
  const lines = text.replaceAll('\r\n ', '').trimEnd().split('\r\n');
  expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.search(/[:;]/)), line.slice(line.indexOf(':') + 1)]));
}

test('the catalogue is narrowed by speaker, family, quarter and what was watched; abstracts are searched', async ({ page }) => {
  await signIn(page, SENIOR, '/webinars');
  await choice(page, 'Speaker').selectOption('Moira Abernethy');
  await expect(page).toHaveURL(/speaker=Moira/);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasNotText: 'Moira Abernethy' })).toHaveCount(0);
  await choice(page, 'Product family').selectOption('SRX');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(PATCHES);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(choice(page, 'Speaker')).toHaveValue('Moira Abernethy');
  await expect(choice(page, 'Product family')).toHaveValue('SRX');
  await main(page).getByRole('link', { name: PATCHES, exact: true }).click();
  await expect(heading(page, PATCHES)).toBeVisible();
  await page.goBack();
  await choice(page, 'Speaker').selectOption('All');
  await choice(page, 'Product family').selectOption('QFX');
  await expect(rows(page)).toHaveText([new RegExp(CONFIGURATION)]);

  await page.goto('/webinars');
  await choice(page, 'Quarter').selectOption('Q2 2026');
  await expect(page.getByRole('heading', { name: 'No webinar here' })).toBeVisible();
  // The bar of quarters leads to what each has had.
  await card(page, 'Every quarter').getByRole('link', { name: 'Q3 2026' }).click();
  await expect(choice(page, 'Quarter')).not.toHaveValue('');
  await expect(rows(page)).toHaveCount(3);
  await expect(card(page, 'Every quarter').getByRole('listitem').filter({ hasText: 'Q3 2026' })).toContainText('held');

  await page.goto('/webinars/webinar-patch-management');
  await ready(page);
  await page.getByRole('slider', { name: 'Place in the recording' }).fill(String(await video(page, (video) => Math.floor(video.duration) - 2)));
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/position') && answer.ok());
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => video(page, (video) => video.ended), { timeout: 15_000 }).toBe(true);
  await kept;
  await page.goto('/webinars');
  await choice(page, 'Watched').selectOption('yes');
  await expect(page).toHaveURL(/seen=yes/);
  // Whoever was there has seen it, too: three of them.
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).filter({ hasText: PATCHES })).toContainText('watched');
  await choice(page, 'Watched').selectOption('no');
  await expect(rows(page).filter({ hasText: CONFIGURATION })).toHaveCount(1);
  await expect(rows(page).filter({ hasText: PATCHES })).toHaveCount(0);

  // Said by nobody, and in no title.
  await page.goto('/webinars?q=crew');
  const hit = card(page, 'Where it is said').getByRole('listitem');
  await expect(hit).toHaveCount(1);
  await expect(hit.locator('mark')).toHaveText('crew');
  await expect(hit).toContainText('in the abstract');
  await hit.getByRole('link').click();
  await expect(heading(page, /^Racks, power and light/)).toBeVisible();
});

test('taking part: a calendar file, a registration that is taken back, an answer given live, and how it was', async ({ page }) => {
  await signIn(page, EXPERT, '/webinars/webinar-next-week');
  const registered = async () => (await call(page, 'GET', '/v1/webinars/webinar-next-week')).body.summary;
  // 12:00 where the browser is, 10:00 where the host is.
  await expect(main(page)).toContainText(/1 Dec 2026, 12:00 GMT-5 \(1 Dec 2026, 10:00 GMT-7 there\)/);
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(main(page).getByText('You are registered', { exact: true })).toBeVisible();
  const { starts_at, ends_at, registered: is } = await registered();
  expect(is).toBe(true);
  const stamp = (instant: string) => instant.replace(/[-:]|\.\d+/g, '');
  expect(await calendar(page)).toMatchObject({
    METHOD: 'PUBLISH', STATUS: 'CONFIRMED', SUMMARY: 'Webinar: Upgrades while traffic flows', DTSTART: stamp(starts_at), DTEND: stamp(ends_at),
    UID: expect.stringMatching(/^webinar-next-week@/), SEQUENCE: '0',
  });
  await page.getByRole('button', { name: 'Cancel my registration' }).click();
  await expect(page.getByRole('button', { name: 'Register' })).toBeVisible();
  await expect(main(page).getByText('You are registered', { exact: true })).toHaveCount(0);
  expect((await registered()).registered).toBe(false);

  // It has been held, so that it can have been answered there; whoever asked is at another machine.
  await page.goto('/webinars/webinar-installation');
  const question = (on: Page) => card(on, 'Questions').getByRole('listitem').filter({ hasText: 'Do you clean new optics as well?' });
  await expect(question(page)).toContainText('Not answered yet');
  const advisor = await elsewhere(page, ADVISOR_EMEA, '/webinars/webinar-installation');
  await question(advisor.page).getByRole('button', { name: /^Answer/ }).click();
  await advisor.page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(advisor.page.getByRole('alert')).toContainText('There is a problem');
  await advisor.page.getByRole('checkbox', { name: 'It was answered live, in the webinar' }).check();
  await advisor.page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(question(advisor.page)).toContainText('answered live');
  await page.reload();
  await expect(question(page)).toContainText('answered live');
  await expect(question(page)).toContainText(ADVISOR_EMEA);

  await page.goto('/webinars/webinar-release-management');
  const how = card(page, 'How was it?');
  await how.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose how it was');
  await how.getByRole('radio', { name: /^Good/ }).check();
  await how.getByLabel('In your words').fill('The waves were new to us.');
  const given = page.waitForResponse((answer) => answer.url().endsWith('/feedback') && answer.ok());
  await how.getByRole('button', { name: 'Send' }).click();
  await given;
  await page.reload();
  await expect(how.getByRole('radio', { name: /^Good/ })).toBeChecked();
  await expect(how.getByLabel('In your words')).toHaveValue('The waves were new to us.');
  await advisor.page.goto('/webinars/webinar-release-management');
  const said = main(advisor.page).getByRole('listitem').filter({ hasText: 'The waves were new to us.' });
  await expect(said).toContainText('4 of 5');
  await expect(said).not.toContainText(EXPERT);
  await advisor.context.close();
});

test('the player has a name for every control, its letters, and no motion of its own; captions, speed and chapters need no mouse', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page, ENGINEER, '/webinars/webinar-release-management?t=20');
  await ready(page);
  await expect(page.getByRole('region', { name: 'What is said' }).getByRole('button').first()).toBeVisible();

  // As assistive technology has it.
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const controls = nodes.filter((node) => !node.ignored && /^(button|slider|checkbox|combobox|link|textbox|searchbox|radio)$/i.test(node.role?.value ?? ''));
  const named = controls.map((node) => `${node.role!.value} ${(node.name?.value ?? '').trim()}`);
  expect(named.filter((name) => /^\S+ $/.test(name))).toEqual([]);
  for (const name of [
    'slider Place in the recording', 'button Play', 'button Back 10 s', 'button Forward 10 s', 'button Captions', 'button Mute', 'slider Volume',
    'button Full screen', 'button Picture in picture', 'searchbox Find in the transcript', 'checkbox Follow',
  ]) expect(named).toContain(name);
  expect(named.some((name) => /^combobox Speed/i.test(name))).toBe(true);

  const pressed = (name: string) => expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, page.getByRole('button', { name: 'Captions' }));
  await page.keyboard.press('Enter');
  await pressed('Captions');
  await expect.poll(() => video(page, (video) => video.textTracks[0].mode)).toBe('showing');
  await tabTo(page, choice(page, 'Speed'));
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => video(page, (video) => video.playbackRate)).toBe(1.25);
  // There, letters choose.
  await page.keyboard.press('m');
  expect(await video(page, (video) => video.muted)).toBe(false);
  await tabTo(page, page.getByRole('button', { name: 'Mute' }));
  await page.keyboard.press('l');
  await expect.poll(() => at(page)).toBeCloseTo(30, 0);
  await page.keyboard.press('j');
  await expect.poll(() => at(page)).toBeCloseTo(20, 0);
  await page.keyboard.press('c');
  await expect(page.getByRole('button', { name: 'Captions' })).toHaveAttribute('aria-pressed', 'false');
  await tabTo(page, page.getByRole('button', { name: 'Picture in picture' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.pictureInPictureElement?.id)).toBe('video');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.pictureInPictureElement)).toBe(null);
  await tabTo(page, page.getByRole('button', { name: /Roll out in waves/ }));
  await page.keyboard.press('Enter');
  await expect.poll(() => at(page)).toBeGreaterThan(44);
  await expect(page.getByRole('button', { name: /Roll out in waves/ })).toHaveAttribute('aria-current', 'true');
  // Outside of the player the same letters are text.
  await page.getByLabel('Your question').fill('');
  await page.getByLabel('Your question').pressSequentially('jklmcf');
  await expect(page.getByLabel('Your question')).toHaveValue('jklmcf');
  expect(await at(page)).toBeGreaterThan(44);

  const moving = () =>
    page.evaluate(() => {
      const still = (time: string) => time === '' || time.split(',').every((part) => Number.parseFloat(part) === 0);
      const all = [document.documentElement, ...document.querySelectorAll('main *')].filter((element) => {
        const style = getComputedStyle(element);
        return (style.scrollBehavior || 'auto') !== 'auto' || !still(style.transitionDuration);
      });
      return all.map((element) => element.tagName).concat(document.getAnimations().filter((one) => one.playState === 'running').map(() => 'animation'));
    });
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => at(page)).toBeGreaterThan(46);
  expect(await moving()).toEqual([]);
});

// Reports that are not sent live on the server: any number side by side, on every device of their person, through reload, crash and
// sign-out. Two devices never write over each other, and nothing waits for the server that keeps them.

import { readFile } from 'node:fs/promises';
import { brokenPortalAt, expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { beside } from '../support/beside';
import { ENGINEER, SENIOR, forgetSession, pressPerson, signIn, signOut } from '../support/people';
import { call, cases } from '../support/api';
import { chooseUnit, fillIn, goOn, heading, main, opened, openTheCase, savedForAll, toPhonePage, toWizard, unsent } from '../support/report';

const symptom = (page: Page) => page.getByLabel('Symptom in one line');
const draftOf = (page: Page) => new URL(page.url()).searchParams.get('draft')!;
const away = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved on this device only, since' });
/** What this browser keeps of drafts. */
const keptHere = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('portal.draft.')).map(([, text]) => text).join('\n'));
const elsewhere = (name: string) => ({ name, timezoneId: 'America/New_York', viewport: null });

/** Something that waits until it is let pass. */
function gate() {
  let pass = () => {};
  const open = new Promise<void>(resolve => (pass = resolve));
  return { open, pass };
}

async function begin(page: Page, words: string) {
  await toWizard(page);
  await symptom(page).fill(words);
  await expect(savedForAll(page)).toBeVisible();
}

async function noSidewaysScroll(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

test.describe('with a server that answers', () => {
  const { server } = portalAt(IN_HOURS);

  test('several side by side with age and step, gone on with and thrown away; another one begins beside them', async ({ page }) => {
    await signIn(page, SENIOR);
    await toWizard(page);
    await chooseUnit(page, 'scl1-pe01');
    await symptom(page).fill('First of three');
    await goOn(page, 'How bad is it?');
    await page.getByRole('radio', { name: 'Priority 3' }).check();
    await expect(savedForAll(page)).toBeVisible();
    const first = draftOf(page);
    // By the navigation, from within the first: a new one, and the first is listed below the question.
    await page.goto('/report/down');
    await expect(unsent(page, 'First of three')).toContainText('scl1-pe01 · at “Impact” · on all your devices');
    await page.getByRole('link', { name: 'No, but something is wrong' }).click();
    await expect(symptom(page)).toHaveValue('');
    await symptom(page).fill('Second of three');
    await expect(savedForAll(page)).toBeVisible();
    expect(draftOf(page)).not.toBe(first);
    await page.goto('/');
    await toPhonePage(page);
    await symptom(page).fill('Third of three');
    await expect(savedForAll(page)).toBeVisible();
    await page.goto('/');
    await expect(unsent(page, 'of three')).toHaveCount(3);
    await expect(unsent(page, 'Third of three')).toContainText(/just now|minutes? ago/);
    await expect(unsent(page, 'Third of three')).toContainText('unit not chosen yet · at “Call now”');
    await noSidewaysScroll(page);

    const second = unsent(page, 'Second of three');
    await second.getByRole('button', { name: /^Throw away/ }).click();
    await second.getByRole('button', { name: 'Keep it' }).click();
    await expect(second).toBeVisible();
    await second.getByRole('button', { name: /^Throw away/ }).click();
    await second.getByRole('button', { name: 'Throw it away' }).click();
    await expect(unsent(page, 'of three')).toHaveCount(2);
    await page.reload();
    await expect(unsent(page, 'of three')).toHaveCount(2);
    await unsent(page, 'First of three').getByRole('link', { name: 'First of three' }).click();
    await expect(heading(page, 'How bad is it?')).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Priority 3' })).toBeChecked();
    expect(draftOf(page)).toBe(first);
  });

  test('it is saved within a second, and gone on with on another device; its case ends it on both', async ({ page, browser, watch }) => {
    await signIn(page, SENIOR);
    await toWizard(page);
    await symptom(page).fill('Begun at the desk');
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().includes('/v1/drafts/'));
    const typed = Date.now();
    await symptom(page).fill('Begun at the desk, to be done elsewhere');
    await saved;
    expect(Date.now() - typed).toBeLessThan(1500);
    await chooseUnit(page, 'gru1-pe01');
    await expect(savedForAll(page)).toBeVisible();
    const address = page.url();

    const other = await beside(browser, watch, server(), elsewhere(SENIOR));
    await expect(unsent(other, 'Begun at the desk')).toContainText('gru1-pe01');
    await unsent(other, 'Begun at the desk').getByRole('link').click();
    await expect(symptom(other)).toHaveValue('Begun at the desk, to be done elsewhere');
    await expect(other.getByRole('button', { name: 'Change unit' })).toBeVisible();
    await goOn(other, 'How bad is it?');
    await other.getByRole('radio', { name: 'Priority 4' }).check();
    await goOn(other, 'Is any of this so?');
    await goOn(other, 'Details');
    await other.getByLabel('Description').fill('Written on the train');
    await expect(savedForAll(other)).toBeVisible();

    // The desk has not typed since: it takes over what was written, by itself.
    await page.goto('/');
    await unsent(page, 'Begun at the desk').getByRole('link').click();
    await expect(page.getByLabel('Description')).toHaveValue('Written on the train');
    expect(draftOf(page)).toBe(new URL(address).searchParams.get('draft'));
    await other.getByLabel('Software version').fill('unknown');
    await goOn(other, 'Check your answers');
    await openTheCase(other).click();
    await opened(other);
    await page.goto('/');
    await expect(heading(page, /^Hello/)).toBeVisible();
    await expect(unsent(page, 'Begun at the desk')).toHaveCount(0);
    expect((await call(page, 'GET', '/v1/drafts')).body.items.filter((one: any) => one.title.startsWith('Begun at the desk'))).toEqual([]);
    expect(await cases(page, 'Begun at the desk')).toHaveLength(1);
    await other.context().close();
  });

  test('an address of another device opens what was typed there; nobody else sees it', async ({ page, browser, watch, context }) => {
    await signIn(page, SENIOR);
    await begin(page, 'Behind an address');
    const other = await beside(browser, watch, server(), elsewhere(SENIOR));
    await other.goto(page.url());
    await expect(symptom(other)).toHaveValue('Behind an address');
    await other.context().close();
    const address = page.url();
    await forgetSession(context);
    await signIn(page, ENGINEER, address);
    await expect(heading(page, 'What is wrong?')).toBeVisible();
    await expect(symptom(page)).toHaveValue('');
  });

  test('a tab that dies loses nothing, saved or not', async ({ page, context }) => {
    await signIn(page, SENIOR);
    await begin(page, 'Before the crash');
    // Not saved yet when the tab goes: the copy in this browser is ahead.
    await context.route('**/v1/drafts/*', (route) => (route.request().method() === 'PUT' ? route.abort('aborted') : route.continue()));
    await symptom(page).fill('Before the crash, and the last words');
    await expect.poll(() => keptHere(page)).toContain('and the last words');
    const address = page.url();
    await page.close({ runBeforeUnload: false });
    await context.unroute('**/v1/drafts/*');
    const again = await context.newPage();
    await again.goto(address);
    await expect(symptom(again)).toHaveValue('Before the crash, and the last words');
    await expect(savedForAll(again)).toBeVisible();
    const stored = await call(again, 'GET', `/v1/drafts/${draftOf(again)}`);
    expect(stored.body.fields.synopsis).toBe('Before the crash, and the last words');
  });

  test('two devices change one report: both texts are kept, side by side', async ({ page, browser, watch }) => {
    watch.provoke(/status of 412/);
    await signIn(page, SENIOR);
    await begin(page, 'One report');
    const address = page.url();
    const other = await beside(browser, watch, server(), elsewhere(SENIOR));
    await other.goto(address);
    await expect(symptom(other)).toHaveValue('One report');
    await symptom(other).fill('One report, from the train');
    await expect(savedForAll(other)).toBeVisible();

    await symptom(page).focus();
    await symptom(page).fill('One report, from the desk');
    const note = page.getByRole('status').filter({ hasText: 'Another device or tab changed this report too' });
    await expect(note).toContainText('both are kept');
    const row = note.getByRole('row').filter({ hasText: 'Symptom' });
    await expect(row).toContainText('One report, from the desk');
    await expect(row).toContainText('One report, from the train');
    // Whoever types is not taken away from it.
    await expect(symptom(page)).toBeFocused();
    await expect(symptom(page)).toHaveValue('One report, from the desk');
    await noSidewaysScroll(page);
    await expect(savedForAll(page)).toBeVisible();
    expect(page.url()).not.toBe(address);
    await page.reload();
    await expect(symptom(page)).toHaveValue('One report, from the desk');
    await page.goto('/');
    await expect(unsent(page, 'One report')).toHaveCount(2);
    await unsent(page, 'from the train').getByRole('link').click();
    await expect(symptom(page)).toHaveValue('One report, from the train');
    await expect(symptom(other)).toHaveValue('One report, from the train');
    await other.context().close();
  });

  test('what another device has written since is not in the case that this one opens, and stays', async ({ page, browser, watch }) => {
    // The other device asks for its version of a report that is a case by then.
    watch.provoke(/status of 404/, /status of 409/);
    await signIn(page, SENIOR);
    await fillIn(page, { unit: 'fra1-pe02', symptom: 'Two hands, one report', priority: 3 });
    await expect(savedForAll(page)).toBeVisible();
    const other = await beside(browser, watch, server(), elsewhere(SENIOR));
    // By its address: on which screen another device last looked is not told with every step.
    await other.goto(page.url());
    await other.getByRole('link', { name: 'Change symptom' }).click();
    await expect(symptom(other)).toHaveValue('Two hands, one report');
    await symptom(other).fill('Two hands, one report, and what the phone saw');
    await expect(savedForAll(other)).toBeVisible();

    await openTheCase(page).click();
    await opened(page);
    expect((await cases(page, 'Two hands, one report')).map((one: any) => one.synopsis)).toEqual(['Two hands, one report']);
    await page.goto('/');
    await expect(unsent(page, 'and what the phone saw')).toContainText('on all your devices');
    await unsent(page, 'and what the phone saw').getByRole('link').click();
    await expect(symptom(page)).toHaveValue('Two hands, one report, and what the phone saw');
    // It becomes a case of its own.
    await goOn(page, 'How bad is it?');
    await goOn(page, 'Is any of this so?');
    await goOn(page, 'Details');
    await goOn(page, 'Check your answers');
    await openTheCase(page).click();
    await opened(page);
    expect(await cases(page, 'Two hands, one report')).toHaveLength(2);
    const [first] = (await cases(page, 'Two hands, one report')).filter((one: any) => !one.synopsis.includes('phone'));
    const before = other.url();
    await symptom(other).fill('Two hands, one report, and still more');
    const note = other.getByRole('status').filter({ hasText: 'This report was sent already' });
    await expect(note.getByRole('link', { name: first.number })).toBeVisible();
    await expect(symptom(other)).toBeFocused();
    await expect(savedForAll(other)).toBeVisible();
    expect(other.url()).not.toBe(before);
    // Nothing is sent a second time before its person has said that it is something else.
    for (const step of ['How bad is it?', 'Is any of this so?', 'Details', 'Check your answers']) await goOn(other, step);
    await openTheCase(other).click();
    const asked = other.getByRole('alert').filter({ hasText: 'The report was sent before you changed it' });
    await expect(asked.getByRole('link', { name: first.number })).toBeVisible();
    expect(await cases(page, 'Two hands, one report')).toHaveLength(2);
    await asked.getByRole('button', { name: 'Make it a report of its own' }).click();
    await expect(asked).toBeHidden();
    await page.goto('/');
    await expect(unsent(page, 'and still more')).toContainText('on all your devices');
    // The old address says what became of it, and where the rest is.
    await other.goto(before);
    await expect(unsent(other, 'and still more')).toBeVisible();
    await other.context().close();
  });

  test('another device writes in the moment in which this one sends: one case, and one report that stays', async ({ page, browser, watch }) => {
    watch.provoke(/status of 412/);
    await signIn(page, SENIOR);
    await fillIn(page, { unit: 'fra1-pe02', symptom: 'Sent while another writes', priority: 3 });
    await expect(savedForAll(page)).toBeVisible();
    const other = await beside(browser, watch, server(), elsewhere(SENIOR));
    await other.goto(page.url());
    await other.getByRole('link', { name: 'Change symptom' }).click();
    await expect(symptom(other)).toHaveValue('Sent while another writes');

    // The last words of this device are on their way while the report goes out, and come after those of the other.
    const [saving, opening] = [gate(), gate()];
    await page.route('**/v1/drafts/*', async route => {
      if (route.request().method() === 'PUT') await saving.open;
      await route.continue();
    });
    await page.route('**/v1/cases?*', async route => {
      if (route.request().method() === 'POST') await opening.open;
      await route.continue();
    });
    const put = page.waitForRequest(request => request.method() === 'PUT' && request.url().includes('/v1/drafts/'));
    await page.getByRole('link', { name: 'Change symptom' }).click();
    await symptom(page).fill('Sent while another writes, by the desk');
    await put;
    await page.goBack();
    await expect(heading(page, 'Check your answers')).toBeVisible();
    await symptom(other).fill('Sent while another writes, by the phone');
    await expect(savedForAll(other)).toBeVisible();
    const posted = page.waitForRequest(request => request.method() === 'POST' && request.url().includes('/v1/cases'));
    await openTheCase(page).click();
    await posted;
    const looked = page.waitForResponse(response => response.request().method() === 'GET' && response.url().includes('/v1/drafts/'));
    saving.pass();
    await looked;
    opening.pass();
    await opened(page);
    expect((await cases(page, 'Sent while another writes')).map((one: any) => one.synopsis)).toEqual(['Sent while another writes, by the desk']);
    await page.goto('/');
    await expect(unsent(page, 'by the phone')).toHaveCount(1);
    await expect(unsent(page, 'by the desk')).toHaveCount(0);
    const titles = (await call(page, 'GET', '/v1/drafts')).body.items.map((one: any) => one.title);
    expect(titles.filter((title: string) => title.startsWith('Sent while'))).toEqual(['Sent while another writes, by the phone']);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await other.context().close();
  });

  test('signing out saves, then leaves nothing of it in this browser; it is there after signing in again', async ({ page, watch }) => {
    // Cases like this one may be looked up as long as its page is there: nobody is signed in for that any more.
    watch.provoke(/status of 401 .*\/v1\/cases\?like=/);
    await signIn(page, SENIOR);
    await toWizard(page);
    await symptom(page).fill('Typed, and gone at once');
    await signOut(page, SENIOR);
    expect(await keptHere(page)).toBe('');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('gone at once');
    await pressPerson(page, SENIOR);
    await expect(heading(page, /^Hello/)).toBeVisible();
    await unsent(page, 'Typed, and gone at once').getByRole('link').click();
    await expect(symptom(page)).toHaveValue('Typed, and gone at once');
  });
});

test.describe('with a server that is away', () => {
  const { proxy } = brokenPortalAt(IN_HOURS);
  const AWAY = { path: '/v1/drafts*', fault: { kind: 'status', code: 503 } };
  test.beforeEach(({ watch }) => watch.provoke(/status of 503/, /net::ERR_/));

  test('it is said at once and tried again; a Priority 1 never waits for it', async ({ page }) => {
    await signIn(page, SENIOR);
    await proxy().set({ path: '/v1/drafts*', fault: { kind: 'hang' } });
    await toPhonePage(page);
    await chooseUnit(page, 'fra1-pe02');
    await symptom(page).fill('Down, and no drafts');
    await page.getByRole('button', { name: 'Open it on the web' }).click();
    await opened(page);
    expect(await cases(page, 'Down, and no drafts')).toHaveLength(1);

    await proxy().set(AWAY);
    await page.goto('/');
    await toWizard(page);
    await symptom(page).fill('Kept while the server was away');
    await expect(away(page)).toContainText('nothing is lost here');
    await noSidewaysScroll(page);
    await page.goto('/');
    await expect(unsent(page, 'Kept while the server was away')).toContainText('on this device only');
    await unsent(page, 'Kept while the server was away').getByRole('link').click();
    await expect(symptom(page)).toHaveValue('Kept while the server was away');
    await proxy().set();
    await expect(savedForAll(page)).toBeVisible({ timeout: 15_000 });
    await expect(away(page)).toHaveCount(0);
  });

  test('two tabs write in one report: what the one has typed outlives it, and the other has typed beside it', async ({ page, context }) => {
    await signIn(page, SENIOR);
    await toWizard(page);
    await symptom(page).fill('One report');
    await expect(savedForAll(page)).toBeVisible();
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(symptom(other)).toHaveValue('One report');
    await proxy().set(AWAY);
    await symptom(other).fill('One report, as the other tab knows it');
    await expect(away(other)).toContainText('nothing is lost here');
    await symptom(page).fill('One report, as this tab knows it');
    await expect(page.getByRole('status').filter({ hasText: 'Another device or tab changed this report too' })).toContainText('both are kept');
    await other.close({ runBeforeUnload: false });
    // This tab goes too, before the server is back.
    const mine = page.url();
    await page.goto('about:blank');
    await proxy().set();
    await page.goto('/');
    await expect(unsent(page, 'One report')).toHaveCount(2);
    await expect(unsent(page, 'as this tab knows it')).toContainText('on all your devices', { timeout: 15_000 });
    await expect(unsent(page, 'as the other tab knows it')).toContainText('on all your devices', { timeout: 15_000 });
    await page.goto(mine);
    await expect(symptom(page)).toHaveValue('One report, as this tab knows it');
    const titles = (await call(page, 'GET', '/v1/drafts')).body.items.map((one: any) => one.title);
    expect(titles.filter((title: string) => title.startsWith('One report,')).sort()).toEqual(['One report, as the other tab knows it', 'One report, as this tab knows it']);
  });

  test('this tab sends, and what the other tab has typed since is a report of its own', async ({ page, context }) => {
    await signIn(page, SENIOR);
    await fillIn(page, { unit: 'fra1-pe02', symptom: 'One tab sends', priority: 3 });
    await expect(savedForAll(page)).toBeVisible();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('link', { name: 'Change symptom' }).click();
    await proxy().set(AWAY);
    await symptom(other).fill('One tab sends, the other types on');
    await expect(away(other)).toContainText('nothing is lost here');
    await openTheCase(page).click();
    await opened(page);
    await other.close({ runBeforeUnload: false });
    await proxy().set();
    await page.goto('/');
    await unsent(page, 'the other types on').getByRole('link').click();
    await expect(symptom(page)).toHaveValue('One tab sends, the other types on');
    await expect(savedForAll(page)).toBeVisible({ timeout: 15_000 });
    expect((await cases(page, 'One tab sends')).map((one: any) => one.synopsis)).toEqual(['One tab sends']);
  });

  test('who only turns a page in another tab makes no second report', async ({ page, context }) => {
    await signIn(page, SENIOR);
    await fillIn(page, { unit: 'fra1-pe02', symptom: 'Two tabs, one writes', priority: 3 });
    await expect(savedForAll(page)).toBeVisible();
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(heading(other, 'Check your answers')).toBeVisible();
    await page.getByRole('link', { name: 'Change symptom' }).click();
    await symptom(page).fill('Two tabs, one writes on');
    await expect(savedForAll(page)).toBeVisible();
    const address = page.url();
    await other.getByRole('link', { name: 'Change symptom' }).click();
    await expect(heading(other, 'What is wrong?')).toBeVisible();
    await other.goto('/');
    await expect(unsent(other, 'Two tabs, one writes')).toHaveCount(1);
    await other.goto(address);
    await expect(symptom(other)).toHaveValue('Two tabs, one writes on');
    const titles = (await call(page, 'GET', '/v1/drafts')).body.items.map((one: any) => one.title);
    expect(titles.filter((title: string) => title.startsWith('Two tabs, one writes'))).toEqual(['Two tabs, one writes on']);
  });

  test('signing out says what is not saved, and offers to stay or to download it', async ({ page }) => {
    await signIn(page, SENIOR);
    await proxy().set(AWAY);
    await toWizard(page);
    await chooseUnit(page, 'fra1-pe02');
    await symptom(page).fill('Nowhere but here');
    const menu = page.getByRole('button', { name: `Account of ${SENIOR}` });
    await menu.click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    const said = page.getByRole('alert').filter({ hasText: 'You are still signed in.' });
    await expect(said).toContainText('What you typed in 1 report is on this device only');
    await expect(page.getByRole('button', { name: 'Sign out and erase it here' })).toHaveCount(0);
    await noSidewaysScroll(page);
    await said.getByRole('button', { name: 'Stay signed in' }).click();
    await expect(said).toHaveCount(0);
    await expect(symptom(page)).toHaveValue('Nowhere but here');
    expect(await keptHere(page)).toContain('Nowhere but here');

    await page.getByRole('button', { name: 'Sign out' }).click();
    const downloading = page.waitForEvent('download');
    await said.getByRole('button', { name: 'Download what I typed' }).click();
    const file = await downloading;
    expect(await readFile(await file.path(), 'utf8')).toContain('Symptom: Nowhere but here\r\n');
    await said.getByRole('button', { name: 'Sign out and erase it here' }).click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    expect(await keptHere(page)).toBe('');
  });

  test('an API that keeps no drafts: kept in this browser, and said so', async ({ page, watch }) => {
    watch.provoke(/status of 404/);
    await proxy().set({ path: '/v1/drafts*', fault: { kind: 'status', code: 404 } });
    await signIn(page, SENIOR);
    await toWizard(page);
    await symptom(page).fill('Only here, as ever');
    await expect(page.getByText(/Kept in this browser at \d\d:\d\d only: this portal’s server keeps no reports/)).toBeVisible();
    await page.reload();
    await expect(symptom(page)).toHaveValue('Only here, as ever');
    await page.goto('/');
    await unsent(page, 'Only here, as ever').getByRole('link').click();
    await expect(symptom(page)).toHaveValue('Only here, as ever');
    await page.goto('/');
    await fillIn(page, { unit: 'fra1-pe02', symptom: 'Opened without drafts', priority: 4 });
    await openTheCase(page).click();
    await opened(page);
    expect(await cases(page, 'Opened without drafts')).toHaveLength(1);
  });
});

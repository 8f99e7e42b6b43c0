// "I am calling": the note, the first screen, and eleven minutes later the question whether the caller got through. The
// server is started anew with a later clock over the same data, and the page's clock moves with it. The engineer on the phone,
// who opens the case, works with the API; on the screen that is `both-sides`.

import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page, type Watch } from '../support/portal';
import type { APIRequestContext } from '@playwright/test';
import { ADVISOR, ENGINEER, SENIOR, VENDOR_ENGINEER, forgetSession, signIn } from '../support/people';
import { call, theCase } from '../support/api';
import { chooseUnit, fact, heading, main, opened, toPhonePage } from '../support/report';

const portal = portalAt(IN_HOURS);

/** Makes a note by the phone page; gives its number. */
async function makeNote(page: Page, symptom: string): Promise<string> {
  await page.goto('/');
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe03');
  await page.getByLabel('Symptom in one line').fill(symptom);
  await page.getByRole('button', { name: 'I am calling' }).click();
  await expect(heading(page, 'You are calling about fra1-pe03')).toBeVisible();
  return new URL(page.url()).pathname.split('/').pop()!;
}

const noteLink = (page: Page, number: string) => page.getByRole('link', { name: new RegExp(`^${number}`) });
const note = (page: Page, number: string) => main(page).getByRole('article').filter({ has: noteLink(page, number) });

/** Ten minutes and one more pass, for server and pages alike. */
async function elevenMinutesLater(context: BrowserContext, watch: Watch) {
  // Pages ask on while the server is started anew.
  watch.provoke(/ERR_CONNECTION_REFUSED/);
  const later = new Date((await portal.server().now()).getTime() + 11 * 60_000);
  await portal.server().restart(later.toISOString());
  await context.clock.fastForward(11 * 60_000);
}

test('a note is no case and has no clock; it asks after ten minutes, not before; yes, with the number', async ({ page, context, watch }) => {
  await signIn(page, SENIOR);
  const number = await makeNote(page, 'Calling, got through');
  expect(number).toMatch(/^CALL-2026-\d+$/);
  await expect(page.getByText('A call note: not a case, and no clock is running.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'First response' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'When you have got through' })).toBeVisible();
  expect((await call(page, 'GET', '/v1/cases?q=got%20through')).body.items).toEqual([]);
  await page.goto('/');
  await expect(note(page, number)).toContainText('You are calling');
  await expect(note(page, number)).toContainText('Not a case, no clock is running.');

  await elevenMinutesLater(context, watch);
  await page.reload();
  await expect(note(page, number)).toContainText('Did you get through?');
  await expect(page.getByText('Your device’s clock')).toBeHidden();
  await noteLink(page, number).click();
  await expect(page.getByRole('heading', { name: 'Did you get through?' })).toBeVisible();
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Enter the case number that was told on the phone']);
  await page.getByLabel('Case number that you were told').fill('2026-1124-777123 '.repeat(3));
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['A case number has at most 40 characters; this has 50']);
  await page.reload();
  await expect(page.getByLabel('Case number that you were told')).toHaveValue('2026-1124-777123 '.repeat(3));
  await page.getByLabel('Case number that you were told').fill('2026-1124-777123');
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await fact(main(page), 'State', 'got through, waiting for the engineer');
  await fact(main(page), 'Number you were told', '2026-1124-777123');
  await page.goto('/');
  await expect(note(page, number)).toContainText('Waiting for the engineer');
});

test('colleagues see the note; opened on the web it becomes the case that names it', async ({ page, context, watch }) => {
  await signIn(page, ENGINEER);
  const number = await makeNote(page, 'Calling, nobody answers');
  await elevenMinutesLater(context, watch);
  await forgetSession(context);
  await signIn(page, SENIOR);
  await expect(note(page, number)).toContainText(`Did ${ENGINEER} get through?`);
  await expect(note(page, number)).toContainText(`called by ${ENGINEER}`);
  await noteLink(page, number).click();
  await expect(heading(page, `${ENGINEER} is calling about fra1-pe03`)).toBeVisible();
  await expect(page.getByRole('heading', { name: `Did ${ENGINEER} get through?` })).toBeVisible();
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change unit' })).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Calling, nobody answers');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  const stored = await theCase(page, 'Calling, nobody answers');
  expect(stored).toMatchObject({ priority: 1, channel: 'web', call_note: number });
  await fact(main(page), 'Call note', number);
  await page.goto('/');
  await expect(page.getByRole('row').filter({ hasText: 'Calling, nobody answers' })).toBeVisible();
  await expect(noteLink(page, number)).toHaveCount(0);
});

/** The vendor's person opens the case of a call that came in four minutes ago; gives its number. */
async function openForCaller(request: APIRequestContext, person: string, account: string, number: string, synopsis: string): Promise<string> {
  const headers = { 'X-Portal': '1' };
  const { demonstration } = await portal.server().meta();
  const { email, password } = demonstration.people.find(({ name }: any) => name === person);
  expect((await request.post('/v1/session', { headers, data: { email, password } })).status()).toBe(200);
  const reported_at = new Date((await portal.server().now()).getTime() - 4 * 60_000).toISOString();
  const data = { priority: 1, unit: 'JN1234AFB', synopsis, on_behalf_of: account, channel: 'phone', reported_at, call_note: number };
  const answer = await request.post('/v1/cases', { headers: { ...headers, 'Idempotency-Key': `phone-case-${number}` }, data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).number;
}

for (const [who, person, state] of [['an engineer', VENDOR_ENGINEER, 'met'], ['the advisor', ADVISOR, 'running']] as const) {
  test(`${who} opens the case of the call: the note leaves the first screen and names the case`, async ({ page, context, request, watch }) => {
    await signIn(page, SENIOR);
    const symptom = `Calling, and ${who} writes it down`;
    const number = await makeNote(page, symptom);
    await elevenMinutesLater(context, watch);
    await page.goto('/');
    await expect(note(page, number)).toContainText('Did you get through?');
    const account = (await call(page, 'GET', '/v1/me')).body.account.id;
    const opened = await openForCaller(request, person, account, number, symptom);

    // The first screen learns of it by itself.
    await context.clock.fastForward(31_000);
    await expect(page.getByRole('row').filter({ hasText: symptom })).toBeVisible();
    await expect(noteLink(page, number)).toHaveCount(0);
    await page.goto(`/call-notes/${number}`);
    await fact(main(page), 'State', 'became a case');
    await expect(page.getByRole('heading', { name: 'Did you get through?' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Withdraw the note' })).toHaveCount(0);
    await main(page).getByRole('link', { name: opened }).click();
    await expect(heading(page, symptom)).toBeVisible();
    await fact(main(page), 'Call note', number);
    // An engineer's call is the first response itself; an advisor's is not.
    const clock = page.getByRole('region', { name: 'First response' });
    await expect(clock).toContainText('opened by phone');
    await expect(clock.getByText(state, { exact: true })).toBeVisible();
    const stored = await theCase(page, symptom);
    expect(stored).toMatchObject({ number: opened, priority: 1, channel: 'phone', call_note: number, target: { minutes: 30, row: 1 } });
  });
}

test('withdrawn, the note leaves the first screen', async ({ page }) => {
  await signIn(page, SENIOR);
  const number = await makeNote(page, 'Calling, false alarm');
  await page.getByRole('button', { name: 'Withdraw the note' }).click();
  await fact(main(page), 'State', 'withdrawn');
  await expect(page.getByRole('button', { name: 'Withdraw the note' })).toHaveCount(0);
  await page.goto('/');
  await expect(heading(page, /^Hello/)).toBeVisible();
  await expect(noteLink(page, 'CALL-2026-900001')).toBeVisible();
  await expect(noteLink(page, number)).toHaveCount(0);
});

test('closed by a colleague while its case is being written: said, and the case is opened without it', async ({ page, watch }) => {
  watch.provoke(/status of 422 .*\/v1\/cases\?/);
  await signIn(page, SENIOR);
  const number = await makeNote(page, 'Calling, then opened, then withdrawn');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  const path = `/v1/call-notes/${number}`;
  const etag = await page.evaluate(async (path) => (await fetch(path)).headers.get('etag')!, path);
  expect((await call(page, 'PATCH', path, { outcome: 'withdrawn' }, { 'If-Match': etag })).status).toBe(200);
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  const refused = page.getByRole('alert').filter({ hasText: 'The report was not sent' });
  await expect(refused).toContainText(`The call note ${number} is closed already`);
  await expect(refused).toBeFocused();
  await expect(refused.getByRole('link', { name: number })).toBeVisible();
  await refused.getByRole('button', { name: 'Go on without the call note' }).click();
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  expect(await theCase(page, 'Calling, then opened, then withdrawn')).toMatchObject({ priority: 1, call_note: null });
});

test('changed by somebody else meanwhile: the note is shown as it is now, and what was typed stays', async ({ page, watch }) => {
  watch.provoke(/status of 412 .*\/v1\/call-notes\//);
  await signIn(page, SENIOR);
  const number = await makeNote(page, 'Calling, two people answer');
  await expect(page.getByRole('heading', { name: 'When you have got through' })).toBeVisible();
  const path = `/v1/call-notes/${number}`;
  const etag = await page.evaluate(async (path) => (await fetch(path)).headers.get('etag')!, path);
  const other = await call(page, 'PATCH', path, { outcome: 'got_through', told_number: '2026-1124-1' }, { 'If-Match': etag });
  expect(other.status).toBe(200);
  await page.getByLabel('Case number that you were told').fill('2026-1124-2');
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await fact(main(page), 'Number you were told', '2026-1124-1');
});

// However often a report is sent, it makes one case: double click, Enter and click, an answer that was lost, two tabs.

import { brokenPortalAt, expect, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { call, cases } from '../support/api';
import { chooseUnit, fillIn, heading, main, opened, openTheCase, toPhonePage } from '../support/report';

const { proxy } = brokenPortalAt(IN_HOURS);

/** The keys with which the page sends openings from now on, in their order. */
function openings(page: Page): (string | undefined)[] {
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/v1/cases') keys.push(request.headers()['idempotency-key']);
  });
  return keys;
}

/** Holds the opening back so that whatever is pressed meanwhile is pressed while it runs. */
const holdOpening = () => proxy().set({ method: 'POST', path: '/v1/cases', fault: { kind: 'delay', ms: 400 } });

/** The server does what it is asked; so many of its answers are lost. */
const loseAnswers = (times?: number) => proxy().set({ method: 'POST', path: '/v1/cases', times, fault: { kind: 'reset_after' } });

test('a double click opens one Priority 1', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill('Double click, Priority 1');
  const sent = openings(page);
  await holdOpening();
  await page.getByRole('button', { name: 'Open it on the web' }).dblclick();
  await opened(page);
  expect(sent).toHaveLength(1);
  expect(await cases(page, 'Double click, Priority 1')).toHaveLength(1);
});

test('Enter and a click open one case', async ({ page }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Enter and click', priority: 3 });
  const sent = openings(page);
  await holdOpening();
  const box = (await openTheCase(page).boundingBox())!;
  await openTheCase(page).focus();
  await page.keyboard.press('Enter');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await opened(page);
  expect(sent).toHaveLength(1);
  expect(await cases(page, 'Enter and click')).toHaveLength(1);
});

test('a double click makes one call note', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill('Double click, call note');
  await page.getByRole('button', { name: 'I am calling' }).dblclick();
  await expect(heading(page, /^You are calling about/)).toBeVisible();
  const { items } = (await call(page, 'GET', '/v1/call-notes')).body;
  expect(items.filter((note: any) => note.symptom === 'Double click, call note')).toHaveLength(1);
});

for (const [how, lost] of [['once', 1], ['so often that the person presses again', 3]] as const) {
  test(`an answer that was lost ${how} makes one case`, async ({ page, watch }) => {
    // Its draft ended with the case, perhaps before the last of it was kept.
    watch.provoke(/net::ERR_/, /status of (404|409) .*\/v1\/drafts\//);
    await signIn(page, SENIOR);
    const symptom = `Lost answer ${how}`;
    await fillIn(page, { unit: 'fra1-pe02', symptom, priority: 3 });
    const keys = openings(page);
    await loseAnswers(lost);
    await openTheCase(page).click();
    if (lost === 3) {
      const failure = page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
      await expect(failure).toContainText('however often you do, it makes one case');
      await openTheCase(page).click();
    }
    await opened(page);
    expect(keys).toHaveLength(lost + 1);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBeTruthy();
    expect(await cases(page, symptom)).toHaveLength(1);
  });
}

test('an answer that was lost, then changed words: the person is shown what was made, and decides', async ({ page, watch }) => {
  // Its draft ended with the case, so that what is changed since is refused there as well.
  watch.provoke(/net::ERR_/, /status of 422 .*\/v1\/cases\?/, /status of (404|409) .*\/v1\/drafts\//);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Sent before it was changed', priority: 3 });
  await loseAnswers();
  await openTheCase(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).toContainText('It is not known whether the report arrived');
  await proxy().set();
  const [made] = await cases(page, 'Sent before it was changed');
  await page.getByRole('link', { name: 'Change symptom' }).click();
  await page.getByLabel('Symptom in one line').fill('Changed after it was sent');
  for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: 'Continue' }).click();
  await openTheCase(page).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The report was sent before you changed it' });
  await expect(alert.getByRole('link', { name: made.number })).toBeVisible();
  expect(await cases(page, 'Changed after it was sent')).toHaveLength(0);
  await alert.getByRole('button', { name: 'Make it a report of its own' }).click();
  await openTheCase(page).click();
  expect(await opened(page)).not.toBe(made.number);
  expect(await cases(page, 'Changed after it was sent')).toHaveLength(1);
  expect(await cases(page, 'Sent before it was changed')).toHaveLength(1);
});

test('the same draft in two tabs makes one case, and the second tab says so', async ({ page, context }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Two tabs, one draft', priority: 3 });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(heading(other, 'Check your answers')).toBeVisible();
  await openTheCase(page).click();
  const number = await opened(page);
  await openTheCase(other).click();
  await expect(other.getByText(number).first()).toBeVisible();
  expect(await cases(page, 'Two tabs, one draft')).toHaveLength(1);
  await other.goto('/');
  await expect(heading(other, /^Hello/)).toBeVisible();
  await expect(main(other).getByRole('article').filter({ hasText: 'Two tabs, one draft' })).toHaveCount(0);
});

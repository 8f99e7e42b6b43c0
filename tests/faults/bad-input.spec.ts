// Empty and over-long fields, and what only a program would send: each gets its clear error, and nothing typed is lost.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { OPERATOR_ENGINEER, SENIOR, signIn } from '../support/people';
import { call, cases, theUnit } from '../support/api';
import { chooseUnit, fillIn, goOn, heading, main, openTheCase, toWizard } from '../support/report';

const portal = portalAt(IN_HOURS);

const summary = (page: Page) => page.getByRole('alert').filter({ hasText: 'There is a problem' });

/** The summary has the focus, says the same words as the fields, and the title says so. */
async function expectProblems(page: Page, problems: Record<string, string | RegExp>) {
  const words = Object.values(problems);
  await expect(summary(page).getByRole('link')).toHaveText(words);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('There is a problem');
  await expect(page).toHaveTitle(/^Error: /);
  const links = await summary(page).getByRole('link').all();
  for (const [at, label] of Object.keys(problems).entries()) {
    const said = await links[at].innerText();
    const field = main(page).getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    await links[at].click();
    await expect(field).toBeFocused();
  }
}

test('empty and over-long fields of every step', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  const proceed = page.getByRole('button', { name: 'Continue' });
  await proceed.click();
  await expectProblems(page, { Unit: /^Choose the unit/, 'Symptom in one line': 'Describe the symptom in one line' });
  const tooLong = 'ä'.repeat(253);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill(tooLong);
  await expect(page.getByText('3 characters too many')).toBeVisible();
  await proceed.click();
  await expectProblems(page, { 'Symptom in one line': 'Symptom in one line is 253 characters long; 250 fit' });
  await expect(page.getByLabel('Symptom in one line')).toHaveValue(tooLong);
  await page.getByLabel('Symptom in one line').fill('ä'.repeat(250));
  await goOn(page, 'How bad is it?');
  await expect(page).not.toHaveTitle(/^Error/);

  await proceed.click();
  await expect(summary(page).getByRole('link')).toHaveText(['Choose a priority']);
  await expect(page).toHaveTitle(/^Error: /);
  await summary(page).getByRole('link').click();
  await expect(page.getByRole('group', { name: 'Impact and priority' })).toBeFocused();
  await page.getByRole('radio', { name: 'Priority 3' }).check();
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');

  await page.getByLabel('Software version').fill('');
  await page.getByLabel('Since when').fill('2026-11-25T09:00');
  await page.getByLabel('Your own reference').fill('x'.repeat(101));
  await proceed.click();
  await expectProblems(page, {
    Description: 'Enter the description',
    'Software version': /^Enter the software version, or “unknown”/,
    'Your own reference': 'Your own reference is 101 characters long; 100 fit',
    'Since when': 'Since when lies in the future',
  });
  await page.getByLabel('Description').fill('d'.repeat(15_001));
  await proceed.click();
  await expect(summary(page)).toContainText('Description is 15001 characters long; 15000 fit');
  await expect(page.getByLabel('Description')).toHaveValue(/^d{15001}$/);
});

test('a last step that was reached by its address says what is missing and leads there', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/report/check');
  await openTheCase(page).click();
  await expect(summary(page).getByRole('link')).toHaveText([/^Choose the unit/, /^Choose a priority|^Describe/, /./, /./, /./].slice(0, await summary(page).getByRole('link').count()));
  await expect(page).toHaveTitle(/^Error: /);
  await summary(page).getByRole('link', { name: 'Describe the symptom in one line' }).click();
  await expect(heading(page, 'What is wrong?')).toBeVisible();
});

test('what only the server finds wrong is said at the field too', async ({ page, watch }) => {
  watch.provoke(/status of 422 .*\/v1\/cases\?/);
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'fra1-pe02', symptom: 'Found wrong by the server', priority: 3 });
  await page.route((url) => url.pathname === '/v1/cases', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const body = { ...route.request().postDataJSON(), unit: 'NOSUCHUNIT' };
    return route.continue({ postData: JSON.stringify(body) });
  });
  await openTheCase(page).click();
  await expect(summary(page).getByRole('link')).toHaveCount(1);
  await summary(page).getByRole('link').click();
  await expect(heading(page, 'What is wrong?')).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Found wrong by the server');
});

test('requests that only a program would send get their clear error', async ({ page, watch }) => {
  watch.provoke(/status of 4\d\d .*\/v1\/(cases|units)/);
  await signIn(page, SENIOR);
  const unit = (await theUnit(page, 'fra1-pe02')).reference;
  const whole = { priority: 3, unit, synopsis: 'By a program', description: 'd', software_version: '1' };
  let key = 0;
  const post = (body: unknown, headers = {}) => call(page, 'POST', '/v1/cases', body, { 'Idempotency-Key': `bad-input-${(key += 1)}-0123456789`, ...headers });
  const refusal = async (body: unknown, status: number, pointer?: string, headers = {}) => {
    const answer = await post(body, headers);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(answer.body).toMatchObject({ status, title: expect.stringMatching(/./), instance: expect.stringMatching(/./) });
    if (pointer) expect(answer.body.errors.map((error: any) => error.pointer)).toContain(pointer);
  };
  // A naive time stamp is a guess, and guesses are refused.
  await refusal({ ...whole, since: '2026-11-24T10:00:00' }, 422, '/since');
  await refusal({ ...whole, since: '2027-01-01T00:00:00Z' }, 422, '/since');
  await refusal({ ...whole, synopsis: 'x'.repeat(251) }, 422, '/synopsis');
  await refusal({ ...whole, unit: 'NOSUCHUNIT' }, 422, '/unit');
  await refusal({ ...whole, priority: 1 }, 422, '/phone_page');
  await refusal(whole, 400, undefined, { 'Idempotency-Key': '' });
  await refusal(whole, 415, undefined, { 'Content-Type': 'text/plain' });
  expect(await cases(page, 'By a program')).toHaveLength(0);
  expect((await post({ ...whole, since: '2026-11-24T10:00:00-05:00' })).status).toBe(201);
});

test('a serial number of another account is as unknown as one that does not exist', async ({ page, watch }) => {
  watch.provoke(/status of 4\d\d .*\/v1\//);
  await signIn(page, OPERATOR_ENGINEER);
  const foreign = await call(page, 'GET', '/v1/units/JN1234AFB');
  const missing = await call(page, 'GET', '/v1/units/NOSUCHUNIT');
  expect([foreign.status, missing.status]).toEqual([404, 404]);
  expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
  const report = { priority: 3, unit: 'JN1234AFB', synopsis: 'Of somebody else', description: 'd', software_version: '1' };
  const answer = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': 'foreign-unit-0123456789' });
  expect(answer.status).toBe(422);
  expect((await portal.server().meta()).api_version).toBeTruthy();
});

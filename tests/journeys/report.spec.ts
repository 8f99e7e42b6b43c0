// Reporting what is no emergency: five steps, exclusions, units that are not listed or not covered, changing answers, and
// drafts that outlive reload, back and the closed page.

import { expect, portalAt, portalFrom, test, IN_HOURS, type Page } from '../support/portal';
import { serveWithTargets } from '../support/server.mjs';
import { ENGINEER, SENIOR, forgetSession, signIn } from '../support/people';
import { cases, theCase } from '../support/api';
import { chooseUnit, fact, fillIn, goOn, heading, main, opened, openTheCase, toPhonePage, toWizard } from '../support/report';

portalAt(IN_HOURS);

const answers = (page: Page) => main(page).getByRole('form').or(main(page)).first();
const change = (page: Page, what: string) => page.getByRole('link', { name: `Change ${what}` });

test('five steps with an exclusion, every answer checked and changed, to the opened case', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  await chooseUnit(page, 'nyc1-pe01');
  await page.getByLabel('Symptom in one line').fill('One of two optics flaps');
  await goOn(page, 'How bad is it?');
  await expect(page.getByRole('radio')).toHaveCount(3);
  await expect(page.getByText('First response within 4 hours (target)')).toHaveCount(2);
  await page.getByRole('radio', { name: 'Priority 3' }).check();
  await goOn(page, 'Is any of this so?');
  await page.getByRole('checkbox', { name: /a part that Juniper did not make/ }).check();
  await expect(main(page).getByRole('status').filter({ hasText: 'You can still open the case' })).toBeVisible();
  await goOn(page, 'Details');
  await page.getByLabel('Description').fill('xe-0/0/47 goes down every few minutes.\nThe other end sees nothing.');
  await page.getByLabel('Software version').fill('23.4R2-S3');
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await page.getByLabel('Since when').fill('2026-11-24T09:30');
  await page.getByLabel('Your own reference').fill('INC-90001');
  await goOn(page, 'Check your answers');

  await fact(answers(page), 'Unit', /nyc1-pe01/);
  await fact(answers(page), 'Priority', '3');
  await fact(answers(page), 'Not part of the service', /The fault is in a part that Juniper did not make/);
  await fact(answers(page), 'Since when', '2026-11-24 09:30');
  await change(page, 'symptom').click();
  await expect(heading(page, 'What is wrong?')).toBeVisible();
  await page.getByLabel('Symptom in one line').fill('One of two optics flaps, changed');
  for (const next of ['How bad is it?', 'Is any of this so?', 'Details', 'Check your answers']) await goOn(page, next);
  await fact(answers(page), 'Symptom', 'One of two optics flaps, changed');
  await page.reload();
  await fact(answers(page), 'Your own reference', 'INC-90001');
  await openTheCase(page).click();
  await opened(page);

  await fact(main(page), 'Your reference', 'INC-90001');
  await expect(main(page)).toContainText('Declared when it was opened');
  const clock = page.getByRole('region', { name: 'First response' });
  await expect(clock).toContainText('Target 4 hours, by the Priority 3 row');
  expect(await theCase(page, 'INC-90001')).toMatchObject({
    priority: 3, channel: 'web', target: { minutes: 240, row: 3 }, exclusions: ['third_party_part'], network_outage: false,
    // 09:30 in New York.
    since: '2026-11-24T14:30:00Z', synopsis: 'One of two optics flaps, changed', software_version: '23.4R2-S3',
  });
});

test('a unit that nobody finds is opened as “to be checked”', async ({ page }) => {
  await signIn(page, ENGINEER);
  await toWizard(page);
  await page.getByRole('searchbox', { name: 'Unit' }).fill('zzz9-none01');
  await page.getByRole('button', { name: /^I can't find it/ }).click();
  await page.getByLabel('Site').fill('Belém, rack 4');
  await page.getByLabel('Symptom in one line').fill('Not in the list, fans loud');
  await goOn(page, 'How bad is it?');
  await page.getByRole('radio', { name: 'Priority 4' }).check();
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');
  await page.getByLabel('Description').fill('Loud.');
  await page.getByLabel('Software version').fill('unknown');
  await goOn(page, 'Check your answers');
  await fact(answers(page), 'Unit', 'zzz9-none01, Belém, rack 4: to be checked');
  await openTheCase(page).click();
  await opened(page);
  await expect(main(page)).toContainText('to be checked');
});

test('a unit without cover is opened like any other, and nothing is promised for it', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  await page.getByRole('searchbox', { name: 'Unit' }).fill('mex1-pe03');
  const hit = main(page).getByRole('listitem').getByRole('button', { name: 'mex1-pe03' });
  await expect(hit).toContainText('No cover found');
  await page.goto('/');
  await fillIn(page, { unit: 'mex1-pe03', symptom: 'Uncovered, fan tray reports a fault', priority: 3 });
  await expect(main(page).getByText('Whether a response target applies is found out then.')).toBeVisible();
  await expect(main(page).getByText('Target for the first response')).toHaveCount(0);
  await openTheCase(page).click();
  await opened(page);
  expect(await theCase(page, 'Uncovered, fan tray')).toMatchObject({ priority: 3, status: 'open' });
});

test('back, forward and reload keep every answer', async ({ page }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'gru1-pe01', symptom: 'Kept over back and reload', priority: 2, description: 'All of it' });
  await page.goBack();
  await expect(heading(page, 'Details')).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('All of it');
  await page.goBack();
  await page.goBack();
  await expect(heading(page, 'How bad is it?')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Priority 2' })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Priority 2' })).toBeChecked();
  await page.goBack();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Kept over back and reload');
  await expect(page.getByRole('button', { name: 'Change unit' })).toBeVisible();
  for (let step = 0; step < 4; step += 1) await page.goForward();
  await expect(heading(page, 'Check your answers')).toBeVisible();
  await expect(page.getByText(/Kept in this browser at \d\d:\d\d/)).toBeVisible();
});

test('drafts are listed on the first screen, resumed after closing, and thrown away', async ({ page, context, watch }) => {
  // The page is closed while its draft is on its way: the next page learns from a refusal that it arrived.
  watch.provoke(/status of 412 .*\/v1\/drafts\//);
  await signIn(page, SENIOR);
  await toWizard(page);
  await chooseUnit(page, 'scl1-pe01');
  await page.getByLabel('Symptom in one line').fill('Left for another day');
  await expect(page.getByText(/Kept in this browser/)).toBeVisible();
  await page.close();

  const later = await context.newPage();
  await later.goto('/');
  const draft = main(later).getByRole('article').filter({ hasText: 'Left for another day' });
  await expect(draft).toContainText('not sent');
  await expect(draft).toContainText('scl1-pe01');
  await draft.getByRole('link', { name: 'Left for another day' }).click();
  await expect(heading(later, 'What is wrong?')).toBeVisible();
  await expect(later.getByLabel('Symptom in one line')).toHaveValue('Left for another day');
  await expect(later.getByRole('button', { name: 'Change unit' })).toBeVisible();

  // Another person at this browser does not see it.
  await forgetSession(context);
  await signIn(later, ENGINEER);
  await expect(main(later).getByText('Left for another day')).toHaveCount(0);
  await forgetSession(context);
  await signIn(later, SENIOR);
  await draft.getByRole('button', { name: /^Throw away/ }).click();
  await expect(draft).toContainText('Throw it away, on all your devices?');
  await draft.getByRole('button', { name: 'Throw it away' }).click();
  await expect(draft).toHaveCount(0);
  await later.reload();
  await expect(heading(later, /^Hello/)).toBeVisible();
  await expect(draft).toHaveCount(0);
});

test('two drafts live side by side', async ({ page, context }) => {
  await signIn(page, SENIOR);
  const other = await context.newPage();
  await other.goto('/');
  await toWizard(page);
  await page.getByLabel('Symptom in one line').fill('First of two');
  await toPhonePage(other);
  await other.getByLabel('Symptom in one line').fill('Second of two, service is down');
  await page.getByLabel('Symptom in one line').fill('First of two, more');
  await page.goto('/');
  await expect(main(page).getByRole('article').filter({ hasText: 'of two' })).toHaveCount(2);
  // Each goes on where it was: the second at the number to call.
  await main(page).getByRole('link', { name: 'Second of two' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Second of two, service is down');
});

test('a report that was sent is not sent again by going back', async ({ page }) => {
  await signIn(page, SENIOR);
  await fillIn(page, { unit: 'gru1-pe01', symptom: 'Sent, then back', priority: 4 });
  await openTheCase(page).click();
  const number = await opened(page);
  await page.goBack();
  await expect(heading(page, 'This report was sent already')).toBeVisible();
  await expect(main(page).getByRole('link', { name: number })).toBeVisible();
  expect(await cases(page, 'Sent, then back')).toHaveLength(1);
});

test.describe('where Priority 3 and 4 are counted in business hours', () => {
  // 17:00 in Berlin: one hour is left today, three come tomorrow.
  portalFrom(() => serveWithTargets(IN_HOURS, ['--table', 'ours', '--business-hours', 'Mon-Fri 08:00-18:00 Europe/Berlin']));

  test('the target says so before, the case is due within them, and “why” names them', async ({ page }) => {
    await signIn(page, SENIOR);
    await toWizard(page);
    await chooseUnit(page, 'nyc1-pe01');
    await page.getByLabel('Symptom in one line').fill('A question about a counter');
    await goOn(page, 'How bad is it?');
    await expect(page.getByText('First response within 30 minutes (target)')).toHaveCount(1);
    await expect(page.getByText('First response within 4 hours of business time (target)')).toHaveCount(2);
    await page.getByRole('radio', { name: 'Priority 3' }).check();
    await goOn(page, 'Is any of this so?');
    await goOn(page, 'Details');
    await page.getByLabel('Description').fill('Which of the two counts drops?');
    await page.getByLabel('Your own reference').fill('INC-90009');
    await goOn(page, 'Check your answers');
    await openTheCase(page).click();
    await opened(page);
    const clock = page.getByRole('region', { name: 'First response' });
    await expect(clock).toContainText('Target 4 hours of business time, by the Priority 3 row of the table “ours”');
    await clock.getByText('Why', { exact: false }).first().click();
    await expect(clock).toContainText('within these hours only: Mon-Fri 08:00-18:00 Europe/Berlin');
    const { due_at } = await theCase(page, 'INC-90009');
    expect(new Date(due_at).toISOString().slice(0, 16)).toBe('2026-11-25T10:00');
  });
});

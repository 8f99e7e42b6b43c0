// The screens of a fault that is reported, from the first question to what is not sent yet, held to the audit.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call } from '../support/api';
import { holds, holdsAt } from '../support/holds';
import { chooseUnit, fact, heading, main, opened, openTheCase, savedForAll, toPhonePage, toWizard, unsent } from '../support/report';

portalAt(IN_HOURS);

async function makeNote(page: Page, symptom: string): Promise<void> {
  await page.goto('/');
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe03');
  await page.getByLabel('Symptom in one line').fill(symptom);
  await page.getByRole('button', { name: 'I am calling' }).click();
  await expect(heading(page, /^You are calling about/)).toBeVisible();
}

test('a call note after each answer, and a report that was sent already', async ({ page }) => {
  await signIn(page, SENIOR);
  await makeNote(page, 'Audited, got through');
  await page.getByLabel('Case number that you were told').fill('2026-1124-777123');
  await page.getByRole('button', { name: 'Yes, I got through' }).click();
  await fact(main(page), 'State', 'got through, waiting for the engineer');
  await holds(page, 'a call note, got through');

  await makeNote(page, 'Audited, withdrawn');
  await page.getByRole('button', { name: 'Withdraw the note' }).click();
  await fact(main(page), 'State', 'withdrawn');
  await holds(page, 'a call note, withdrawn');

  await makeNote(page, 'Audited, opened on the web');
  const note = page.url();
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await expect(heading(page, 'Call now')).toBeVisible();
  const report = page.url();
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  await page.goto(note);
  await fact(main(page), 'State', 'became a case');
  await holds(page, 'a call note that became a case');
  await holdsAt(page, report, 'This report was sent already');
});

test('service is down', async ({ page }) => {
  await signIn(page, SENIOR);
  await holdsAt(page, '/report/down', 'Is service down now?');
  await holdsAt(page, '/report/phone', 'Call now');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'phone page with problems');
  await page.getByRole('searchbox', { name: 'Unit' }).fill('fra1');
  await expect(page.getByText(/units, the first 8/)).toBeVisible();
  await holds(page, 'phone page with hits');
  await chooseUnit(page, 'fra1-pe03');
  await holds(page, 'phone page, filled in');
});

test('the steps of a report', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/report/wrong');
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'what is wrong, with problems');
  await page.getByRole('button', { name: /^I can't find it/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'what is wrong, unlisted');
  await page.getByLabel('Host name').fill('box7');
  await page.getByLabel('Site').fill('Graz');
  await page.getByRole('button', { name: 'Add a further unit' }).click();
  await page.getByRole('searchbox', { name: 'One more unit' }).fill('mex1-pe03');
  await holds(page, 'a further unit, looked for');
  await main(page).getByRole('listitem').getByRole('button', { name: 'mex1-pe03' }).click();
  await page.getByLabel('Symptom in one line').fill('den2-spine01: optics report a temperature');
  await expect(main(page).getByRole('region', { name: 'May be the same' })).toBeVisible();
  await holds(page, 'what is wrong, with a further unit and cases that may be the same');
  await page.getByLabel('Symptom in one line').fill('x'.repeat(240));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'How bad is it?')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Examples for each priority').click();
  await holds(page, 'impact, with a problem and examples');
  await page.getByRole('radio', { name: 'Priority 3' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Is any of this so?')).toBeVisible();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await holds(page, 'exclusions, all ticked');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Details')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await holds(page, 'details, with problems');
  await page.goto(page.url().replace('/report/details', '/report/check'));
  await openTheCase(page).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await holds(page, 'check, with problems');
});

test('reports not sent: listed, asked about, parted from another device’s, and left unsaved at signing out', async ({ page, context, watch }) => {
  watch.provoke(/status of 412/, /net::ERR_/);
  await signIn(page, SENIOR);
  await toWizard(page);
  await page.getByLabel('Symptom in one line').fill('Kept for the audit');
  await expect(savedForAll(page)).toBeVisible();
  const draft = new URL(page.url()).searchParams.get('draft')!;
  const { body } = await call(page, 'GET', `/v1/drafts/${draft}`);
  const other = { ...body.fields, synopsis: 'From the other device', description: 'Longer there', writer: 'other' };
  await call(page, 'PUT', `/v1/drafts/${draft}`, { title: other.synopsis, step: 'details', fields: other }, { 'If-Match': `"${body.version}"` });
  await page.getByLabel('Symptom in one line').fill('Kept for the audit, changed');
  await expect(page.getByRole('heading', { name: 'Another device or tab changed this report too' })).toBeVisible();
  await expect(savedForAll(page)).toBeVisible();
  await holds(page, 'two texts of one report');
  await page.goto('/report/down');
  await expect(unsent(page, 'Kept for the audit')).toBeVisible();
  await unsent(page, 'Kept for the audit').getByRole('button', { name: /^Throw away/ }).click();
  await holds(page, 'the first question with reports not sent');
  await context.route('**/v1/drafts/*', (route) => route.abort());
  await unsent(page, 'Kept for the audit').getByRole('link').click();
  await page.getByLabel('Symptom in one line').fill('Kept for the audit, not saved');
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Download what I typed' })).toBeVisible();
  await holds(page, 'signing out with something unsaved');
});

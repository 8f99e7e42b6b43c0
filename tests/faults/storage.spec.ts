// A browser that refuses to keep anything: said so, and the report can be sent all the same.

import { readFile } from 'node:fs/promises';
import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { cases } from '../support/api';
import { chooseUnit, goOn, heading, main, opened, openTheCase, toPhonePage, toWizard } from '../support/report';

portalAt(IN_HOURS);

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('refused by the test', 'QuotaExceededError');
    };
  });
});

test('a Priority 1 is opened without storage', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('No storage, Priority 1');
  await expect(page.getByRole('status').filter({ hasText: 'This browser does not keep what you type.' })).toBeVisible();
  await chooseUnit(page, 'fra1-pe02');
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('No storage, Priority 1');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  expect(await cases(page, 'No storage, Priority 1')).toHaveLength(1);
});

test('all steps work without storage', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill('No storage, Priority 4');
  await goOn(page, 'How bad is it?');
  await page.getByRole('radio', { name: 'Priority 4' }).check();
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');
  await page.getByLabel('Description').fill('Typed into memory only');
  await goOn(page, 'Check your answers');
  await expect(main(page)).toContainText('Typed into memory only');
  await openTheCase(page).click();
  await opened(page);
  expect(await cases(page, 'No storage, Priority 4')).toHaveLength(1);
});

test('what was typed can be kept as a file', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  await chooseUnit(page, 'fra1-pe02');
  await page.getByLabel('Symptom in one line').fill('Åland link down, 100 % loss & rising');
  await goOn(page, 'How bad is it?');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save what I typed' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('fault-report.txt');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^Unit: fra1-pe02 /m);
  expect(text).toContain('Symptom: Åland link down, 100 % loss & rising\r\n');
  expect(text).not.toContain('Priority');
  expect(text).not.toContain('Not part of the service');
  await expect(heading(page, 'How bad is it?')).toBeVisible();
});

test('the colours can be chosen without storage', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(heading(page, /^Hello/)).toBeVisible();
});

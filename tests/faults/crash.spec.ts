// The tab crashes, the storage is full, two reports are written side by side: what was typed a second ago is there again.

import { expect, portalAt, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { cases } from '../support/api';
import { crash } from '../support/crash';
import { chooseUnit, goOn, heading, main, opened, toPhonePage, toWizard } from '../support/report';

portalAt(IN_HOURS);

/** The report that is not sent yet, from the first screen of another tab. */
async function resume(context: BrowserContext, symptom: string): Promise<Page> {
  const again = await context.newPage();
  await again.goto('/');
  await main(again).getByRole('link', { name: symptom }).click();
  return again;
}

const STEPS = ['What is wrong?', 'How bad is it?', 'Is any of this so?', 'Details', 'Check your answers'] as const;

for (const [at, step] of STEPS.entries()) {
  test(`the tab crashes on “${step}”: the report is offered again with all that was typed`, async ({ page, context, watch }) => {
    watch.provoke(/^the page crashed$/);
    await signIn(page, SENIOR);
    const symptom = `Crashed on step ${at + 1}`;
    await toWizard(page);
    await chooseUnit(page, 'fra1-pe02');
    await page.getByLabel('Symptom in one line').fill(symptom);
    if (at > 0) await goOn(page, STEPS[1]);
    if (at > 1) {
      await page.getByRole('radio', { name: 'Priority 3' }).check();
      await goOn(page, STEPS[2]);
    }
    if (at > 2) {
      await goOn(page, STEPS[3]);
      await page.getByLabel('Description').fill('Typed a second before the end');
      await page.getByLabel('Software version').fill('23.4R2');
    }
    if (at > 3) await goOn(page, STEPS[4]);
    // At most the last second may be lost.
    await page.waitForTimeout(1000);
    await crash(page, context);

    // It goes on where it was; from the first question every answer is looked at again.
    const again = await resume(context, symptom);
    await expect(heading(again, step)).toBeVisible();
    await again.goto(again.url().replace(/\/report\/[a-z-]+/, '/report/wrong'));
    await expect(again.getByLabel('Symptom in one line')).toHaveValue(symptom);
    await expect(again.getByRole('button', { name: 'Change unit' })).toBeVisible();
    await goOn(again, STEPS[1]);
    if (at > 1) await expect(again.getByRole('radio', { name: 'Priority 3' })).toBeChecked();
    else await again.getByRole('radio', { name: 'Priority 3' }).check();
    await goOn(again, STEPS[2]);
    await goOn(again, STEPS[3]);
    if (at > 2) await expect(again.getByLabel('Description')).toHaveValue('Typed a second before the end');
    else await again.getByLabel('Description').fill('Typed after the crash');
    await again.getByLabel('Software version').fill('23.4R2');
    await goOn(again, STEPS[4]);
    await again.getByRole('button', { name: 'Open the case' }).click();
    await opened(again);
    expect(await cases(again, symptom)).toHaveLength(1);
  });
}

test('the tab crashes on the page with the number to call: the symptom is there again', async ({ page, context, watch }) => {
  watch.provoke(/^the page crashed$/);
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('Crashed while calling');
  await page.waitForTimeout(1000);
  await crash(page, context);
  const again = await resume(context, 'Crashed while calling');
  await expect(heading(again, 'Call now')).toBeVisible();
  await expect(again.getByLabel('Symptom in one line')).toHaveValue('Crashed while calling');
});

test('two tabs write two reports: both are kept, and each is itself', async ({ page, context }) => {
  await signIn(page, SENIOR);
  const other = await context.newPage();
  await other.goto('/');
  for (const [tab, symptom] of [[page, 'Written in the first tab'], [other, 'Written in the second tab']] as const) await toWizard(tab).then(() => tab.getByLabel('Symptom in one line').fill(symptom));
  // Turn by turn, so that neither is only read at the beginning.
  await page.getByLabel('Symptom in one line').fill('Written in the first tab, twice');
  await other.getByLabel('Symptom in one line').fill('Written in the second tab, twice');
  await page.waitForTimeout(1000);
  for (const tab of [page, other]) await tab.close();
  for (const symptom of ['Written in the first tab, twice', 'Written in the second tab, twice']) {
    const again = await resume(context, symptom);
    await expect(again.getByLabel('Symptom in one line')).toHaveValue(symptom);
    await again.close();
  }
});

test('the storage is full: said at once, and the report is written and sent all the same', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.evaluate(() => {
    for (let size = 1 << 20, n = 0; size > 0; ) {
      try {
        localStorage.setItem(`full-${n}`, 'x'.repeat(size));
        n += 1;
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await toPhonePage(page);
  await page.getByLabel('Symptom in one line').fill('No room for this');
  await expect(page.getByRole('status').filter({ hasText: 'This browser does not keep what you type.' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Save what I typed' })).toBeVisible();
  await chooseUnit(page, 'fra1-pe02');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  expect(await cases(page, 'No room for this')).toHaveLength(1);
});

// The tab crashes at a random moment while somebody types: what was typed up to a second before is offered again, with its step
// and its age. What is drawn comes from seeds, which the titles name; with `PORTAL_FULL=1` one moment out of every 100 ms of two
// seconds.

import type { Locator } from '@playwright/test';
import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { crash } from '../support/crash';
import { seeded } from '../support/seeded';
import { chooseUnit, goOn, heading, toPhonePage, toWizard, unsent } from '../support/report';

/** At most so much of the typing may be lost. */
const LOST = 1000;
const DELAYS = process.env.PORTAL_FULL ? Array.from({ length: 20 }, (_, n) => n * 100) : [0, 900];

const symptom = (page: Page) => page.getByLabel('Symptom in one line');
const description = (page: Page) => page.getByLabel('Description');

/** Where it is typed: its heading, how the offer names it, the field, and how one comes there from the first screen. */
const PLACES: { step: string; named: string; field: (page: Page) => Locator; go: (page: Page, title: string) => Promise<void> }[] = [
  { step: 'What is wrong?', named: 'What is wrong', field: symptom, go: toWizard },
  { step: 'Call now', named: 'Call now', field: symptom, go: toPhonePage },
  {
    step: 'Details',
    named: 'Details',
    field: description,
    go: async (page, title) => {
      await toWizard(page);
      await chooseUnit(page, 'fra1-pe02');
      await symptom(page).fill(title);
      await goOn(page, 'How bad is it?');
      await page.getByRole('radio', { name: 'Priority 3' }).check();
      await goOn(page, 'Is any of this so?');
      await goOn(page, 'Details');
    },
  },
];

for (const { step, named, field, go } of PLACES) {
  test.describe(step, () => {
    // A server for each: one person keeps no more than fifty reports.
    portalAt(IN_HOURS);

    for (const delay of DELAYS) {
      test(`on “${step}”, ${delay} to ${delay + 100} ms after the first second of typing: at most a second of it is lost`, async ({ page, context, watch }) => {
        watch.provoke(/^the page crashed$/);
        const draw = seeded(`${step} ${delay}`);
        await signIn(page, SENIOR);
        const title = `Crashed ${delay} on ${step}`;
        await go(page, title);
        await field(page).fill(title);
        await field(page).press('End');
        const typed: { at: number; text: string }[] = [];
        const end = Date.now() + LOST + delay + draw(100);
        let text = title;
        while (Date.now() < end) {
          text += 'abcdefgh ijklmnop'[draw(17)];
          await page.keyboard.insertText(text.at(-1)!);
          typed.push({ at: Date.now(), text });
          await page.waitForTimeout(20 + draw(60));
        }
        const address = page.url();
        const at = Date.now();
        await crash(page, context);

        const safe = typed.filter((one) => one.at <= at - LOST).at(-1)?.text ?? title;
        const again = await context.newPage();
        await again.goto('/');
        await expect(unsent(again, title)).toContainText(`at “${named}”`);
        await expect(unsent(again, title)).toContainText(/just now|minutes? ago/);
        await unsent(again, title).getByRole('link').first().click();
        await expect(heading(again, step)).toBeVisible();
        expect(new URL(again.url()).search).toBe(new URL(address).search);
        const kept = await field(again).inputValue();
        expect(kept.trimEnd().startsWith(safe.trimEnd()), `“${safe}” was typed a second before, “${kept}” is kept`).toBe(true);
        expect(text.startsWith(kept.trimEnd()), `“${text}” was typed, “${kept}” is kept`).toBe(true);
      });
    }
  });
}

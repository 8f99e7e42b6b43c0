// However often one report is sent, from one tab or from two, by click, double click and Enter, while answers are late or lost:
// it makes one case, and every tab that pressed says which. What is pressed when is drawn from seeds; a part of them is run, all
// 200 with `PORTAL_FULL=1`.

import { brokenPortalAt, expect, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { call, cases } from '../support/api';
import { seeded } from '../support/seeded';
import { fillIn, heading, opened, openTheCase, savedForAll } from '../support/report';

const { proxy } = brokenPortalAt(IN_HOURS);

const NUMBER = /^\d{4}-\d{4}-\d{6}$/;
const ALL = 200;
/** Of one test: a failure names a few seeds, and the browser begins anew. */
const TOGETHER = 10;
const RUN = process.env.PORTAL_FULL ? ALL : 2 * TOGETHER;

type Draw = (below: number) => number;
type Hand = (page: Page) => Promise<void>;

const HANDS: Record<string, Hand> = {
  click: (page) => openTheCase(page).click({ timeout: 2_000 }),
  'double click': (page) => openTheCase(page).dblclick({ timeout: 2_000 }),
  Enter: (page) => openTheCase(page).press('Enter', { timeout: 2_000 }),
  'Enter and click': async (page) => {
    await openTheCase(page).press('Enter', { timeout: 2_000 });
    await openTheCase(page).click({ timeout: 2_000 });
  },
};

/** What happens to the openings on their way: nothing, they are late, or an answer is lost after the work was done. */
function faults(draw: Draw) {
  const opening = { method: 'POST', path: '/v1/cases' };
  const late = () => ({ ...opening, times: 1, fault: { kind: 'delay', ms: draw(400) } });
  const lost = { ...opening, times: 1, fault: { kind: 'reset_after' } };
  return [[], [late()], [late(), late()], [lost], [late(), lost]][draw(5)];
}

/** A finished report of this person, as another device would have left it. */
async function report(page: Page, pattern: any, symptom: string): Promise<string> {
  const id = await page.evaluate(() => crypto.randomUUID());
  const fields = { ...pattern.fields, id, case_key: id, note_key: `${id}-note`, synopsis: symptom, step: 'check' };
  const saved = await call(page, 'PUT', `/v1/drafts/${id}`, { title: symptom, subject: pattern.subject, step: 'check', fields }, { 'If-None-Match': '*' });
  expect(saved.status).toBe(201);
  return id;
}

/** Presses in one tab, with pauses that were drawn, while the button is there; whoever is late finds the case in its place. */
async function press(page: Page, presses: { after: number; how: string }[]) {
  for (const [n, { after, how }] of presses.entries()) {
    await new Promise((wake) => setTimeout(wake, after));
    if (n > 0 && (await openTheCase(page).count()) === 0) return;
    await HANDS[how](page).catch(() => expect(openTheCase(page), `${how} was late`).toHaveCount(0));
  }
}

async function once(seed: number, tabs: Page[], pattern: any) {
  const draw = seeded(`interleaving ${seed}`);
  const symptom = `Interleaving ${String(seed).padStart(3, '0')}`;
  const id = await report(tabs[0], pattern, symptom);
  const used = tabs.slice(0, 1 + draw(2));
  const address = `/report/check?draft=${id}`;
  for (const tab of used) {
    await tab.goto(address);
    await expect(openTheCase(tab)).toBeVisible();
  }
  const rules = faults(draw);
  await proxy().set(...rules);
  const pressed = used.map(() => Array.from({ length: 1 + draw(3) }, () => ({ after: draw(250), how: Object.keys(HANDS)[draw(4)] })));
  const goesBack = draw(3) === 0;
  await test.step(JSON.stringify({ seed, faults: rules.map(({ fault }) => fault), pressed, goesBack }), async () => {
    await Promise.all(used.map((tab, n) => press(tab, pressed[n])));
    const numbers = await Promise.all(used.map(told));
    if (goesBack) {
      await used[0].goto(address);
      numbers.push(await told(used[0]));
    }
    await proxy().set();
    const [stored, ...more] = await cases(tabs[0], symptom);
    expect(more, 'cases beside the first').toEqual([]);
    expect(numbers).toEqual(numbers.map(() => stored.number));
  });
}

/** The number that a tab says: of the case that it has opened, or of the one that the report has become before. */
async function told(page: Page): Promise<string> {
  const already = heading(page, 'This report was sent already');
  await expect(page.getByRole('heading', { name: 'Case opened' }).or(already)).toBeVisible();
  if (await already.isVisible()) return page.getByRole('main').getByRole('link', { name: NUMBER }).innerText();
  return opened(page);
}

/** Of the same person, in a window of its own: a tab behind another one is not drawn, and nobody presses there. */
async function another(page: Page, context: BrowserContext): Promise<Page> {
  const coming = context.waitForEvent('page');
  await page.evaluate(() => void window.open('/', '_blank', 'noopener,popup,width=1440,height=900'));
  return coming;
}

/** A report that is filled in by hand once; the others are like it. */
async function pattern(page: Page, symptom: string) {
  await fillIn(page, { unit: 'fra1-pe02', symptom, priority: 3 });
  await expect(savedForAll(page)).toBeVisible();
  const id = new URL(page.url()).searchParams.get('draft');
  return (await call(page, 'GET', `/v1/drafts/${id}`)).body;
}

for (let first = 0; first < RUN; first += TOGETHER) {
  test(`pressed at random moments, seeds ${first} to ${first + TOGETHER - 1}: one case each, and every tab says which`, async ({ page, context, watch }) => {
    test.slow();
    // Answers that the test loses, and the same key while it is still being worked on.
    watch.provoke(/net::ERR_/, /status of 409/);
    await signIn(page, SENIOR);
    const like = await pattern(page, `Like this, from ${first}`);
    const other = await another(page, context);
    for (let seed = first; seed < first + TOGETHER; seed += 1) await once(seed, [page, other], like);
  });
}

// That the golden tests can fail: what they are to notice is made, and is noticed.

import { expect, portalAt, stopApp, test, IN_HOURS } from '../support/portal';
import { SENIOR } from '../support/people';
import { Answers } from './answers';
import { operation } from './contract';
import { faults, look, type Seen } from './look';
import { asPerson } from './people';
import { lost, typing, typingAnew } from './typed';

const portal = portalAt(IN_HOURS);
const UNIT = `/units/${(operation('readUnit').example as any).unit.reference}`;

test.beforeEach(({ context }) => asPerson(context, portal.server().url, SENIOR));

test('a blank page, one without numbers, one that loads for ever, and the panic screen', async ({ page, watch }) => {
  await page.goto('/contracts');
  const answers = new Answers(page, []);
  await answers.begin();
  expect(faults(await answers.settled())).toEqual([]);
  await page.locator('#app section.call').evaluate((strip) => strip.remove());
  expect(faults(await look(page))).toEqual(['0 telephone numbers are shown']);
  await page.locator('#main').evaluate((main) => main.replaceChildren());
  expect(faults(await look(page))).toEqual(['there is no heading', '0 telephone numbers are shown', 'the page is blank: “”']);
  await stopApp(page, watch);
  expect(faults(await look(page))).toContain('the app has stopped');
});

test('an answer that never comes, an empty one, and one that lacks what is required', async ({ page }) => {
  const answers = new Answers(page, ['readUnit', 'readUnitHistory', 'listCases'].map(operation));
  await answers.begin();
  await page.goto('/nowhere');
  await answers.settled();
  answers.put({ readUnit: {} }, 'golden-1');
  const empty = await answers.open(UNIT);
  expect(faults(empty)).toEqual([]);
  expect(empty.unread).toContain('“unit” is missing there');
  await page.route('**/v1/units/*', () => {});
  const never = await answers.open(UNIT);
  expect(faults(never)).toContain('it is loading for ever');
  // It asks again soon, and by then nobody may be there to keep silent.
  await page.goto('about:blank');
});

test('what was typed and is nowhere any more', async ({ page }) => {
  await page.goto('/profile');
  typingAnew(page);
  typing(page, '+55 11 5550 0100');
  await page.getByLabel('Telephone').fill('+55 11 5550 0100');
  expect(await lost(page)).toEqual([]);
  await page.getByLabel('Telephone').evaluate((field) => field.remove());
  expect(await lost(page)).toEqual(['+55 11 5550 0100']);
});

test('a line for each answer of which entries are left out, until they are closed', async ({ page }) => {
  const calls = ['listCases', 'listViews'].map(operation);
  const answers = new Answers(page, calls);
  const without = (count: number) => Object.fromEntries(calls.map(({ id, example }: any) => [id, { ...example, items: [...Array(count).fill({}), ...example.items] }]));
  await answers.begin();
  await page.goto('/nowhere');
  await answers.settled();
  for (const count of [1, 2, 3]) {
    answers.put(without(count), `golden-${count}`);
    await answers.open('/cases?show=all');
    const last = ({ notice }: Seen) => notice.slice(-2).map((line) => /(One|\d+) entr.* (golden-\d)\./.exec(line)?.slice(1).join());
    const expected = Array(2).fill(`${count === 1 ? 'One' : count},golden-${count}`);
    expect(last(await answers.until((seen) => String(last(seen)) === String(expected)))).toEqual(expected);
  }
  // The newest in the open, the others folded.
  expect((await look(page)).notice).toHaveLength(6);
  await expect(page.getByText('5 earlier', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect((await look(page)).notice).toEqual([]);
});

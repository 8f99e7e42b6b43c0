// That the golden tests can fail: what they are to notice is made, and is noticed.

import { expect, portalAt, stopApp, test, IN_HOURS } from '../support/portal';
import { SENIOR } from '../support/people';
import { Answers } from './answers';
import { operation } from './contract';
import { faults, look } from './look';
import { asPerson } from './people';

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
});

// The engineer's side of a case by screen, with the customer's page beside it: taking it up, an e-mail that ends the response
// time, and the customer's own reference as both read it.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { ENGINEER, VENDOR_ENGINEER, signIn } from '../support/people';
import { beside, look } from '../support/beside';
import { can, card, clock, events, openCase, step, stored, toCase, told } from '../support/case';
import { fact } from '../support/report';

const portal = portalAt(IN_HOURS);
const vendor = { name: VENDOR_ENGINEER, timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };

test('an engineer takes a case up, and records the e-mail that stops its clock', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Engineer: an e-mail';
  const number = await openCase(page, synopsis);
  const engineer = await beside(browser, watch, portal.server(), vendor);
  await toCase(engineer, number, synopsis);
  await step(engineer, 'Take it up', { 'A word about it': 'Reading the logs.' });
  await expect(told(engineer).first()).toContainText(`${VENDOR_ENGINEER} changed the status`);
  await look(page);
  await expect(told(page).first()).toContainText('Reading the logs.');
  await expect(told(page).first()).toContainText('in progress');
  // To take it up is no contact: the clock runs on.
  await expect(clock(page)).toContainText('left');
  expect(await stored(page, number)).toMatchObject({ status: 'in_progress', waiting_on: 'vendor', first_contact: null });

  // Without a word it is not recorded.
  watch.provoke(/status of 422 /);
  await step(engineer, 'Record an e-mail to the End User');
  await expect(can(engineer).getByRole('alert')).toContainText('Say in a few words what was talked about');
  expect(await events(page, number, 'email')).toEqual([]);
  await step(engineer, 'Record an e-mail to the End User', { 'What was said': 'Wrote to Mateus which logs are missing.' });
  await expect(told(engineer).first()).toContainText(`${VENDOR_ENGINEER} wrote an e-mail`);
  await expect(clock(engineer)).toContainText('met');

  await look(page);
  await expect(told(page).first()).toContainText(`${VENDOR_ENGINEER} wrote an e-mail`);
  await expect(told(page).first()).toContainText('Wrote to Mateus which logs are missing.');
  await expect(told(page).first()).toContainText('ended the response time');
  await expect(clock(page)).toContainText('met');
  await expect(clock(page)).toContainText(`Stopped by ${VENDOR_ENGINEER}, by e-mail`);
  // It stands still.
  const digits = () => clock(page).getByText(/^\d+:\d\d:\d\d to the first response/).innerText();
  const stood = await digits();
  await look(page);
  expect(await digits()).toBe(stood);
  const [sent, ...more] = await events(page, number, 'email');
  expect(more).toEqual([]);
  expect(sent).toMatchObject({ by: 'engineer', name: VENDOR_ENGINEER, text: 'Wrote to Mateus which logs are missing.' });
  expect((await stored(page, number)).first_contact).toMatchObject({ at: sent.at, kind: 'email', name: VENDOR_ENGINEER });
  await engineer.context().close();
});

test('the customer sets an own reference and changes it, and the engineer reads the latest', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Engineer: a reference';
  const number = await openCase(page, synopsis);
  const engineer = await beside(browser, watch, portal.server(), vendor);
  await toCase(engineer, number, synopsis);
  // It is the customer's to give.
  expect(await can(engineer).getByLabel('What', { exact: true }).getByRole('option').allInnerTexts()).not.toContain('Set your own reference');
  await step(page, 'Set your own reference', { 'Your reference': 'INC-4711' });
  await expect(told(page).first()).toContainText('INC-4711');
  await fact(card(page, 'Case'), 'Your reference', 'INC-4711');
  await look(engineer);
  await expect(card(engineer, 'Case')).toContainText('INC-4711');
  // To the engineer it is the customer's.
  await fact(card(engineer, 'Case'), 'End User’s reference', 'INC-4711');

  await step(page, 'Set your own reference', { 'Your reference': 'INC-4712 / NOC <2>' });
  await fact(card(page, 'Case'), 'Your reference', 'INC-4712 / NOC <2>');
  await look(engineer);
  await expect(told(engineer).first()).toContainText(`${ENGINEER} set the End User’s reference`);
  await expect(told(engineer).first()).toContainText('INC-4712 / NOC <2>');
  await expect(card(engineer, 'Case')).toContainText('INC-4712 / NOC <2>');
  // What it was before stands in the timeline only.
  await expect(card(engineer, 'Case')).not.toContainText('INC-4711');
  await expect(told(engineer).filter({ hasText: 'INC-4711' })).toHaveCount(2);
  await expect(told(engineer).first()).toContainText('Before: INC-4711');
  expect((await stored(engineer, number)).own_reference).toBe('INC-4712 / NOC <2>');
  expect((await events(engineer, number, 'reference')).map((event) => event.text)).toEqual(['INC-4711', 'INC-4712 / NOC <2>\nBefore: INC-4711']);
  await engineer.context().close();
});

// The most important calls that write, each from the page that makes it. What they answer is mutated; what the page reads is
// answered by the examples, and nothing is stored.

import type { Page } from '../support/portal';
import { step } from '../support/case';
import { ADVISOR, OPERATOR_ADMINISTRATOR, SENIOR } from '../support/people';
import { SCREENS, type Screen } from './screens';
import { operation } from './contract';

const main = (page: Page) => page.getByRole('main');
const press = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' }).first().click();
const fill = (page: Page, label: string | RegExp, text: string) => main(page).getByLabel(label).first().fill(text);

/** A page of the others, with what is done there; `more` is asked by what follows. */
function on(address: string, who: string, writes: string, act: (page: Page) => Promise<void>, more: string[] = [], given: Screen['given'] = {}): Screen {
  const screen = SCREENS.find((one) => one.address === address && one.who === who) ?? { who, address, calls: [] };
  return { ...screen, calls: [...new Set([...screen.calls, ...more, writes])], writes, then: act, given: { ...screen.given, ...given } };
}

const CASE = SCREENS.find(({ address }) => address.startsWith('/cases/'))!.address;
const at = (start: string) => SCREENS.find(({ address }) => address.startsWith(start))!.address;
const UNIT = (operation('readUnit').example as any).unit.reference;
/** The answer is about the thing that the page is about. */
const sameCase = (one: any) => (one.number = (operation('readCase').example as any).number);

/** Somebody is calling, and it is the person at the page. */
const calling = (one: any) => Object.assign(one, { state: 'calling', case_number: null, told_number: null, made_by: SENIOR });

export const WRITES: Screen[] = [
  { who: SENIOR, address: '/sign-in', calls: ['signIn'], writes: 'signIn', anew: true, signedOut: true, then: (page) => press(page, new RegExp(SENIOR)) },
  on(CASE, SENIOR, 'takeCaseStep', (page) => step(page, 'comment', { 'Your comment': 'It is back.' }), [], { takeCaseStep: sameCase }),
  on(CASE, SENIOR, 'askEscalation', (page) => step(page, 'escalate', { 'Reason: why is it stuck?': 'Nothing happens.', 'Wished outcome': 'A senior engineer.' }), [], { askEscalation: sameCase }),
  on('/advisor', SENIOR, 'askAdvice', async (page) => {
    await press(page, 'Ask a question');
    await fill(page, 'In one line', 'Which release?');
    await fill(page, 'Your question', 'For the core.');
    await press(page, 'Send');
  }, ['readAdvice'], { readAdvice: (one) => (one.id = (operation('askAdvice').example as any).id) }),
  on('/units', SENIOR, 'saveView', async (page) => {
    await main(page).getByText('Save this view').click();
    await fill(page, 'Name of the view', 'Mine');
    await press(page, 'Save view');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'changeRoster', async (page) => {
    await press(page, /^Add a representative|^Edit /);
    await fill(page, 'Name', 'Ingrid Solheim');
    await fill(page, 'E-mail address', 'ingrid.solheim@example.net');
    await fill(page, 'Telephone', '+1 202-555-0134');
    await press(page, /^Add$|^Save$/);
  }),
  on('/profile', SENIOR, 'changeMe', async (page) => {
    await fill(page, 'Telephone', '+55 11 5550 0100');
    await press(page, 'Save');
  }),
  on('/on-boarding', SENIOR, 'changeOnBoarding', async (page) => {
    await press(page, /^Change /);
    await press(page, 'Save');
  }),
  on(at('/webinars/'), SENIOR, 'askAtWebinar', async (page) => {
    await fill(page, 'Your question', 'Which counter?');
    await press(page, 'Ask');
  }),
  on('/register', OPERATOR_ADMINISTRATOR, 'beginRegistration', async (page) => {
    await fill(page, 'Serial number', 'KB000001');
    await fill(page, 'Model', 'MX204');
    await press(page, 'Register');
  }, ['readRegistrationBasis']),
  on(at('/notices/'), ADVISOR, 'acknowledgeNotice', (page) => press(page, 'Acknowledge'), ['readNotice'], { readNotice: (one) => Object.assign(one, { acknowledged_at: null, acknowledged_by: null }) }),
  on(at('/call-notes/'), SENIOR, 'changeCallNote', async (page) => {
    await fill(page, 'Case number that you were told', '2026-1124-777123');
    await press(page, 'Yes, I got through');
  }, [], { readCallNote: calling }),
  on(`/report/phone?unit=${UNIT}`, SENIOR, 'makeCallNote', async (page) => {
    await fill(page, 'Symptom in one line', 'All links are down');
    await press(page, 'I am calling');
  }, ['readContacts', 'readUnit', 'readCallNote'], { makeCallNote: calling, readCallNote: (one) => (one.number = (operation('makeCallNote').example as any).number) }),
  on(`/report/phone?unit=${UNIT}`, SENIOR, 'openCase', async (page) => {
    await fill(page, 'Symptom in one line', 'All links are down');
    await press(page, 'Open it on the web');
  }, ['readContacts', 'readUnit', 'readCase', 'listPeople'], { readCase: (one) => (one.number = (operation('openCase').example as any).number) }),
  // What could not be saved is tried again, so that every round begins with another app.
  { ...on(at('/report/wrong'), SENIOR, 'saveDraft', (page) => fill(page, 'Symptom in one line', `It flaps ${Date.now()}`)), anew: true },
];

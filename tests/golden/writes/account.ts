// What an account does with its advisor, and what it says of itself.

import { main } from '../../support/report';
import { ADMINISTRATOR, ADVISOR, SENIOR } from '../../support/people';
import type { Screen } from '../screens';
import { at, but, example, fill, fillIn, on, press, unfold } from './acts';

const agreed = ({ items: [one] }: any) => Object.assign(one, { state: 'agreed', steps: ['cancel'] });
const notGiven = ({ items }: any) => items.forEach((one: any) => one.kind === 'consent' && Object.assign(one, { state: 'missing', given: null }));
const RELEASES = { name: 'releases.csv', mimeType: 'text/csv', buffer: Buffer.from('serial,release\r\nOWN1001,23.4R2\r\n') };

export const ACCOUNT: Screen[] = [
  on('/advisor', SENIOR, 'askAdvice', async (page) => {
    await press(page, 'Ask a question');
    await fillIn(page, { 'In one line': 'Which release?', 'Your question': 'For the core.' });
    await press(page, 'Send');
  }, { calls: ['readAdvice'], given: { readAdvice: but({ id: example('askAdvice').id }) } }),
  on(at('/advice/'), ADVISOR, 'changeAdvice', async (page) => {
    await fill(page, 'Message', 'Which slot?');
    await press(page, 'Ask back');
  }, { given: { readAdvice: but({ state: 'open' }) } }),
  on('/advisor', ADMINISTRATOR, 'changeAdvisor', (page) => press(page, 'Let certified experts ask too'), { calls: ['readAdvisor', 'listAdvice', 'listMeetings'] }),
  on('/advisor', SENIOR, 'beginMeeting', async (page) => {
    await press(page, 'Ask for a meeting');
    await fill(page, /^What it is about/, 'The quarter behind us');
    await press(page, 'Send');
  }),
  on('/advisor', SENIOR, 'changeMeeting', async (page) => {
    await press(page, 'Cancel the meeting');
    await fill(page, 'Why', 'Nobody has time.');
    await press(page, 'Cancel the meeting');
  }, { given: { listMeetings: agreed } }),
  on('/on-boarding', SENIOR, 'changeOnBoarding', async (page) => {
    await press(page, /^Change /);
    await press(page, 'Save');
  }),
  on('/activation', SENIOR, 'changeActivation', async (page) => {
    await press(page, /^Give consent/);
    await fill(page, /^Consent to give access/, 'The core only');
    await press(page, 'Save');
  }, { given: { readActivation: notGiven } }),
  on('/activation', SENIOR, 'checkReleases', (page) => main(page).getByLabel('Choose a CSV file').setInputFiles(RELEASES)),
  on('/activation', SENIOR, 'recordReleases', async (page) => {
    await main(page).getByLabel('Choose a CSV file').setInputFiles(RELEASES);
    await press(page, /^Record \d+ release/);
  }, { calls: ['checkReleases'] }),
  on('/responsibilities', SENIOR, 'changeResponsibilities', async (page) => {
    await fillIn(page, { 'Who took it': 'Leilani Kealoha', 'Which training': 'Junos Routing', 'On which day': '2026-11-02' });
    await press(page, 'Add the training');
  }),
  on('/responsibilities', SENIOR, 'sendNotice', async (page) => {
    await unfold(page, 'Send a notice');
    await main(page).getByLabel('Name two to six senior representatives').check();
    await fill(page, 'What, and why', 'Two of our four representatives leave.');
    await press(page, 'Send the notice');
  }, { calls: ['readNotice'], given: { readNotice: but({ number: example('sendNotice').number }) } }),
];

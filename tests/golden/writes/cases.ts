// Reports, cases, what is done about them, their files; notes of calls.

import { createHash } from 'node:crypto';
import type { Page } from '../../support/portal';
import { main } from '../../support/report';
import { ADVISOR, ESCALATION_DESK, SENIOR, VENDOR_ENGINEER } from '../../support/people';
import type { Screen } from '../screens';
import { at, but, caseStep, example, fill, on, press } from './acts';

const CASE = at('/cases/');
const UNIT = example('readUnit').unit.reference;
const PHONE = `/report/phone?unit=${UNIT}`;
/** The answer is about the thing that the page is about. */
const SAME = but({ number: example('readCase').number });
const calling = but({ state: 'calling', case_number: null, told_number: null, made_by: SENIOR });
const opened = but({ number: example('openCase').number });

const LOG = { name: 'x.log', mimeType: 'text/plain', buffer: Buffer.from('link down, link up\n') };
const SHA256 = createHash('sha256').update(LOG.buffer).digest('hex');

/** Until it is known what became of it: an answer that can't be read is followed by looking. */
const sent = (page: Page) => main(page).getByText(/^(sent|not sent|not known whether it was sent)$/).waitFor();

export const CASES: Screen[] = [
  on(CASE, SENIOR, 'takeCaseStep', caseStep('comment', { 'Your comment': 'It is back.' }), { given: { takeCaseStep: SAME } }),
  on(CASE, SENIOR, 'askEscalation', caseStep('escalate', { 'Reason: why is it stuck?': 'Nothing happens.', 'Wished outcome': 'A senior engineer.' }), { given: { askEscalation: SAME } }),
  on(CASE, ESCALATION_DESK, 'takeEscalationStep', caseStep('Escalation 1: take it', { 'A word about it': 'It is ours.' }), { given: { takeEscalationStep: SAME } }),
  on(CASE, VENDOR_ENGINEER, 'requestRma', caseStep('Request the replacement of a unit (RMA)', { 'What failed': 'No power.', 'Serial number of the defective': 'JN1234AFB' }), { given: { requestRma: SAME } }),
  on(CASE, VENDOR_ENGINEER, 'takeRmaStep', caseStep('RMA 1: approve it', { 'RMA number': 'R200999001' }), { given: { takeRmaStep: SAME } }),
  on(CASE, SENIOR, 'addCaseFile', async (page) => {
    await main(page).getByLabel('Choose files').setInputFiles(LOG);
    await sent(page);
  }, { anew: true, given: { addCaseFile: but({ sha256: SHA256, name: LOG.name, withdrawn_at: null, withdrawn_why: null }) } }),
  on(CASE, SENIOR, 'withdrawCaseFile', async (page) => {
    await press(page, /^Withdraw/);
    await fill(page, 'Why do you withdraw it?', 'It has keys in it.');
    await press(page, 'Withdraw it');
  }, { given: { withdrawCaseFile: SAME, readCase: (one) => Object.assign(one.files[0], { added_by_id: 'person-barragan', withdrawn_at: null, withdrawn_why: null }) } }),
  on(at('/call-notes/'), SENIOR, 'changeCallNote', async (page) => {
    await fill(page, 'Case number that you were told', '2026-1124-777123');
    await press(page, 'Yes, I got through');
  }, { given: { readCallNote: calling } }),
  on(PHONE, SENIOR, 'makeCallNote', async (page) => {
    await fill(page, 'Symptom in one line', 'All links are down');
    await press(page, 'I am calling');
  }, { calls: ['readContacts', 'readUnit', 'readCallNote'], given: { makeCallNote: calling, readCallNote: but({ number: example('makeCallNote').number }) } }),
  on(PHONE, SENIOR, 'openCase', async (page) => {
    await fill(page, 'Symptom in one line', 'All links are down');
    await press(page, 'Open it on the web');
  }, { calls: ['readContacts', 'readUnit', 'readCase', 'listPeople', 'saveDraft'], given: { readCase: opened } }),
  // What could not be saved is tried again, so that every round begins with another app.
  on(at('/report/wrong'), SENIOR, 'saveDraft', (page) => fill(page, 'Symptom in one line', `It flaps ${Date.now()}`), { anew: true }),
  on(at('/notices/'), ADVISOR, 'acknowledgeNotice', (page) => press(page, 'Acknowledge'), { calls: ['readNotice'], given: { readNotice: but({ acknowledged_at: null, acknowledged_by: null }) } }),
];

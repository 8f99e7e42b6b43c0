// Webinars: planned, held, asked about, watched.

import { main } from '../../support/report';
import { ADVISOR, SENIOR } from '../../support/people';
import type { Screen } from '../screens';
import { at, example, fill, fillIn, may, on, press } from './acts';

const WEBINAR = at('/webinars/');
const PDF = { name: 'slides.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };
/** The tests stand still at 16:00. */
const now = (one: any) => Object.assign(one.summary, { starts_at: '2026-11-24T15:50:00Z', ends_at: '2026-11-24T17:00:00Z' });
const planned = (one: any) => Object.assign(one.summary, { id: example('planWebinar').summary.id });

export const WEBINARS: Screen[] = [
  on('/webinars', ADVISOR, 'planWebinar', async (page) => {
    await press(page, 'Plan a webinar');
    await fillIn(page, { Title: 'Upgrades by night', Abstract: 'What to look at.', 'Subject Matter Expert': 'Ines Falkenrath', Begins: '2026-12-15T10:00', Minutes: '45' });
    await press(page, 'Save');
  }, { calls: ['listWebinars', 'readWebinar'], given: { listWebinars: (list) => (list.may_publish = true), readWebinar: planned } }),
  on(WEBINAR, ADVISOR, 'changeWebinar', async (page) => {
    await press(page, 'Change what is planned');
    await fill(page, 'Title', 'Upgrades by night');
    await press(page, 'Save');
  }, { unread: true, given: { readWebinar: may('edit') } }),
  on(WEBINAR, ADVISOR, 'cancelWebinar', async (page) => {
    await press(page, 'It does not take place');
    await fill(page, 'Why it does not take place', 'The speaker is ill.');
    await press(page, 'Cancel the webinar');
  }, { unread: true, given: { readWebinar: may('cancel') } }),
  on(WEBINAR, ADVISOR, 'postWebinarFile', (page) => main(page).getByLabel(/Choose a file.*Slides/).setInputFiles(PDF), { given: { readWebinar: may('post_files') } }),
  on(WEBINAR, ADVISOR, 'answerQuestion', async (page) => {
    await press(page, /^Change the answer/);
    await fill(page, /^Answer/, 'The first one.');
    await press(page, 'Save the answer');
  }, { unread: true, given: { readWebinar: may('answer') } }),
  on(WEBINAR, SENIOR, 'askAtWebinar', async (page) => {
    await fill(page, 'Your question', 'Which counter?');
    await press(page, 'Ask');
  }),
  on(WEBINAR, SENIOR, 'joinWebinar', (page) => press(page, 'Join'), { given: { readWebinar: now } }),
  on(WEBINAR, SENIOR, 'giveFeedback', async (page) => {
    await main(page).getByRole('radio', { name: /^Very good/ }).check();
    await fill(page, /^In your words/, 'More of it.');
    await press(page, 'Send');
  }, { unread: true, given: { readWebinar: may('feedback') } }),
  // Where somebody is in a recording is kept on each pause.
  on(WEBINAR, SENIOR, 'keepPosition', (page) => main(page).locator('video').evaluate((video) => {
    Object.defineProperty(video, 'currentTime', { configurable: true, get: () => 20, set: () => {} });
    video.dispatchEvent(new Event('pause'));
  }), { unread: true }),
];

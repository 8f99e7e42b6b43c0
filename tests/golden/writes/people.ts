// Who signs in, who speaks for an account, who is invited, what is proposed.

import type { Page } from '../../support/portal';
import { ADVISOR, OPERATOR_ADMINISTRATOR, SENIOR } from '../../support/people';
import type { Screen } from '../screens';
import { choose, example, fill, fillIn, on, press } from './acts';

const OF_ADVISOR = '/people?account=own';
const LINK = `/invitation#${example('invite').token}`;
const SOMEBODY = { Name: 'Ingrid Solheim', 'E-mail address': 'ingrid.solheim@example.net' };
const PASSWORD = 'a heron under the weir';
const own = (page: Page) => fill(page, 'Telephone', '+1 202-555-0134');

export const PEOPLE: Screen[] = [
  on('/sign-in', SENIOR, 'signIn', (page) => press(page, new RegExp(SENIOR)), { anew: true, signedOut: true }),
  on('/profile', SENIOR, 'changeMe', async (page) => {
    await own(page);
    await press(page, 'Save');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'changeRoster', async (page) => {
    await press(page, 'Add a representative');
    await fillIn(page, SOMEBODY);
    await own(page);
    await press(page, 'Add');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'confirmContacts', async (page) => {
    await press(page, 'Confirm that it is');
    await press(page, 'All of this is still right');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'keepDetails', async (page) => {
    await press(page, 'Edit your details');
    await own(page);
    await press(page, 'Save');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'enterCertificate', async (page) => {
    await press(page, 'Change your certificate');
    await fill(page, 'Number of the certificate', 'JPR-90210');
    await press(page, 'Save the certificate');
  }),
  on(OF_ADVISOR, ADVISOR, 'decideCertificate', async (page) => {
    await press(page, /^Decline /);
    await fill(page, 'Why not', 'The number is not known');
    await press(page, 'Decline');
  }, { given: { readContacts: ({ representatives: [one] }) => delete one.certification.declined } }),
  on(OF_ADVISOR, ADVISOR, 'propose', async (page) => {
    await press(page, 'Propose a representative');
    await fillIn(page, { ...SOMEBODY, Why: 'She was asked in the review' });
    await own(page);
    await press(page, 'Propose');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'changeProposal', async (page) => {
    await press(page, /^Decline the proposal/);
    await fill(page, 'Why not', 'The old number is right');
    await press(page, 'Decline');
  }),
  on('/people', OPERATOR_ADMINISTRATOR, 'invite', async (page) => {
    await press(page, 'Invite somebody');
    await fillIn(page, SOMEBODY);
    await choose(page, 'Role', 'Viewer');
    await press(page, 'Make the link');
  }),
  on(LINK, SENIOR, 'lookAtInvitation', async () => {}, { signedOut: true }),
  on(LINK, SENIOR, 'acceptInvitation', async (page) => {
    await fillIn(page, { 'Your name': 'Ingrid Solheim', Password: PASSWORD, 'The same password again': PASSWORD });
    await press(page, 'Accept the invitation');
  }, { signedOut: true, calls: ['lookAtInvitation'] }),
];

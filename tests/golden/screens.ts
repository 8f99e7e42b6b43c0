// Every page with what it asks the API when it is opened: the main call first. All of these are answered by examples, so the address
// names what the example is about.

import type { Locator, Page } from '../support/portal';
import { ADVISOR, ESCALATION_DESK, OPERATOR_ADMINISTRATOR, RESELLER, SENIOR, VENDOR_ENGINEER } from '../support/people';
import { operation, type Operation } from './contract';

export interface Screen {
  who: string;
  address: string;
  calls: string[];
  /** What is done on it, so that it asks the rest. */
  then?: (page: Page) => Promise<void>;
  /** The one call that is mutated, where what is done there writes. */
  writes?: string;
  /** The button behind which stands what was typed, where it is left for a question. */
  back?: string;
  /** Another page is tried with every mutation of such an answer: here a part of them is enough. */
  part?: boolean;
  /** Of what it answers the app reads nothing: whatever comes, the page is as it was with the example. */
  unread?: boolean;
  /** Nobody is signed in there. */
  signedOut?: boolean;
  /** It is opened with a new app each time, in a browser that has kept nothing: what is asked once, when the app starts, and what is kept there. */
  anew?: boolean;
  /** What an example has to say besides, so that the page asks the rest. */
  given?: Record<string, (body: any) => void>;
}

/** A call of a page, with the example that the page is opened with. */
export function callOf(screen: Screen, id: string): Operation {
  const call = operation(id);
  const given = screen.given?.[id];
  if (!given) return call;
  const example = structuredClone(call.example);
  given(example);
  return { ...call, example };
}

const of = (id: string): any => operation(id).example;
const CASE = `/cases/${of('readCase').number}`;
const NOTE = of('readCallNote').number;
const UNIT = `/units/${of('readUnit').unit.reference}`;
const WEBINAR = `/webinars/${of('readWebinar').summary.id}`;

/** Pressed where it is there: a part that can't be read has no button. */
const pressed = (find: (page: Page) => Locator) => async (page: Page) => {
  const there = find(page).first();
  if (await there.count()) await there.evaluate((element: HTMLElement) => element.click());
};
const button = (name: string) => pressed((page) => page.getByRole('button', { name, exact: true }));
const words = (text: string) => pressed((page) => page.getByText(text));

export const SCREENS: Screen[] = [
  { who: OPERATOR_ADMINISTRATOR, address: '/', calls: ['listCases', 'listCallNotes', 'listDrafts', 'readActivation', 'readOnBoarding', 'listProposals', 'listUnits', 'readContacts'] },
  { who: RESELLER, address: '/', calls: ['readRegistrationBasis', 'listRegistrations', 'listClaims'] },
  { who: ADVISOR, address: '/', calls: ['listCases', 'listCallNotes', 'listUnits'] },
  { who: SENIOR, address: '/units', calls: ['listUnits', 'listViews', 'readUnitFacets'], then: words('More filters') },
  { who: OPERATOR_ADMINISTRATOR, address: UNIT, calls: ['readUnit', 'readUnitHistory', 'listCases', 'listClaims'] },
  { who: SENIOR, address: `${UNIT}/label`, calls: ['readUnit'] },
  { who: SENIOR, address: '/contracts', calls: ['listContracts'] },
  { who: OPERATOR_ADMINISTRATOR, address: '/people', calls: ['readContacts', 'listRosterChanges', 'listInvitations', 'listProposals'] },
  { who: ADVISOR, address: '/people?account=own', calls: ['readContacts', 'listProposals'] },
  { who: SENIOR, address: '/on-boarding', calls: ['readOnBoarding', 'listMeetings'] },
  { who: SENIOR, address: '/advisor', calls: ['readAdvisor', 'listAdvice', 'listMeetings', 'listReleasesInUse'], then: button('Ask for guidance on a release') },
  { who: ADVISOR, address: `/advice/${of('readAdvice').id}`, calls: ['readAdvice', 'readAdvisor'] },
  { who: SENIOR, address: '/activation', calls: ['readActivation', 'listUnits'] },
  { who: SENIOR, address: '/responsibilities', calls: ['readResponsibilities', 'listNotices'] },
  { who: SENIOR, address: `/notices/${of('readNotice').number}`, calls: ['readNotice'] },
  { who: SENIOR, address: '/service', calls: ['listContracts', 'readContacts', 'readAdvisor', 'listCases', 'listUnits'] },
  { who: SENIOR, address: '/cases', calls: ['listCases', 'listViews', 'readCaseFacets'], then: words('More filters') },
  { who: SENIOR, address: '/word-kept', calls: ['readResponseRecord'] },
  { who: SENIOR, address: '/word-kept/cases?quarter=2025-Q3&priority=1&channel=web', calls: ['listCasesOfRecord'] },
  { who: VENDOR_ENGINEER, address: '/handover', calls: ['readHandover'] },
  { who: SENIOR, address: CASE, calls: ['readCase', 'listPeople'] },
  { who: VENDOR_ENGINEER, address: CASE, calls: ['readCase'] },
  { who: ESCALATION_DESK, address: CASE, calls: ['readCase'] },
  { who: SENIOR, address: `/call-notes/${NOTE}`, calls: ['readCallNote'] },
  { who: VENDOR_ENGINEER, address: `/open-case?note=${NOTE}`, calls: ['readCallNote'] },
  { who: SENIOR, address: '/profile', calls: ['readMe', 'listSessions'] },
  { who: SENIOR, address: '/account', calls: ['listContracts', 'readAdvisor', 'listPeople'] },
  { who: SENIOR, address: '/wall-card', calls: ['readContacts', 'listContracts', 'readAdvisor'] },
  { who: SENIOR, address: '/sites', calls: ['listSites'] },
  { who: OPERATOR_ADMINISTRATOR, address: `/sites/${of('readSite').summary.site.id}`, calls: ['readSite', 'listUnits', 'listZones'], then: button('Edit') },
  { who: SENIOR, address: '/webinars', calls: ['listWebinars'] },
  { who: SENIOR, address: WEBINAR, calls: ['readWebinar'] },
  { who: ADVISOR, address: WEBINAR, calls: ['readWebinar', 'readAttendance'], given: { readWebinar: (webinar) => webinar.steps.push('see_attendance') } },
  { who: RESELLER, address: '/register', calls: ['readRegistrationBasis'] },
  { who: RESELLER, address: '/register/file', calls: ['readRegistrationBasis'] },
  { who: RESELLER, address: '/registrations', calls: ['listRegistrations'] },
  { who: RESELLER, address: `/registrations/${of('readRegistration').id}`, calls: ['readRegistration', 'listRegistrationRows'] },
  { who: SENIOR, address: '/claims', calls: ['listClaims'] },
  { who: SENIOR, address: '/report/down', calls: ['readContacts', 'listDrafts'] },
  { who: SENIOR, address: `/report/wrong?unit=${of('readUnit').unit.reference}`, calls: ['readUnit', 'readContacts', 'listCases'] },
  { who: SENIOR, address: '/report/check', calls: ['readContacts', 'readActivation'] },
  { who: ADVISOR, address: '/accounts', calls: ['readWorkspace'] },
  { who: SENIOR, address: '/contracts', calls: ['readMe', 'readMeta', 'readAdvisor', 'listContracts'], anew: true },
];

/** Calls that read and that no page makes when it is opened, each with its reason. */
export const ELSEWHERE: Record<string, string> = {
  getDraft: 'asked when a draft is opened that another device has written',
  readClaim: 'the app reads claims by their list',
  readMeeting: 'asked after a conflict only',
  exportUnits: 'a download, which the app never reads',
};

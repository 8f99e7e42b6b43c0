// Units, their sites, views of their list, registrations and claims.

import type { Page } from '../../support/portal';
import { main } from '../../support/report';
import { chooseFile, csv, unitRow } from '../../support/registration';
import { ADVISOR, OPERATOR_ADMINISTRATOR, RESELLER, SENIOR } from '../../support/people';
import type { Screen } from '../screens';
import { at, but, choose, example, fill, fillIn, on, press, unfold } from './acts';

const UNIT = at('/units/');
const SITE = at('/sites/');
const [END] = example('readRegistrationBasis').end_users;
const FILE = csv([unitRow({ ...END, name: END.account.name, order: END.purchase_orders[0].number }, 'QA000001')]);

const chosen = (page: Page) => chooseFile(page, 'units.csv', FILE);
const another = (id: string, name: string) => (one: any) => Object.assign(one.summary.site, { id, name });
const onTheWay = but({ state: 'open', rows: 1, received: 0, registered: 0, refused: 0, missing: [[1, 1]] });
const arrived = ({ batch }: any) => Object.assign(batch, { state: 'complete', rows: 1, received: 1, registered: 1, refused: 0, missing: [] });

async function seeWhatChanges(page: Page) {
  await press(page, 'Select this page');
  await press(page, /^Change \d+ unit/);
  await choose(page, 'What is changed', 'usage');
  // The first narrows the list.
  await main(page).getByLabel('Use', { exact: true }).last().selectOption('spare');
  await fill(page, /^Why/, 'Spare parts were needed');
  await press(page, 'See what changes');
}

const UNITS_OF_OPERATOR = ['listUnits', 'listViews', 'readUnitFacets'];

export const UNITS: Screen[] = [
  on('/units', SENIOR, 'saveView', async (page) => {
    await unfold(page, 'Save this view');
    await fill(page, 'Name of the view', 'Mine');
    await press(page, 'Save view');
  }),
  on('/units', SENIOR, 'changeView', async (page) => {
    await unfold(page, 'Save this view');
    await press(page, /^Begin with it/);
  }, { unread: true }),
  on('/units', OPERATOR_ADMINISTRATOR, 'checkUnitChanges', seeWhatChanges, { calls: UNITS_OF_OPERATOR }),
  on('/units', OPERATOR_ADMINISTRATOR, 'changeUnits', async (page) => {
    await seeWhatChanges(page);
    await main(page).getByRole('heading', { name: 'What changes' }).waitFor();
    // The first chooses anew what is changed.
    await main(page).getByRole('button', { name: /^Change \d+ unit/ }).last().click();
  }, { back: 'Back', calls: [...UNITS_OF_OPERATOR, 'checkUnitChanges'] }),
  on(UNIT, OPERATOR_ADMINISTRATOR, 'changeUnits', async (page) => {
    await press(page, 'Put right');
    await fillIn(page, { 'Host name': 'own-pe09', Why: 'It was written wrong' });
    await press(page, 'Save');
  }),
  on(UNIT, OPERATOR_ADMINISTRATOR, 'requestTransfer', async (page) => {
    await press(page, 'Ask for a transfer');
    await fillIn(page, { 'Name of the company': 'New Fibre', 'Its address': '1 Quay Road, 10115 Berlin', 'Its country': 'DE', 'Why it went there': 'Sold.' });
    await press(page, 'Ask for it');
  }),
  on('/sites', OPERATOR_ADMINISTRATOR, 'makeSite', async (page) => {
    await press(page, 'Add a site');
    await fillIn(page, { Name: 'Juba Hai Malakal', 'Street and number': '12 Neem Street', City: 'Juba', Country: 'SS' });
    await press(page, 'Add');
  }, { calls: ['listSites', 'listZones', 'readSite', 'listUnits'], given: { readSite: another(example('makeSite').summary.site.id, 'Juba') } }),
  on(SITE, OPERATOR_ADMINISTRATOR, 'saveSite', async (page) => {
    await press(page, 'Edit');
    await fill(page, 'How to get in', 'Gate on the river side.');
    await press(page, 'Save');
  }, { unread: true }),
  on(SITE, OPERATOR_ADMINISTRATOR, 'mergeSite', async (page) => {
    await press(page, 'Join with another');
    await choose(page, 'The site that stays', 'site-two');
    await fill(page, /^Why/, 'Entered twice.');
    await press(page, 'Join them');
  }, { unread: true, calls: ['listSites'], given: { listSites: ({ items: [one] }) => Object.assign(one.site, { id: 'site-two', name: 'The other one' }) } }),
  on('/register', OPERATOR_ADMINISTRATOR, 'beginRegistration', async (page) => {
    await fillIn(page, { 'Serial number': 'KB000001', Model: 'MX204' });
    await press(page, 'Register');
  }, { calls: ['readRegistrationBasis'] }),
  on('/register/file', RESELLER, 'checkSerials', chosen, { anew: true }),
  on('/register/file', RESELLER, 'putRegistrationRows', async (page) => {
    await chosen(page);
    await press(page, 'Register 1 unit');
  }, {
    anew: true,
    calls: ['checkSerials', 'beginRegistration', 'readRegistration', 'listRegistrationRows'],
    given: { beginRegistration: onTheWay, readRegistration: onTheWay, putRegistrationRows: arrived },
  }),
  on(at('/registrations/'), RESELLER, 'stopRegistration', (page) => press(page, 'Stop this registration'), { unread: true }),
  on('/claims', OPERATOR_ADMINISTRATOR, 'claimUnit', async (page) => {
    await press(page, 'Claim a unit');
    await fillIn(page, { 'Serial number': 'OWN1001', 'Why it is yours': 'Sold to us.' });
    await press(page, 'Claim it');
  }, { calls: ['listClaims'] }),
  on('/claims', ADVISOR, 'settleClaim', async (page) => {
    await press(page, /^Settle it/);
    await fill(page, /^Why$/, 'By the purchase order.');
    await press(page, 'Settle');
  }, { unread: true, calls: ['listClaims'] }),
  on('/claims', OPERATOR_ADMINISTRATOR, 'withdrawClaim', async (page) => {
    await press(page, /^Withdraw it/);
    await press(page, 'Withdraw');
  }, { unread: true, calls: ['listClaims'], given: { listClaims: ({ items: [one] }) => (one.own = true) } }),
];

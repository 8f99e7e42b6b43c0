// Lists of which no entry can be read: there is something, and nobody here knows what. No page says that there is nothing, that
// everything is there, or that all is in order; and what was typed is not taken for thrown away.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, RESELLER, SENIOR, signIn } from '../support/people';
import { call } from '../support/api';
import { chosen, field, fileCase, onTheirWay } from '../support/files';
import { chooseFile, csv, endUser, unitRow, unitsSeen } from '../support/registration';
import { chooseUnit, heading, main, toWizard } from '../support/report';

portalAt(IN_HOURS);

/** What is answered there, changed. */
const changed = (page: Page, path: RegExp, change: (json: any) => void) =>
  page.route(path, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    // Asked without what it may have had before: “not modified” would be no list.
    const { 'if-none-match': _, ...headers } = await route.request().allHeaders();
    const answer = await route.fetch({ headers });
    const json = await answer.json();
    change(json);
    await route.fulfill({ response: answer, json });
  });

/** Of every list under these names nothing but the number of entries is left. */
const spoil = (page: Page, path: RegExp, names: string[]) =>
  changed(page, path, (json) => {
    for (const name of names) {
      expect(json[name].length, name).toBeGreaterThan(0);
      json[name] = json[name].map(() => ({}));
    }
  });

const PAGES: { who: string; address: string; title: string; path: RegExp; lists?: string[]; says: RegExp; never: RegExp }[] = [
  { who: SENIOR, address: '/units', title: 'Units', path: /\/v1\/units\?/, says: /There are \d+ here that can’t be read/, never: /No unit/ },
  { who: SENIOR, address: '/cases', title: 'Cases', path: /\/v1\/cases\?/, says: /There are \d+ here that can’t be read/, never: /No case/ },
  { who: SENIOR, address: '/sites', title: 'Sites', path: /\/v1\/sites(\?|$)/, says: /There are \d+ here that can’t be read/, never: /No site/ },
  { who: SENIOR, address: '/activation', title: 'Activation', path: /\/v1\/activation/, says: /can’t be told.*0 of 6 are known to be there/s, never: /complete/ },
  { who: SENIOR, address: '/on-boarding', title: 'On-boarding', path: /\/v1\/on-boarding/, says: /of \d+ it is not known here how far they are/, never: /Complete:/ },
  { who: SENIOR, address: '/handover', title: 'Shift handover', path: /\/v1\/handover/, lists: ['open', 'events'], says: /None that can be read here\./, never: /No open case|No first response is due|Nothing has happened/ },
  { who: SENIOR, address: '/word-kept', title: 'Was the word kept?', path: /\/v1\/response-record/, lists: ['rows'], says: /There (is|are) \S+ here that can’t be read/, never: /Nothing to measure|No case was opened/ },
  { who: RESELLER, address: '/registrations', title: 'Registrations', path: /\/v1\/registrations(\?|$)/, says: /There (is|are) \S+ here that can’t be read/, never: /Nothing was registered/ },
];

for (const { who, address, title, path, lists = ['items'], says, never } of PAGES) {
  test(`${address}: there is something that can’t be read`, async ({ page }) => {
    await signIn(page, who);
    await spoil(page, path, lists);
    await page.goto(address);
    await expect(heading(page, title)).toBeVisible();
    await expect(main(page)).toContainText(says);
    await expect(main(page)).not.toContainText(never);
    await expect(page.getByRole('status').filter({ hasText: 'left out, because the server’s answer can’t be read there' })).toBeVisible();
  });
}

test('a site of which not everybody can be read is not written anew', async ({ page }) => {
  await signIn(page, ADMINISTRATOR, '/sites');
  await main(page).getByRole('row').getByRole('link').first().click();
  const edit = main(page).getByRole('button', { name: 'Edit', exact: true });
  await expect(edit).toBeVisible();
  await changed(page, /\/v1\/sites\/[^/?]+$/, (site) => site.people.push({ name: 7 }));
  await page.reload();
  await expect(main(page)).toContainText('the site can’t be edited until they can be read');
  await expect(main(page).getByRole('button', { name: 'Join with another' })).toBeVisible();
  await expect(edit).toHaveCount(0);
});

test('a webinar for somebody who cannot be read is not written anew, and is not for everybody', async ({ page }) => {
  await signIn(page, ADVISOR);
  const begins = Date.parse('2026-12-01T10:00:00Z');
  const times = { starts_at: new Date(begins).toISOString(), ends_at: new Date(begins + 3_600_000).toISOString() };
  const plan = { title: 'For one account', about: 'What it is about.', topic: 'installation', speaker_name: 'Ines Falkenrath', host_zone: 'Europe/Berlin', ...times };
  const made = await call(page, 'POST', '/v1/webinars', plan, { 'Idempotency-Key': crypto.randomUUID() });
  await page.goto(`/webinars/${made.body.summary.id}`);
  const edit = main(page).getByRole('button', { name: 'Change what is planned' });
  await expect(main(page)).toContainText('everybody');
  await expect(edit).toBeVisible();
  await changed(page, /\/v1\/webinars\/[^/?]+$/, (webinar) => webinar.publishing.audience.push({ id: 7 }));
  await page.reload();
  await expect(main(page)).toContainText('not every account can be read here, so the webinar can’t be edited');
  await expect(main(page)).not.toContainText('everybody');
  await expect(edit).toHaveCount(0);
});

test('a report that is kept here stays when the list of the server can’t be read', async ({ page }) => {
  await signIn(page, SENIOR);
  await toWizard(page);
  await chooseUnit(page, 'scl1-pe01');
  const saved = page.waitForResponse((response) => /\/v1\/drafts\//.test(response.url()) && response.request().method() === 'PUT' && response.ok());
  await page.getByLabel('Symptom in one line').fill('Not thrown away by anybody');
  await saved;
  await spoil(page, /\/v1\/drafts$/, ['items']);
  // What was told a moment ago counts for ten seconds.
  await page.clock.fastForward(15_000);
  const told = page.waitForResponse(/\/v1\/drafts$/);
  await page.goto('/');
  await told;
  const draft = main(page).getByRole('article').filter({ hasText: 'Not thrown away by anybody' });
  await expect(draft).toBeVisible();
  await page.clock.fastForward(31_000);
  await expect(draft).toBeVisible();
  await draft.getByRole('link', { name: 'Not thrown away by anybody' }).click();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Not thrown away by anybody');
});

test('one excluded country that can’t be read: of no other country it is said that the service is available there', async ({ page }) => {
  await signIn(page, SENIOR, '/units/JN1234AFB');
  await expect(heading(page)).toBeVisible();
  await expect(main(page)).toContainText('Neither your company nor the site is in an excluded country.');
  await changed(page, /\/v1\/meta$/, (meta) => meta.countries.codes.push(7));
  await page.reload();
  await expect(main(page)).toContainText('Not every excluded country can be read, and these may be among them.');
  await expect(main(page)).toContainText('Cannot tell');
});

for (const list of ['holidays', 'leave'])
  test(`of an advisor whose ${list} can’t be read nobody says when somebody is there; the numbers are`, async ({ page }) => {
    await signIn(page, SENIOR, '/advisor');
    await expect(main(page)).toContainText(/open now|closed now/);
    await changed(page, /\/v1\/advisor(\?|$)/, ({ advisor }) => advisor[list].push('some day'));
    await page.reload();
    await expect(main(page)).toContainText('When somebody is there can’t be read here. Who it is stands below.');
    await expect(main(page).locator('a[href^="tel:"]').first()).toBeVisible();
    await expect(main(page)).not.toContainText(/open now|closed now|This week/);
    await expect(page.getByRole('region', { name: 'Who to call' })).not.toContainText(/open until|opens/);
  });

test('the server does not say which rows of a file it has: none is left out, and none is sent for another', async ({ page }) => {
  await signIn(page, RESELLER, '/register/file');
  const end = await endUser(page, 'Kadambari Metro Fibre');
  const one = /\/v1\/registrations\/[^/?]+$/;
  await changed(page, one, (batch) => (batch.missing = batch.missing.map(() => ['from here'])));
  await chooseFile(page, 'unread.csv', csv([unitRow(end, 'UR000001'), unitRow(end, 'UR000002')]));
  await main(page).getByRole('button', { name: 'Register 2 units' }).click();
  await expect(main(page)).toContainText('Which rows have arrived can’t be read. Nothing is lost');
  await expect(main(page)).not.toContainText(/units? registered\./);
  expect(await unitsSeen(page, 'UR0')).toBe(0);
  await page.unroute(one);
  await main(page).getByRole('button', { name: 'Go on' }).click();
  await expect(main(page)).toContainText('2 units registered.');
  expect(await unitsSeen(page, 'UR0')).toBe(2);
});

test('a file without an answer may be the one that can’t be read', async ({ page, watch }) => {
  watch.provoke(/net::ERR_/);
  await signIn(page, ENGINEER);
  const number = await fileCase(page, 'Files: one that nobody can read');
  const one = /\/v1\/cases\/[^/?]+$/;
  const adding = new RegExp(`/v1/cases/${number}/files`);
  await changed(page, one, (found) => found.files.push({ number: 'the first' }));
  await page.route(adding, (route) => route.abort('connectionreset'));
  await field(page).setInputFiles([chosen('core.gz', 5_000)]);
  await expect(onTheirWay(page)).toContainText('not known whether it was sent', { timeout: 20_000 });
  await page.unroute(one);
  await page.unroute(adding);
  await onTheirWay(page).getByRole('button', { name: 'Try again' }).click();
  await expect(onTheirWay(page)).toContainText('This browser and the server took the same SHA-256');
  expect((await call(page, 'GET', `/v1/cases/${number}`)).body.files).toHaveLength(1);
});

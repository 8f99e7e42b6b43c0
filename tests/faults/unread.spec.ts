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

/** Answers come as they are again; those on their way are awaited. */
const asBefore = (page: Page) => page.unrouteAll({ behavior: 'wait' });

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
  await expect(main(page)).toContainText('Not every excluded country is known here, and these may be among them.');
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
    const call = page.getByRole('region', { name: 'Who to call' });
    await expect(call).toContainText('hours can’t be read here');
    await expect(call.locator('li').filter({ hasText: 'Advice' }).locator('a[href^="tel:"]')).toBeVisible();
    await expect(call).not.toContainText(/open until|opens/);
  });

/** A file of two rows that are in order. */
const twoRows = async (page: Page, prefix: string) => {
  const end = await endUser(page, 'Kadambari Metro Fibre');
  return csv([unitRow(end, `${prefix}000001`), unitRow(end, `${prefix}000002`)]);
};
const batch = /\/v1\/registrations\/[^/?]+$/;

test('the server does not say which rows of a file it has: none is left out, and none is sent for another', async ({ page }) => {
  await signIn(page, RESELLER, '/register/file');
  await changed(page, batch, (found) => (found.missing = found.missing.map(() => ['from here'])));
  await chooseFile(page, 'unread.csv', await twoRows(page, 'UR'));
  await main(page).getByRole('button', { name: 'Register 2 units' }).click();
  await expect(main(page)).toContainText('Which rows have arrived can’t be read. Nothing is lost');
  await expect(main(page)).not.toContainText(/units? registered\./);
  expect(await unitsSeen(page, 'UR0')).toBe(0);
  await asBefore(page);
  await main(page).getByRole('button', { name: 'Go on' }).click();
  await expect(main(page)).toContainText('2 units registered.');
  expect(await unitsSeen(page, 'UR0')).toBe(2);
});

test('back to the rows, where nobody says which have arrived: all of them are there', async ({ page }) => {
  await signIn(page, RESELLER, '/register/file');
  await changed(page, batch, (found) => (found.missing = found.missing.map(() => ['from here'])));
  await chooseFile(page, 'unread.csv', await twoRows(page, 'UB'));
  await main(page).getByRole('button', { name: 'Register 2 units' }).click();
  await main(page).getByRole('button', { name: 'Back to the rows' }).click();
  await expect(main(page)).toContainText('2 ready');
  await expect(main(page)).toContainText('UB000002');
});

test('a row that was refused, nobody knows which: it does not pass for a unit', async ({ page }) => {
  await signIn(page, RESELLER, '/register/file');
  const end = await endUser(page, 'Kadambari Metro Fibre');
  const rows = /\/v1\/registrations\/[^/?]+\/rows/;
  await changed(page, rows, (found) => (found.items = found.items.map(() => ({}))));
  const head = [...csv([]).trim().split(';'), 'Replaces'];
  await chooseFile(page, 'refused.csv', csv([[...unitRow(end, 'UF000001'), ''], [...unitRow(end, 'UF000002'), 'NOSUCH0009']], ';', head));
  await main(page).getByRole('button', { name: 'Register 2 units' }).click();
  await expect(main(page)).toContainText('Nothing is lost: go on when it works');
  await expect(main(page)).not.toContainText(/units? registered\./);
  await asBefore(page);
  await main(page).getByRole('button', { name: 'Go on' }).click();
  await expect(main(page)).toContainText('1 unit registered.');
  await main(page).getByRole('button', { name: 'Go on with them' }).click();
  await expect(main(page)).toContainText('UF000002');
});

test('one unit is registered and the answer does not say what became of it: nothing is made twice, and nothing is said that is not known', async ({ page }) => {
  await signIn(page, ADMINISTRATOR, '/register');
  const said = (json: any) => (json.answers = [{ row: 'one' }]);
  const answered = (change: (json: any) => void) =>
    page.route(/\/v1\/registrations$/, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const answer = await route.fetch();
      const json = await answer.json();
      change(json);
      await route.fulfill({ response: answer, json });
    });
  await page.getByLabel('Serial number', { exact: true }).fill('UO000001');
  await page.getByLabel('Model').fill('MX204');
  // Neither counts nor answer: the same press again asks about the same one.
  await answered((json) => { said(json); json.registered = json.refused = 0; });
  await main(page).getByRole('button', { name: 'Register', exact: true }).click();
  await expect(main(page)).toContainText('Whether it is registered can’t be read. Look for it under Units.');
  await asBefore(page);
  await answered(said);
  await main(page).getByRole('button', { name: 'Register', exact: true }).click();
  await expect(main(page).getByRole('link', { name: 'See its cover' })).toHaveAttribute('href', /UO000001/);
  expect(await unitsSeen(page, 'UO0')).toBe(1);
});

test('many units are changed: what nothing is said of is not changed unseen, and stays selected', async ({ page }) => {
  await signIn(page, ADMINISTRATOR, '/units?q=scl1-&answer=advanced_care_plus');
  const changes = /\/v1\/units\/changes(\/check)?$/;
  const spoilt = () =>
    page.route(changes, async (route) => {
      const answer = await route.fetch();
      const json = await answer.json();
      json.items[0] = { reference: 7 };
      await route.fulfill({ response: answer, json });
    });
  const button = (name: string) => main(page).getByRole('button', { name, exact: true });
  const hosts = page.getByRole('table', { name: 'Units' }).getByRole('rowheader');
  await expect(hosts.first()).toBeVisible();
  const shown = await hosts.count();
  expect(shown).toBeGreaterThan(1);
  await button('Select this page').click();
  await button(`Change ${shown} units`).click();
  await page.getByRole('combobox', { name: 'Use', exact: true }).last().selectOption('laboratory');
  await spoilt();
  await button('See what changes').click();
  await expect(main(page)).toContainText('Of 1 the server’s answer says nothing.');
  await expect(main(page)).toContainText(`${shown - 1} unit${shown === 2 ? '' : 's'} would change.`);
  // The one that is left opens the form.
  await expect(button(`Change ${shown - 1} units`)).toHaveCount(0);
  await asBefore(page);
  await button('Back').click();
  await button('See what changes').click();
  await expect(main(page)).toContainText(`${shown} units would change.`);
  await spoilt();
  await button(`Change ${shown} units`).last().click();
  await expect(main(page)).toContainText('Of 1 the server’s answer says nothing: look at those units before you send them again.');
  await expect(button('Change 1 unit')).toBeVisible();
});

test('a day on which somebody likes to be called that can’t be read is not taken away by an edit', async ({ page }) => {
  await signIn(page, SENIOR, '/people');
  const edit = main(page).getByRole('button', { name: 'Edit your details' });
  await expect(edit).toBeVisible();
  await changed(page, /\/v1\/contacts(\?|$)/, (contacts) => {
    const own = [...contacts.representatives, ...(contacts.certified_experts ?? []), ...(contacts.others ?? [])].find((one) => one.id === contacts.own);
    own.preferred_hours = { days: [1, 'Tuesday'], from: '08:00', to: '18:00' };
  });
  await page.reload();
  await expect(main(page)).toContainText('can be read here, so your details can’t be edited');
  await expect(edit).toHaveCount(0);
});

test('what happened to a case that can’t all be read: no marks of a clock that may have been moved', async ({ page }) => {
  await signIn(page, ENGINEER);
  await page.goto(`/cases/${await fileCase(page, 'An event that nobody can read')}`);
  await expect(main(page)).toContainText('Response target');
  await changed(page, /\/v1\/cases\/[^/?]+$/, (found) => {
    found.events.push({ id: 'the last' });
    found.escalations.push({});
    found.rmas.push({});
  });
  await page.reload();
  const happened = main(page).locator('section').filter({ has: page.getByRole('heading', { name: 'What happened so far' }) });
  await expect(happened).toContainText('1 more can’t be read here');
  for (const name of ['Escalations', 'Replacements (RMA)'])
    await expect(main(page).locator('section').filter({ has: page.getByRole('heading', { name }) })).toContainText('There is one here that can’t be read.');
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
  await asBefore(page);
  await onTheirWay(page).getByRole('button', { name: 'Try again' }).click();
  await expect(onTheirWay(page)).toContainText('This browser and the server took the same SHA-256');
  expect((await call(page, 'GET', `/v1/cases/${number}`)).body.files).toHaveLength(1);
});

// Registration, sites and claims while there is no connection, while the server fails, and while a network's own page answers in
// its place: nothing that was typed is lost, what to do is said, and in the end each thing is there once.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import type { Watch } from '../support/portal';
import { ADMINISTRATOR, OTHER_RESELLER, RESELLER, forgetSession, signIn } from '../support/people';
import { call, theUnit } from '../support/api';
import { heading, main } from '../support/report';
import { chooseFile, csv, endUser, unitRow, unitsSeen } from '../support/registration';

portalAt(IN_HOURS);

const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' });
const field = (page: Page, name: string) => main(page).getByRole('textbox', { name, exact: true });

const PROBLEM = { type: 'about:blank', title: 'Something failed', status: 500, detail: 'Something failed, said by the test.', instance: 'req-of-the-test', errors: [] };
const FAULTS = {
  offline: 'There was no answer from the server. You may be offline.',
  500: 'Something failed, said by the test.',
  html: 'Something other than the portal\'s server answered (status 200). Does your network ask for a sign-in of its own?',
};
const SAFE = 'Nothing is lost here: press again, and nothing is done twice.';

/** While this goes on, whatever is sent to such an address meets that fault. Gives back what ends it. */
async function meets(page: Page, fault: string, is: RegExp): Promise<() => Promise<void>> {
  if (fault === 'offline') {
    await page.context().setOffline(true);
    return () => page.context().setOffline(false);
  }
  await page.route(is, (route) => {
    if (route.request().method() === 'GET') return route.continue();
    return fault === 'html'
      ? route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Hotel</title><p>Welcome' })
      : route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(PROBLEM) });
  });
  return () => page.unroute(is);
}

/** Presses under each fault: each time it is said, and `kept` holds. */
async function presses(page: Page, watch: Watch, is: RegExp, press: () => Promise<void>, kept: () => Promise<void>) {
  watch.provoke(/ERR_INTERNET_DISCONNECTED/, /status of 500/);
  for (const [fault, words] of Object.entries(FAULTS)) {
    const end = await meets(page, fault, is);
    await press();
    const said = main(page).getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(said, fault).toContainText(`${words} ${SAFE}`);
    await kept();
    await end();
  }
}

test('one unit', async ({ page, watch }) => {
  await signIn(page, ADMINISTRATOR, '/register');
  await field(page, 'Serial number').fill('FA000001');
  await field(page, 'Model').fill('MX204');
  const press = () => button(page, 'Register').click();
  await presses(page, watch, /\/v1\/registrations$/, press, async () => {
    await expect(field(page, 'Serial number')).toHaveValue('FA000001');
    await expect(field(page, 'Model')).toHaveValue('MX204');
    await expect(main(page).getByText('FA000001 is registered.')).toHaveCount(0);
  });
  await press();
  await expect(main(page).getByText('FA000001 is registered.')).toBeVisible();
  expect(await unitsSeen(page, 'FA000001')).toBe(1);
});

test('a file: what passes is waited for, and what does not can be gone on with', async ({ page, watch }) => {
  watch.provoke(/ERR_INTERNET_DISCONNECTED/, /status of 500/);
  await signIn(page, RESELLER, '/register/file');
  const metro = await endUser(page, 'Kadambari Metro Fibre');
  const hindered = main(page).getByRole('status').filter({ hasText: 'It does not go on.' });
  let count = 0;
  for (const [fault, words] of Object.entries(FAULTS)) {
    count += 2;
    await chooseFile(page, `${fault}.csv`, csv([unitRow(metro, `FB00000${count}`), unitRow(metro, `FB00000${count + 1}`)]));
    await expect(main(page).getByText('2 ready')).toBeVisible();
    await expect(main(page).getByText(/Asking the server/)).toHaveCount(0);
    const end = await meets(page, fault, /\/v1\/registrations\b/);
    await button(page, 'Register 2 units').click();
    await expect(hindered).toContainText(words);
    await expect(hindered).toContainText('Nothing is lost');
    await end();
    if (fault === 'html') await button(page, 'Go on').click();
    await expect(main(page).getByText('2 units registered.')).toBeVisible({ timeout: 20_000 });
    await button(page, 'Another file').click();
  }
  expect(await unitsSeen(page, 'FB0000')).toBe(6);
});

test('a site that is added, and one that is changed', async ({ page, watch }) => {
  await signIn(page, ADMINISTRATOR, '/sites');
  await button(page, 'Add a site').click();
  for (const [label, text] of [['Name', 'Offenbach'], ['Street and number', 'Hafenallee 4'], ['City', 'Offenbach'], ['Country', 'Germany']]) await field(page, label).fill(text);
  const there = async () => (await call(page, 'GET', '/v1/sites?q=Offenbach')).body.items.map((one: any) => one.site.postal_code ?? '');
  const add = () => button(page, 'Add').click();
  await presses(page, watch, /\/v1\/sites$/, add, async () => {
    await expect(field(page, 'Name')).toHaveValue('Offenbach');
    await expect(field(page, 'Country')).toHaveValue('Germany');
  });
  await add();
  await expect(heading(page, 'Offenbach')).toBeVisible();
  expect(await there()).toEqual(['']);

  await button(page, 'Edit').click();
  await field(page, 'Postal code (where there is one)').fill('63067');
  const save = () => button(page, 'Save').click();
  await presses(page, watch, /\/v1\/sites\//, save, () => expect(field(page, 'Postal code (where there is one)')).toHaveValue('63067'));
  expect(await there()).toEqual(['']);
  await save();
  await expect(main(page)).toContainText('Hafenallee 4, 63067 Offenbach, DE');
});

test('a claim, and taking it back', async ({ page, watch }) => {
  await signIn(page, ADMINISTRATOR);
  const { reference } = await theUnit(page, 'chi1-pe01');
  await forgetSession(page.context());
  await signIn(page, OTHER_RESELLER, `/claims?serial=${encodeURIComponent(reference)}`);
  await main(page).getByLabel('For which End User').selectOption('Another one…');
  const typed = [['Why it is yours', 'Delivered in spring.'], ['Name of the End User', 'Skerry Isles Fibre'], ['Street and number', '2 Pier Road'], ['City', 'Lerwick'], ['Country', 'United Kingdom']];
  for (const [label, text] of typed) await field(page, label).fill(text);
  const claim = () => button(page, 'Claim it').click();
  await presses(page, watch, /\/v1\/claims$/, claim, async () => {
    for (const [label, text] of typed) await expect(field(page, label)).toHaveValue(text);
  });
  await claim();
  const made = page.getByRole('region', { name: `Claim of ${reference}` });
  await expect(made).toHaveCount(1);

  const withdraw = async () => {
    await made.getByRole('button', { name: /^Withdraw it/ }).click();
    await made.getByRole('button', { name: 'Withdraw', exact: true }).click();
  };
  await presses(page, watch, /\/v1\/claims\/[^/]+\/withdraw$/, withdraw, () => expect(made.getByText('open', { exact: true })).toBeVisible());
  await withdraw();
  await expect(made.getByText('withdrawn', { exact: true })).toBeVisible();
});

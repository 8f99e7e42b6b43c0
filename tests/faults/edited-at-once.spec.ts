// Two people edit one thing of a case: yours, what stands there now and what stood there before are side by side, and nothing is
// written over unseen (F13).

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ENGINEER, signIn } from '../support/people';
import { call, key } from '../support/api';
import { beside } from '../support/beside';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const can = (page: Page) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name: 'What you can do now' }) });
const meanwhile = (page: Page, name: string) => can(page).getByRole('listitem').filter({ hasText: name });
const send = (page: Page) => can(page).getByRole('button', { name: 'Send' });
const choose = (page: Page, what: string) => can(page).getByLabel('What', { exact: true }).selectOption(what);
const stored = async (page: Page, number: string) => (await call(page, 'GET', `/v1/cases/${number}`)).body;

/** A case with a reference of its own, open at two people; who is here begins to write before the other one sends. */
async function atTwo(page: Page, other: Page, synopsis: string): Promise<string> {
  const report = { priority: 3, unlisted: { host_name: 'lab-r1', site: 'Lab' }, synopsis, description: synopsis, software_version: '23.4R2', own_reference: 'INC-BEFORE' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  for (const one of [page, other]) {
    await one.goto(`/cases/${made.body.number}`);
    await expect(heading(one, synopsis)).toBeVisible();
  }
  return made.body.number;
}

test.beforeEach(({ watch }) => watch.provoke(/status of 412 /));

test('own reference: yours, now and before stand side by side', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const other = await beside(browser, watch, portal.server(), { name: ADMINISTRATOR, timezoneId: 'Europe/Berlin', viewport: null });
  const number = await atTwo(page, other, 'Edited at once: reference');
  await choose(page, 'Set your own reference');
  await can(page).getByLabel('Your reference').fill('INC-MINE');
  await choose(other, 'Set your own reference');
  await can(other).getByLabel('Your reference').fill('INC-THEIRS');
  await send(other).click();
  await expect.poll(async () => (await stored(other, number)).own_reference).toBe('INC-THEIRS');

  await send(page).click();
  await expect(can(page).getByRole('alert')).toContainText('Somebody else changed this in the meantime');
  await expect(can(page).getByLabel('Your reference')).toHaveValue('INC-MINE');
  await expect(meanwhile(page, ADMINISTRATOR)).toContainText('set the End User’s reference');
  await expect(meanwhile(page, ADMINISTRATOR)).toContainText('INC-THEIRS');
  await expect(can(page)).toContainText('INC-BEFORE');
  // Nothing was overwritten, and the second press is a decision.
  expect((await stored(page, number)).own_reference).toBe('INC-THEIRS');
  await send(page).click();
  await expect.poll(async () => (await stored(page, number)).own_reference).toBe('INC-MINE');
  await other.context().close();
});

test('priority: yours, now and before stand side by side, also when nothing but the priority was chosen', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const other = await beside(browser, watch, portal.server(), { name: ADMINISTRATOR, timezoneId: 'Europe/Berlin', viewport: null });
  const number = await atTwo(page, other, 'Edited at once: priority');
  await choose(page, 'Change the priority');
  await can(page).getByLabel('New priority').selectOption('Priority 4');
  await choose(other, 'Change the priority');
  await can(other).getByLabel('New priority').selectOption('Priority 2');
  await send(other).click();
  await expect.poll(async () => (await stored(other, number)).priority).toBe(2);

  await send(page).click();
  await expect(can(page).getByRole('alert')).toContainText('Somebody else changed this in the meantime');
  await expect(can(page).getByLabel('New priority')).toHaveValue('4');
  await expect(meanwhile(page, ADMINISTRATOR)).toContainText('changed the priority');
  await expect(meanwhile(page, ADMINISTRATOR)).toContainText(/3.*2/);
  expect((await stored(page, number)).priority).toBe(2);
  await send(page).click();
  await expect.poll(async () => (await stored(page, number)).priority).toBe(4);
  await other.context().close();
});

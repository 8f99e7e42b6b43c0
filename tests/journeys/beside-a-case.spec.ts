// What stands beside a case's timeline, each from both sides: who takes part and what a viewer sees of it, a unit that is being
// replaced, the advisor at one press, and the address for e-mail.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADVISOR, ENGINEER, SENIOR, VENDOR_ENGINEER, VIEWER, signIn } from '../support/people';
import { audit } from '../support/audit';
import { call, key } from '../support/api';
import { beside, look } from '../support/beside';
import { fact, heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const told = (page: Page) => card(page, 'What happened so far').getByRole('listitem');
const can = (page: Page) => card(page, 'What you can do now');
const people = (page: Page) => card(page, 'Who takes part');
const vendor = { timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };
const elsewhere = { timezoneId: 'America/Denver', viewport: { width: 1100, height: 900 } };

/** A case that the person at the page opens, and its page. */
async function open(page: Page, synopsis: string, priority = 3): Promise<string> {
  const report = { priority, unit: 'JN1234AFB', synopsis, description: synopsis, software_version: '23.4R2' };
  const made = await call(page, 'POST', '/v1/cases', report, { 'Idempotency-Key': key(synopsis) });
  expect(made.status).toBe(201);
  await to(page, made.body.number, synopsis);
  return made.body.number;
}

async function to(page: Page, number: string, synopsis: string) {
  await page.goto(`/cases/${number}`);
  await expect(heading(page, synopsis)).toBeVisible();
}

async function step(page: Page, what: string, fields: Record<string, string> = {}) {
  await can(page).getByLabel('What', { exact: true }).selectOption(what);
  for (const [label, text] of Object.entries(fields)) await can(page).getByLabel(label).fill(text);
  await can(page).getByRole('button', { name: 'Send' }).click();
}

test('who takes part is said by the End User, seen by the vendor, and shows a viewer the case', async ({ page, browser, watch }) => {
  watch.provoke(/status of 404 .*\/v1\/cases\//);
  await signIn(page, ENGINEER);
  const synopsis = 'Beside: taking part';
  const number = await open(page, synopsis);
  await expect(people(page)).toContainText(`Nobody beside ${ENGINEER}, who opened it.`);
  const viewer = await beside(browser, watch, portal.server(), { name: VIEWER, ...elsewhere });
  await viewer.goto(`/cases/${number}`);
  await expect(main(viewer)).toContainText('There is no such case in your account');
  await viewer.goto(`/cases?q=${encodeURIComponent(synopsis)}`);
  await expect(heading(viewer, 'Cases')).toBeVisible();
  await expect(viewer.getByRole('heading', { name: 'No case here' })).toBeVisible();

  await people(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(people(page).getByRole('alert')).toContainText('Choose whom to add');
  const who = people(page).getByLabel('Add somebody of the account');
  // A guest of webinars sees no cases, and is not there to choose.
  expect((await who.getByRole('option').allInnerTexts()).join()).not.toContain('Webinar guest');
  await who.selectOption({ label: `${VIEWER}, Viewer` });
  await people(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(people(page).getByRole('listitem')).toContainText(VIEWER);
  await expect(told(page).first()).toContainText('added to those who take part');
  await people(page).getByRole('button', { name: 'Take part yourself' }).click();
  await expect(people(page).getByRole('listitem')).toHaveCount(2);
  await expect(people(page).getByRole('button', { name: 'Take part yourself' })).toHaveCount(0);

  await viewer.reload();
  await expect(main(viewer).getByRole('row').filter({ hasText: synopsis })).toBeVisible();
  await to(viewer, number, synopsis);
  await expect(people(viewer).getByRole('listitem')).toHaveCount(2);
  await expect(people(viewer).getByRole('button')).toHaveCount(0);
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await to(engineer, number, synopsis);
  await expect(people(engineer)).toContainText(VIEWER);
  await expect(people(engineer).getByRole('button')).toHaveCount(0);
  await engineer.context().close();

  await people(page).getByRole('button', { name: `Take out ${VIEWER}` }).click();
  await expect(people(page).getByRole('listitem')).toHaveCount(1);
  await expect(told(page).first()).toContainText('took out of those who take part');
  await look(viewer);
  await expect(main(viewer)).toContainText('There is no such case in your account');
  await viewer.context().close();
  expect(await audit(page)).toEqual([]);
});

test('a unit is replaced: the engineer records it, the End User sees where both are', async ({ page, browser, watch }) => {
  watch.provoke(/status of 422 /);
  await signIn(page, ENGINEER);
  const synopsis = 'Beside: replaced';
  const number = await open(page, synopsis);
  await expect(card(page, 'Replacements (RMA)')).toHaveCount(0);
  expect(await can(page).getByRole('option').allInnerTexts()).not.toContain('Request the replacement of a unit (RMA)');
  const engineer = await beside(browser, watch, portal.server(), { name: VENDOR_ENGINEER, ...vendor });
  await to(engineer, number, synopsis);
  const rmas = card(engineer, 'Replacements (RMA)');
  await step(engineer, 'Request the replacement of a unit (RMA)', { 'What failed (optional)': 'No power at all.' });
  await expect(can(engineer).getByRole('alert')).toContainText('Give the serial number');
  await expect(can(engineer)).toContainText('The case is about JN1234AFB');
  await expect(can(engineer).getByLabel('What failed')).toHaveValue('No power at all.');
  await can(engineer).getByLabel('Serial number of the defective unit or part').fill('jn1234afb');
  await can(engineer).getByRole('button', { name: 'Send' }).click();
  await expect(rmas).toContainText('requested');
  await step(engineer, 'RMA 1: approve it', { 'RMA number': 'R200999001' });
  await expect(rmas).toContainText('approved');

  // What is typed about it survives a reload.
  await can(engineer).getByLabel('What', { exact: true }).selectOption('RMA 1: the replacement was shipped');
  await can(engineer).getByLabel('Serial number of the replacement').fill('JN9999ZZZ');
  await can(engineer).getByLabel('Carrier').fill('Kestrel Freight');
  await engineer.reload();
  await expect(can(engineer).getByLabel('Serial number of the replacement')).toHaveValue('JN9999ZZZ');
  await can(engineer).getByLabel('Tracking number').fill('TRK 17');
  await can(engineer).getByRole('button', { name: 'Send' }).click();
  await expect(rmas).toContainText('replacement shipped');

  await look(page);
  const seen = card(page, 'Replacements (RMA)');
  await expect(seen).toContainText('replacement shipped');
  await fact(seen, 'RMA number', 'R200999001');
  await fact(seen, 'Carrier', 'Kestrel Freight');
  await expect(seen.getByRole('link', { name: 'JN1234AFB' })).toHaveAttribute('href', /\/units\/JN1234AFB/);
  await expect(seen).toContainText('JN9999ZZZ');
  await expect(seen).toContainText('not registered here yet');
  await seen.getByText('Why: Cover of a replacement').first().click();
  await expect(seen).toContainText('registered by that number and its site');
  await expect(told(page).first()).toContainText('recorded the replacement as shipped, RMA 1');
  expect(await audit(page)).toEqual([]);

  await step(engineer, 'RMA 1: the replacement was delivered');
  await expect(rmas).toContainText('defective unit awaited');
  expect(await can(engineer).getByRole('option').allInnerTexts()).not.toContain('RMA 1: close it');
  await step(engineer, 'RMA 1: the defective unit was received');
  await expect(rmas).toContainText('replaced');
  await step(engineer, 'RMA 1: close it');
  await expect(rmas).toContainText('closed');
  await look(page);
  await expect(told(page).first()).toContainText('closed RMA 1');
  await engineer.context().close();
});

test('one press brings the advisor in, once, and the advisor sees who asks', async ({ page, browser, watch }) => {
  await signIn(page, SENIOR);
  const synopsis = 'Beside: advisor';
  const number = await open(page, synopsis, 2);
  const advisor = card(page, 'Your advisor');
  await expect(advisor).toContainText(`Your advisor is ${ADVISOR}: open until`);
  await advisor.getByRole('button', { name: 'Bring in the advisor' }).dblclick();
  await expect(advisor).toContainText(`${SENIOR} asked the advisor in`);
  await expect(advisor.getByRole('button')).toHaveCount(0);
  await expect(told(page).first()).toContainText('asked for the advisor');
  const stored = (await call(page, 'GET', `/v1/cases/${number}`)).body;
  expect(stored.events.filter((event: any) => event.kind === 'advisor_asked')).toHaveLength(1);

  const other = await beside(browser, watch, portal.server(), { name: ADVISOR, ...elsewhere });
  await other.goto('/accounts');
  const asked = other.getByRole('table', { name: 'Cases into which you were asked' });
  await expect(asked.getByRole('row').filter({ hasText: synopsis })).toContainText('asked for you');
  expect(await audit(other)).toEqual([]);
  await asked.getByRole('link', { name: synopsis }).click();
  await expect(main(other)).toContainText(`${SENIOR} asked for you.`);
  await step(other, 'Write a comment', { 'Your comment': 'I am calling JTAC.' });
  await expect(told(other).first()).toContainText('I am calling JTAC.');
  await expect(main(other)).not.toContainText('asked for you');
  await other.goto('/accounts');
  await expect(heading(other, 'Accounts')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Asked for you' })).toHaveCount(0);
  await other.context().close();
  await look(page);
  await expect(told(page).first()).toContainText('I am calling JTAC.');
});

test('who does not work with the advisor, and what is not urgent, is told why', async ({ page }) => {
  await signIn(page, ENGINEER);
  await open(page, 'Beside: not among the six', 2);
  const advisor = card(page, 'Your advisor');
  await expect(advisor).toContainText('named representatives work with the advisor');
  await expect(advisor.getByRole('button')).toHaveCount(0);
  await advisor.getByText('Why: Working with the advisor').click();
  await expect(advisor).toContainText('R-080');
  await open(page, 'Beside: not urgent', 3);
  await expect(advisor).toContainText('The advisor moves on cases of Priority 1 and 2.');
  await expect(advisor.getByRole('button')).toHaveCount(0);
});

test('e-mail: the address and the tag, what it does and what it never does', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, ENGINEER);
  const synopsis = 'Beside: by e-mail & more';
  const number = await open(page, synopsis);
  const mail = card(page, 'By e-mail');
  await expect(mail).toContainText('It never opens a case, and it changes neither priority nor status.');
  await mail.getByRole('button', { name: `Copy tag [Case ${number}]` }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`[Case ${number}]`);
  await expect(mail.getByRole('button', { name: 'Copy address cases@advanced-care.example.net' })).toBeVisible();
  const href = (await mail.getByRole('link', { name: 'Write an e-mail' }).getAttribute('href'))!;
  expect(href).toMatch(/^mailto:cases@advanced-care\.example\.net\?subject=/);
  expect(decodeURIComponent(href.split('?subject=')[1])).toBe(`[Case ${number}] ${synopsis}`);
  await mail.getByText('Why: E-mail about a case').click();
  await expect(mail.getByRole('link', { name: 'Rule R-053' })).toBeVisible();
  expect(await audit(page)).toEqual([]);
});

test('where no address is set, nothing is said of e-mail; at 320 pixels nothing runs off the side', async ({ page }) => {
  await page.route('**/config.json', async (route) => {
    const { caseMail, ...config } = await (await route.fetch()).json();
    expect(caseMail).toBeTruthy();
    await route.fulfill({ json: config });
  });
  await page.setViewportSize({ width: 320, height: 800 });
  await signIn(page, SENIOR);
  await page.goto('/cases?q=both%20switch%20fabric&show=all');
  await main(page).getByRole('link', { name: /both switch fabric planes offline/ }).click();
  await expect(card(page, 'Replacements (RMA)')).toContainText('replacement shipped');
  await expect(people(page)).toContainText(VIEWER);
  await expect(card(page, 'By e-mail')).toHaveCount(0);
  expect(await audit(page)).toEqual([]);
});

// The advisor proposes, an administrator accepts or declines, and each sees what became of it.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const proposals = (page: Page) => card(page, 'Proposed by the advisor').getByRole('listitem');
const places = (page: Page) => card(page, 'Senior representatives').getByRole('listitem');
const problem = (page: Page) => main(page).getByRole('alert');
const PEOPLE = '/people?account=account-quillhaven';

async function propose(page: Page, name: string, email: string, reason = 'Knows the core') {
  await page.getByRole('button', { name: 'Propose a representative' }).click();
  await expect(page.getByRole('heading', { name: 'Propose a representative' })).toBeFocused();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Telephone').fill('+1 202-555-0134');
  await page.getByLabel('Why').fill(reason);
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
}

test('proposed in one browser, accepted and declined in another, and both see it', async ({ page, browser, baseURL, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, ADVISOR, PEOPLE);
  await expect(heading(page, 'People')).toBeVisible();
  await expect(proposals(page)).toHaveCount(2);
  await propose(page, 'Ingrid Solheim', 'ingrid.solheim@example.net');
  await expect(proposals(page).first()).toContainText('Add Ingrid Solheim');
  await expect(proposals(page).first()).toContainText('open');
  await expect(places(page).filter({ hasText: 'Ingrid Solheim' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Propose other details of Ximena' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Ximena Barragán Soto');
  await page.getByLabel('Telephone').fill('+1 202-555-0177');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(problem(page)).toContainText('Say why, in a sentence');
  await expect(page.getByLabel('Telephone')).toHaveValue('+1 202-555-0177');
  await page.getByLabel('Why').fill('The number that she gave in the review');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(proposals(page).first()).toContainText('telephone from +1 303-555-0112 to +1 202-555-0177');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);

  const elsewhere = await browser.newContext({ baseURL });
  const admin = await elsewhere.newPage();
  await signIn(admin, ADMINISTRATOR);
  await expect(admin.getByRole('heading', { name: '3 proposals of your advisor wait for an answer' })).toBeVisible();
  await admin.getByRole('link', { name: 'Go to the proposals' }).click();
  await expect(proposals(admin).filter({ hasText: 'Add Ingrid Solheim' })).toContainText(`proposed by ${ADVISOR}`);
  await admin.getByRole('button', { name: 'Accept the proposal: Add Ingrid Solheim' }).click();
  await admin.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(places(admin).filter({ hasText: 'Ingrid Solheim' })).toBeVisible();
  await expect(admin.getByRole('region', { name: 'Changes' })).toContainText(`Ingrid Solheim added, as ${ADVISOR} had proposed: Knows the core`);
  await admin.getByRole('button', { name: 'Decline the proposal: Other details of Ximena' }).click();
  await admin.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(problem(admin)).toContainText('Say why, in a sentence');
  await admin.getByLabel('Why not').fill('The old number is right');
  await admin.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(proposals(admin).filter({ hasText: 'Other details of Ximena' })).toContainText('The old number is right');
  await expect(admin.getByRole('button', { name: /^Propose/ })).toHaveCount(0);

  await page.reload();
  await expect(proposals(page).filter({ hasText: 'Add Ingrid Solheim' })).toContainText(`accepted by ${ADMINISTRATOR}`);
  await expect(proposals(page).filter({ hasText: 'Other details of Ximena' })).toContainText('declined by');
  await elsewhere.close();
});

test('withdrawn meanwhile, it is not accepted; and what the roster refuses is not even sent', async ({ page, browser, baseURL, watch }) => {
  watch.provoke(/status of 412/);
  await signIn(page, ADVISOR, PEOPLE);
  await propose(page, 'Tomasz Wrona', 'tomasz.wrona@example.net');
  await expect(proposals(page).first()).toContainText('Tomasz Wrona');
  const elsewhere = await browser.newContext({ baseURL });
  const admin = await elsewhere.newPage();
  await signIn(admin, ADMINISTRATOR, '/people');
  await admin.getByRole('button', { name: 'Accept the proposal: Add Tomasz Wrona' }).click();
  await page.getByRole('button', { name: 'Withdraw the proposal: Add Tomasz Wrona' }).click();
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(proposals(page).filter({ hasText: 'Tomasz Wrona' })).toContainText('withdrawn');
  await admin.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(problem(admin)).toContainText('Somebody else changed the people in the meantime');
  await expect(proposals(admin).filter({ hasText: 'Tomasz Wrona' })).toContainText('withdrawn');
  await expect(places(admin).filter({ hasText: 'Tomasz Wrona' })).toHaveCount(0);
  await elsewhere.close();

  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await propose(page, 'Somebody', 'ximena.barragan@example.net');
  await expect(problem(page)).toContainText('This person is one of the representatives already.');
  expect(sent).toEqual([]);
});

test('what changed meanwhile is shown, and accepted at the next press', async ({ page, browser, baseURL, watch }) => {
  watch.provoke(/status of 412/);
  await signIn(page, ADVISOR, PEOPLE);
  await page.getByRole('button', { name: 'Propose other details of Ximena' }).click();
  await page.getByLabel('Telephone').fill('+1 202-555-0178');
  await page.getByLabel('Why').fill('Another number again');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(proposals(page).first()).toContainText('to +1 202-555-0178');
  const elsewhere = await browser.newContext({ baseURL });
  const [admin, other] = [await elsewhere.newPage(), await elsewhere.newPage()];
  await signIn(admin, ADMINISTRATOR, '/people');
  const concerned = proposals(admin).filter({ hasText: 'to +1 202-555-0178' });
  await concerned.getByRole('button', { name: /^Accept/ }).click();
  await other.goto('/people');
  await places(other).filter({ hasText: 'Ximena' }).getByRole('button', { name: /^Edit/ }).click();
  await other.getByLabel('Telephone').fill('+1 202-555-0179');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(places(other).filter({ hasText: 'Ximena' })).toContainText('+12025550179');
  const accept = admin.getByRole('button', { name: 'Accept', exact: true });
  await accept.click();
  await expect(problem(admin)).toContainText('Somebody else changed the people in the meantime');
  await expect(concerned).toContainText('telephone from +12025550179 to +1 202-555-0178');
  await accept.click();
  await expect(places(admin).filter({ hasText: 'Ximena' })).toContainText(/\+1[ -]?202-?555-?0178/);
  await elsewhere.close();
});

test('others see nothing of it', async ({ page }) => {
  await signIn(page, ENGINEER, '/people');
  await expect(heading(page, 'People')).toBeVisible();
  await expect(places(page).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Proposed by the advisor' })).toHaveCount(0);
});

// Inviting somebody: an administrator makes a link and sends it; in another browser it is accepted, once, and signed in with.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { OPERATOR_ADMINISTRATOR, OPERATOR_ENGINEER, forgetSession, signIn, signInByTyping } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const invitations = (page: Page) => card(page, 'Invitations').getByRole('listitem');
const problem = (page: Page) => main(page).getByRole('alert');
const PASSWORD = 'an otter by the lock';

async function invite(page: Page, name: string, email: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await expect(page.getByRole('heading', { name: 'Invite somebody to sign in' })).toBeFocused();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(card(page, 'Invitations')).toContainText(`The link for ${name}.`);
  const link = await card(page, 'Invitations').locator('.copy .mono').innerText();
  expect(link).toMatch(/\/invitation#[0-9a-f]{48}$/);
  return link;
}

async function accept(page: Page, link: string, password = PASSWORD, again = password) {
  await page.goto(link);
  await expect(main(page)).toContainText('You sign in as');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('The same password again').fill(again);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
}

test('a link is made, accepted in a fresh browser, signed in with, and then used up', async ({ page, browser, watch, baseURL }) => {
  watch.provoke(/status of 422/);
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await page.goto('/people');
  await expect(invitations(page)).toContainText(['Piedad Tamarindo Leal']);
  const link = await invite(page, 'Rosalind Achebe', 'rosalind.achebe@example.net');
  await expect(card(page, 'Invitations')).toContainText('Copy the link and send it yourself');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  await expect(invitations(page).filter({ hasText: 'Rosalind Achebe' })).toContainText(OPERATOR_ADMINISTRATOR);

  const fresh = await browser.newContext({ baseURL });
  const guest = await fresh.newPage();
  const addresses: string[] = [];
  guest.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''));
  await accept(guest, link, 'short');
  await expect(problem(guest)).toContainText('Take at least 12 characters');
  await accept(guest, link, PASSWORD, `${PASSWORD}s`);
  await expect(problem(guest)).toContainText('This is another password than the first');
  await expect(main(guest)).toContainText('Ährenfurth Netzgesellschaft mbH');
  await accept(guest, link);
  await expect(main(guest)).toContainText('From now on you sign in as rosalind.achebe@example.net.');
  const secret = link.split('#')[1] ?? 'none';
  expect(addresses.filter((address) => address.includes(secret))).toEqual([]);
  await signInByTyping(guest, { name: 'Rosalind Achebe', email: 'rosalind.achebe@example.net', password: PASSWORD });

  const late = await fresh.newPage();
  await late.goto(link);
  await expect(problem(late)).toContainText('This invitation has been accepted already');
  await fresh.close();

  await page.reload();
  await expect(invitations(page).filter({ hasText: 'Rosalind Achebe' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('Rosalind Achebe accepted the invitation (Engineer)');
});

test('a guest who was invited sees webinars and nothing else', async ({ page, browser, watch, baseURL }) => {
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name').fill('Odalys Quispe');
  await page.getByLabel('E-mail address').fill('odalys.quispe@example.net');
  await page.getByLabel('Role').selectOption('Webinar guest');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await card(page, 'Invitations').locator('.copy .mono').innerText();
  const fresh = await browser.newContext({ baseURL, viewport: page.viewportSize() });
  await watch.over(fresh);
  const guest = await fresh.newPage();
  await accept(guest, link);
  await expect(main(guest)).toContainText('From now on you sign in as odalys.quispe@example.net.');
  await guest.goto('/sign-in');
  await guest.getByLabel('E-mail address').fill('odalys.quispe@example.net');
  await guest.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(heading(guest, 'Webinars')).toBeVisible();
  await expect(guest.getByRole('link', { name: 'Units', exact: true })).toHaveCount(0);
  await fresh.close();
});

test('a new link ends the older one, and a withdrawn one is withdrawn', async ({ page, context, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await page.goto('/people');
  const first = await invite(page, 'Teodor Blix', 'teodor.blix@example.net');
  await page.getByRole('button', { name: 'New link for Teodor Blix' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(invitations(page).filter({ hasText: 'Teodor Blix' })).toHaveCount(1);
  const second = await card(page, 'Invitations').locator('.copy .mono').innerText();
  const other = await context.newPage();
  await other.goto(first);
  await expect(problem(other)).toContainText('a newer one took its place');
  await other.goto(second);
  await expect(main(other)).toContainText('teodor.blix@example.net');
  await page.getByRole('button', { name: 'Withdraw the invitation of Teodor Blix' }).click();
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(invitations(page).filter({ hasText: 'Teodor Blix' })).toHaveCount(0);
  await other.reload();
  await expect(problem(other)).toContainText('This invitation was withdrawn');
  await other.goto('/invitation');
  await expect(problem(other)).toContainText('Copy the whole link');
});

test('whoever signs in already is not invited, and an engineer invites nobody', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name').fill('x');
  await page.getByLabel('E-mail address').fill('cigdem.woerthmueller@example.net');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(problem(page)).toContainText('Somebody of your account signs in with this address already');
  await forgetSession(page.context());
  await signIn(page, OPERATOR_ENGINEER);
  await page.goto('/people');
  await expect(heading(page, 'People')).toBeVisible();
  await expect(card(page, 'Senior representatives')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Invitations' })).toHaveCount(0);
});

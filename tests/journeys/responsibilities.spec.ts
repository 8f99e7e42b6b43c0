// The responsibilities: how they stand, saying that something is so, and a written notice that the advisor acknowledges.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const duty = (page: Page, name: string) => card(page, 'How they stand').getByRole('listitem').filter({ hasText: name });

async function toResponsibilities(page: Page, name: string) {
  await signIn(page, name);
  await page.goto('/responsibilities');
  await expect(heading(page, 'Responsibilities')).toBeVisible();
  await expect(duty(page, 'Keep the network profile right')).toBeVisible();
}

test('a stale profile is said to be right; trainings and third parties are kept', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toResponsibilities(page, ADMINISTRATOR);
  const profile = duty(page, 'Keep the network profile right');
  await expect(profile).toContainText('waiting on you');
  await profile.getByRole('button', { name: 'It is still right' }).click();
  await expect(profile).toContainText('in place');
  await expect(profile).toContainText(`by ${ADMINISTRATOR}`);
  await expect(duty(page, 'Take part in knowledge transfer')).toContainText('Of 4 webinars in this quarter and the one before, your people joined 4');

  await page.getByRole('button', { name: 'Add the training' }).click();
  await expect(main(page).getByRole('alert')).toContainText('Enter which training it was');
  await page.getByLabel('Who took it').fill('Leilani Kealoha');
  await page.getByLabel('Which training').fill('Junos Routing');
  await page.getByLabel('On which day').fill('2026-11-02');
  await page.getByRole('button', { name: 'Add the training' }).click();
  await expect(card(page, 'Trainings').getByRole('listitem').filter({ hasText: 'Junos Routing, 2 Nov 2026' })).toBeVisible();
  await expect(page.getByLabel('Who took it')).toHaveValue('');

  const supplier = card(page, 'Third parties').getByRole('listitem').filter({ hasText: 'Ostrander Power' });
  await expect(duty(page, 'Secure the help of third parties')).toContainText('waiting on you');
  await supplier.getByRole('button', { name: 'It is secured' }).click();
  await expect(duty(page, 'Secure the help of third parties')).toContainText('in place');
});

test('what is the End User’s own word the advisor sees and does not give', async ({ page }) => {
  await signIn(page, ADVISOR);
  await page.goto('/responsibilities?account=account-quillhaven');
  for (const name of ['Keep the network profile right', 'Co-operate: access, consents, information']) {
    await expect(duty(page, name)).toContainText(/in place|waiting on the End User/);
    await expect(duty(page, name)).toContainText('Only the End User’s own people say so.');
    await expect(duty(page, name).getByRole('button')).toHaveCount(0);
  }
  await duty(page, 'Have in place what the solution needs').getByRole('button', { name: 'Take it back' }).click();
  await expect(duty(page, 'Have in place what the solution needs')).toContainText('waiting on the End User');
});

test('a written notice has its receipt, and the advisor acknowledges it', async ({ page, browser, baseURL }) => {
  await toResponsibilities(page, ADMINISTRATOR);
  await page.getByText('Send a notice', { exact: true }).click();
  await page.getByRole('button', { name: 'Send the notice' }).click();
  await expect(main(page).getByRole('alert')).toContainText('Choose at least one responsibility');
  await expect(main(page).getByRole('alert')).toContainText('Say what you will not meet, and why');
  await page.getByLabel('Name two to six senior representatives').check();
  await page.getByLabel('What, and why').fill('Two of our four representatives leave.\nSuccessors come in January.');
  await page.getByLabel('Expected until').fill('2027-01-15');
  await page.getByRole('button', { name: 'Send the notice' }).click();
  await expect(heading(page, /Notice NOTICE-2026-/)).toBeVisible();
  await expect(main(page)).toContainText('Successors come in January.');
  await expect(main(page)).toContainText('15 Jan 2027');
  await expect(main(page).getByText('UTC').first()).toBeVisible();
  await expect(main(page).getByText('not acknowledged yet')).toBeVisible();
  const number = (await heading(page).innerText()).replace('Notice ', '');

  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  await signIn(other, ADVISOR);
  await other.goto('/responsibilities?account=account-quillhaven');
  await expect(other.getByText('Send a notice', { exact: true })).toHaveCount(0);
  await other.getByRole('link', { name: number }).click();
  await other.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(main(other).getByText('acknowledged', { exact: true })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await context.close();
  await page.reload();
  await expect(main(page).getByText(ADVISOR)).toBeVisible();
});

test('who may not say anything is offered nothing; nothing is wider than the screen', async ({ page }) => {
  await toResponsibilities(page, ENGINEER);
  await expect(main(page).getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Send a notice', { exact: true })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

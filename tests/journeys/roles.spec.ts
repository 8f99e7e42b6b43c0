// Who may open a case: resellers are told, viewers see no button and are refused by the server, every engineer may.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, EXPERT, GUEST, RESELLER, SENIOR, VENDOR_ENGINEER, VIEWER, signIn } from '../support/people';
import { call, cases, theCase } from '../support/api';
import { fact, fillIn, goOn, heading, main, opened, openTheCase, toWizard } from '../support/report';

portalAt(IN_HOURS);

async function expectNoWay(page: Page) {
  await expect(page.getByRole('link', { name: 'Report a fault', includeHidden: true })).toHaveCount(0);
  await page.goto('/report/down');
  await expect(heading(page, 'You can\'t open Tech Cases')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Who to call' }).getByRole('link').first()).toBeVisible();
}

async function expectRefused(page: Page) {
  const answer = await call(page, 'POST', '/v1/cases', { priority: 3, synopsis: 'must not be' }, { 'Idempotency-Key': 'role-test-key-0001' });
  expect(answer.status).toBe(403);
  expect(answer.body.type).toContain('not-allowed');
  const note = await call(page, 'POST', '/v1/call-notes', { symptom: 'must not be' }, { 'Idempotency-Key': 'role-test-key-0002' });
  expect(note.status).toBe(403);
}

test('a reseller is told that resellers register units and do not open Tech Cases', async ({ page, watch }) => {
  watch.provoke(/status of 403 .*\/v1\/(cases|call-notes|views)/);
  await signIn(page, RESELLER);
  await expect(page.getByRole('heading', { name: 'Resellers register units and do not open Tech Cases' })).toBeVisible();
  await expect(main(page)).toContainText('Tech Cases are opened by the End User\'s own people');
  await expect(page.getByRole('heading', { name: 'Open cases' })).toHaveCount(0);
  await page.goto('/cases');
  const refused = page.getByRole('alert').filter({ hasText: 'Your role does not see this' }).first();
  await expect(refused.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(refused.getByRole('link', { name: 'Go to the first screen' })).toHaveAttribute('href', '/');
  await expectNoWay(page);
  await expect(main(page)).toContainText('B-15');
  await expectRefused(page);
});

test('a viewer sees cases and units, has no button, and gets 403', async ({ page, watch }) => {
  watch.provoke(/status of 403 .*\/v1\/(cases|call-notes)$/);
  await signIn(page, VIEWER);
  await expect(page.getByRole('heading', { name: 'You look on; cases are opened by engineers' })).toBeVisible();
  await page.goto('/units/JN1234AFB');
  await expect(heading(page, 'fra1-pe03')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Report a fault', includeHidden: true })).toHaveCount(0);
  await page.goto('/cases?q=nothing-like-this');
  await expect(page.getByRole('heading', { name: 'No case here' })).toBeVisible();
  await expectNoWay(page);
  await expectRefused(page);
  expect(await cases(page, 'must not be')).toEqual([]);
});

test('a webinar guest sees nothing of the account', async ({ page, watch }) => {
  watch.provoke(/status of 403 .*\/v1\/units\//);
  await signIn(page, GUEST);
  await expect(page.getByRole('heading', { level: 1, name: 'Webinars' })).toBeVisible();
  for (const link of ['Units', 'Cases', 'Report a fault']) {
    await expect(page.getByRole('link', { name: link, exact: true, includeHidden: true })).toHaveCount(0);
  }
  await page.goto('/units/JN1234AFB');
  await expect(page.getByRole('alert').filter({ hasText: 'Your role does not see this' }).first()).toBeVisible();
  await expect(main(page).getByRole('button', { name: 'Try again' })).toHaveCount(0);
});

test('the vendor’s engineer is told to open cases on behalf', async ({ page }) => {
  await signIn(page, VENDOR_ENGINEER);
  await expect(main(page)).toContainText('You open cases on behalf of the accounts that are assigned to you');
});

test('a viewer sees no call: what becomes of it is seen as a case, by those who are added to it', async ({ page, watch }) => {
  watch.provoke(/status of 404 .*\/v1\/call-notes\//);
  await signIn(page, VIEWER);
  await expect(main(page).getByRole('heading', { name: 'Open cases' })).toBeVisible();
  await expect(main(page).getByRole('link', { name: /^CALL-/ })).toHaveCount(0);
  await page.goto('/call-notes/CALL-2026-900001');
  await expect(heading(page, 'No call note CALL-2026-900001')).toBeVisible();
});

test('a reseller looks at the units of one End User', async ({ page }) => {
  await signIn(page, RESELLER);
  await main(page).getByRole('listitem').filter({ hasText: 'Kadambari Metro Fibre' }).getByRole('link', { name: 'Units' }).click();
  await expect(page.getByRole('combobox', { name: 'End User' })).toHaveValue(/./);
  const rows = page.getByRole('table', { name: 'Units' }).getByRole('row');
  await expect(rows.filter({ hasText: 'ccu5-acc01' })).toContainText('Kadambari Metro Fibre');
  await expect(rows.filter({ hasText: 'Dunmarrow' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'End User' }).selectOption('All of yours');
  await expect(rows.filter({ hasText: 'Dunmarrow' }).first()).toBeVisible();
  await page.goBack();
  await expect(heading(page, `Hello, ${RESELLER}`)).toBeVisible();
});

test('an ordinary engineer opens a Priority 2, without Expert to Expert', async ({ page }) => {
  await signIn(page, ENGINEER);
  await fillIn(page, { unit: 'gru1-pe01', symptom: 'Engineer, one routing engine failed', priority: 2 });
  await page.getByRole('link', { name: 'Change priority' }).click();
  await expect(main(page)).toContainText('This case takes the ordinary way to an engineer.');
  await main(page).getByText(/^Why: Expert to Expert Access/).click();
  await expect(main(page)).toContainText('The case is opened all the same.');
  for (const next of ['Is any of this so?', 'Details', 'Check your answers']) await goOn(page, next);
  await openTheCase(page).click();
  await opened(page);
  await fact(main(page), 'Expert to Expert', 'no');
  expect(await theCase(page, 'Engineer, one routing engine')).toMatchObject({ priority: 2, target: { minutes: 30, row: 2 }, expert_to_expert: null });
});

for (const [person, basis] of [[SENIOR, 'named representative'], [EXPERT, 'certified expert']] as const) {
  test(`${person} has Expert to Expert as ${basis}`, async ({ page }) => {
    await signIn(page, person);
    await toWizard(page);
    await page.goto(page.url().replace('/report/wrong', '/report/impact'));
    await page.getByRole('radio', { name: 'Priority 2' }).check();
    await expect(main(page)).toContainText('This case goes to the senior engineers directly (Expert to Expert).');
    await page.getByRole('radio', { name: 'Priority 3' }).check();
    await expect(main(page)).toContainText('This case takes the ordinary way to an engineer.');
  });
}

// The list of units: finding by serial number, a part of it, host name; filters, sort and page in the address.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { OPERATOR_ENGINEER, OTHER_RESELLER, SENIOR, forgetSession, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const rows = (page: Page) => page.getByRole('table', { name: 'Units' }).getByRole('row');
const hosts = (page: Page) => rows(page).getByRole('rowheader');
const total = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).getByRole('status');

async function find(page: Page, text: string) {
  await page.goto('/');
  await main(page).getByRole('searchbox').fill(text);
  await main(page).getByRole('button', { name: 'Find' }).click();
  await expect(heading(page, 'Units')).toBeVisible();
}

for (const [how, text] of [
  ['its serial number', 'JN1234AFB'],
  ['a part of the serial number, in small letters', 'jn1234a'],
  ['its host name', 'fra1-pe03'],
] as const) {
  test(`a unit is found by ${how}`, async ({ page }) => {
    await signIn(page, SENIOR);
    await find(page, text);
    await expect(hosts(page)).toHaveText(['fra1-pe03']);
    await expect(rows(page).nth(1)).toContainText('JN1234AFB');
    await expect(rows(page).nth(1)).toContainText('Advanced Care Plus');
    await page.getByRole('link', { name: 'fra1-pe03' }).click();
    await expect(heading(page, 'fra1-pe03')).toBeVisible();
    await expect(page).toHaveURL(/\/units\/JN1234AFB$/);
  });
}

test('a case number in the same box finds the case', async ({ page }) => {
  await signIn(page, SENIOR);
  const number = await page.getByRole('row').filter({ hasText: 'chi1-core01: routing process' }).getByText(/^\d{4}-\d{4}-\d+$/).innerText();
  await main(page).getByRole('searchbox').fill(number);
  await main(page).getByRole('button', { name: 'Find' }).click();
  await expect(heading(page, 'Cases')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Cases' }).getByRole('rowheader')).toHaveText([/chi1-core01/]);

  // A part of it could be a serial number; the list of units leads on.
  const part = number.split('-').pop()!;
  await find(page, part);
  await page.getByRole('link', { name: `Search cases for “${part}”` }).click();
  await expect(page.getByRole('table', { name: 'Cases' }).getByRole('rowheader').filter({ hasText: 'chi1-core01' })).toHaveCount(1);
  await page.goto('/');
  await main(page).getByRole('searchbox').fill('call-2026-900001');
  await main(page).getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL(/\/call-notes\/CALL-2026-900001$/);
});

test('what matches nothing says so and shows the way on', async ({ page }) => {
  await signIn(page, SENIOR);
  await find(page, 'no-such-box-99');
  await expect(page.getByRole('heading', { name: 'No unit matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all units' }).click();
  await expect(rows(page)).toHaveCount(51);
});

test('filters stand in the address and survive reload, back and forward', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/units');
  await page.getByRole('combobox', { name: 'Cover', exact: true }).selectOption('Juniper Care only');
  await expect(page).toHaveURL(/answer=juniper_care_only/);
  const badges = rows(page).getByText('Juniper Care only', { exact: true });
  // The list may be loading still: then there is no row that could be counted.
  await expect(badges.first()).toBeVisible();
  await expect(rows(page).getByText('Advanced Care Plus', { exact: true })).toHaveCount(0);
  await expect(badges).toHaveCount((await rows(page).count()) - 1);
  await main(page).getByRole('searchbox', { name: 'Find' }).fill('nyc1');
  await expect(page).toHaveURL(/q=nyc1/);
  await expect(hosts(page).filter({ hasNotText: /^nyc1-/ })).toHaveCount(0);
  const shown = await hosts(page).allInnerTexts();
  expect(shown.length).toBeGreaterThan(0);
  await page.reload();
  await expect(hosts(page)).toHaveText(shown);
  await expect(page.getByRole('combobox', { name: 'Cover', exact: true })).toHaveValue('juniper_care_only');
  await hosts(page).first().getByRole('link').click();
  await expect(heading(page, shown[0])).toBeVisible();
  await page.goBack();
  await expect(hosts(page)).toHaveText(shown);
  await expect(main(page).getByRole('searchbox', { name: 'Find' })).toHaveValue('nyc1');
  await page.goForward();
  await expect(heading(page, shown[0])).toBeVisible();
});

test('typing over a slow answer leaves the newest search', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/units');
  const search = main(page).getByRole('searchbox', { name: 'Find' });
  let release = () => {};
  const held = new Promise<void>((told) => (release = told));
  let late = 0;
  await page.route(/\/v1\/units\?q=nyc1&/, async (route) => {
    await held;
    // The page has ended the call meanwhile, as it should; then there is nothing to continue.
    await route.continue().catch(() => {});
    late += 1;
  });
  await search.fill('nyc1');
  await expect(page).toHaveURL(/q=nyc1$/);
  await search.fill('gru1');
  await expect(hosts(page).first()).toHaveText(/^gru1-/);
  release();
  await expect.poll(() => late).toBe(1);
  await expect(hosts(page).filter({ hasNotText: /^gru1-/ })).toHaveCount(0);
  await expect(search).toHaveValue('gru1');
});

test('what runs out soon is one press from the first screen', async ({ page }) => {
  await signIn(page, SENIOR);
  const card = main(page).getByText(/^\d+ units?$/).first();
  const count = await card.innerText();
  await page.getByRole('link', { name: 'All of them' }).click();
  await expect(page).toHaveURL(/ends=90&sort=covered_until$/);
  await expect(total(page)).toHaveText(count);
  await expect(page.getByRole('combobox', { name: 'Covered until' })).toHaveValue('90');
});

test('narrow cards have no heads and sort by the list above them', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/units');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Model');
  await expect(page).toHaveURL(/sort=model$/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Sort by' })).toHaveValue('model');
});

test('the columns sort both ways', async ({ page }) => {
  // Narrow cards have no heads: the test before covers them.
  await page.setViewportSize({ width: 1024, height: 800 });
  await signIn(page, SENIOR);
  await page.goto('/units');
  const head = page.getByRole('columnheader', { name: 'Host name' });
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const first = await hosts(page).first().innerText();
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=-host_name/);
  await expect(hosts(page).first()).not.toHaveText(first);
  const down = await hosts(page).allInnerTexts();
  expect(down).toEqual([...down].sort().reverse());
  await page.getByRole('columnheader', { name: 'Model' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Model' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(head).not.toHaveAttribute('aria-sort');
});

test('the pager walks through all units once', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/units');
  await expect(total(page)).toHaveText(/^\d+ units$/);
  const all = Number.parseInt(await total(page).innerText(), 10);
  const seen: string[] = [];
  const next = page.getByRole('button', { name: 'Next' });
  for (let screen = 1; ; screen += 1) {
    await expect(hosts(page)).toHaveCount(Math.min(50, all - seen.length));
    seen.push(...(await rows(page).allInnerTexts()).slice(1));
    if ((await next.count()) === 0) break;
    const before = await hosts(page).first().innerText();
    await next.click();
    await expect(hosts(page).first()).not.toHaveText(before);
    expect(screen).toBeLessThan(20);
  }
  expect(seen).toHaveLength(all);
  expect(new Set(seen).size).toBe(all);
  await page.goBack();
  await expect(hosts(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'First page' }).click();
  await expect(page).toHaveURL(/\/units$/);
});

test('an account sees its own units only, and an empty list says what comes', async ({ page, context, watch }) => {
  watch.provoke(/status of 404 .*\/v1\/units\/JN1234AFB(\/history\?.*)?$/);
  await signIn(page, OPERATOR_ENGINEER);
  await page.goto('/units?q=fra1-pe03');
  await expect(page.getByRole('heading', { name: 'No unit matches' })).toBeVisible();
  await page.goto('/units/JN1234AFB');
  await expect(heading(page, 'No unit JN1234AFB')).toBeVisible();
  await forgetSession(context);
  await signIn(page, OTHER_RESELLER);
  await page.goto('/units');
  await expect(page.getByRole('heading', { name: 'No units yet' })).toBeVisible();
});

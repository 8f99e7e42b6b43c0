// Units and contracts by offset pages; what this API does without is said, and not offered.

import { heading, main } from '../support/report';
import { ADMINISTRATOR, RESELLER, SENIOR, expect, openAnew, otherPortal, signIn, signInButton, test, typeThere, type Page } from '../support/other';
import { navigation, numbers, partOfThePortal } from './pieces';

test.describe('units, contracts, and what is lacking', () => {
  const { ask } = otherPortal();
  const rows = (page: Page) => main(page).getByRole('row');

  test('the list of units runs over two of their pages, none left out, none twice', async ({ page }) => {
    await signIn(page, SENIOR, '/units');
    await expect(rows(page)).toHaveCount(51);
    const first = await rows(page).allInnerTexts();
    await main(page).getByRole('button', { name: 'Next' }).click();
    await expect(rows(page)).toHaveCount(21);
    const shown = [...first.slice(1), ...(await rows(page).allInnerTexts()).slice(1)].map((row) => /RVG\d+/.exec(row)![0]);
    const all = [...(await ask(SENIOR, 'assets?count=50')).assets, ...(await ask(SENIOR, 'assets?count=50&offset=50')).assets].map((one: any) => one.serialNo);
    expect(shown).toEqual(all);
    expect(new Set(shown).size).toBe(70);
    await page.goBack();
    await expect(rows(page)).toHaveCount(51);
  });

  test('the list is searched and sorted there', async ({ page }) => {
    await signIn(page, SENIOR, '/units?q=hal-acc1');
    await expect(rows(page)).toHaveCount(9);
    await page.getByLabel('Sort by').selectOption('Covered until');
    await expect(page).toHaveURL(/sort=covered_until/);
    await expect(rows(page).nth(1)).toContainText('3 Jan 2027');
  });

  test('a filter or an order that they do not have is refused in words', async ({ page }) => {
    await signIn(page, SENIOR, '/units?answer=advanced_care_plus');
    await expect(page.getByRole('alert')).toContainText('can’t narrow the list by “answer” in that way. Take that filter away.');
    await openAnew(page, SENIOR, '/units?sort=family');
    await expect(page.getByRole('alert')).toContainText('can’t sort the list by that.');
  });

  test('the list of units offers no filter, order or step that they do not have', async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/units');
    await expect(rows(page)).toHaveCount(51);
    await expect.soft(page.getByRole('button', { name: /^Select/ })).toHaveCount(0);
    await expect.soft(page.getByLabel('Cover', { exact: true })).toHaveCount(0);
    await expect.soft(page.getByLabel('Sort by').getByRole('option')).toHaveText(['Host name', 'Serial', 'Model', 'Site', 'Covered until']);
    await expect.soft(page.getByText('Save this view')).toHaveCount(0);
    await expect.soft(page.getByText('More filters')).toBeHidden();
    await expect.soft(main(page).getByRole('link', { name: /CSV|JSON|Sites/ })).toHaveCount(0);
  });

  test('a cursor that is none of theirs leads back to the first page', async ({ page }) => {
    await signIn(page, SENIOR, '/units?cursor=opaque');
    await expect(page.getByRole('alert')).toContainText('This page of the list is not there any more');
    await page.getByRole('link', { name: 'First page' }).click();
    await expect(rows(page)).toHaveCount(51);
  });

  test('one unit has its cover and the reasons; a spare and one out of term have theirs', async ({ page }) => {
    await signIn(page, SENIOR, '/units/RVG040000');
    await expect(main(page).getByText('Covered until 7 May 2027')).toBeVisible();
    await expect(main(page).getByText('Under Advanced Care Plus on this date Yes: AG-5101 runs from 8 May 2026 to 7 May 2027, both days included.')).toBeVisible();
    await openAnew(page, SENIOR, '/units/RVG040315');
    await expect(main(page).getByText('It is recorded as spare').first()).toBeVisible();
    await expect(main(page).getByText('Juniper Care only').first()).toBeVisible();
    await openAnew(page, SENIOR, '/units/RVG040420');
    await expect(main(page).getByText('No cover found').first()).toBeVisible();
    await openAnew(page, SENIOR, '/units/RVG040462');
    await expect(main(page).getByText(/Named in a purchase order for the service No/)).toBeVisible();
  });

  test('a unit of somebody else is not there', async ({ page, watch }) => {
    watch.provoke(/status of 404 .*\/rest\/assets\/PBH040000/);
    await signIn(page, SENIOR, '/units/PBH040000');
    await expect(main(page).getByText('There is no such unit in your account.')).toBeVisible();
    await expect(partOfThePortal(page)).toHaveCount(0);
  });

  test('contracts stand with what is known, and what was not supplied is not guessed', async ({ page }) => {
    await signIn(page, SENIOR, '/contracts');
    await expect(heading(page, 'Contracts')).toBeVisible();
    await expect(main(page).getByRole('heading', { name: /AG-5101/ })).toBeVisible();
    await expect(main(page).getByText('It was not supplied which agreement governs this contract.').first()).toBeVisible();
    await expect(main(page).getByRole('heading', { name: /AG-6100/ })).toHaveCount(0);
  });

  test('the cases are theirs, in their order, with the clock that they say', async ({ page }) => {
    await signIn(page, SENIOR, '/cases');
    await expect(rows(page).nth(1)).toContainText('INC0042088');
    await expect(rows(page).nth(2)).toContainText('INC0042101');
    await page.getByRole('link', { name: 'INC0042101' }).or(page.getByRole('link', { name: 'One routing engine restarts every hour' })).first().click();
    const clock = page.getByRole('region', { name: 'First response' });
    await expect(clock.getByText(/^00:[01]\d:\d\d$/)).toBeVisible();
  });

  for (const [who, lacking] of [[ADMINISTRATOR, ['Webinars', 'Advisor', 'Readiness', 'Accounts']], [RESELLER, ['Webinars', 'Advisor', 'Accounts']]] as const) {
    test(`what is lacking is not in the navigation of ${who.name}`, async ({ page }) => {
      await signIn(page, who);
      await expect(navigation(page).getByRole('link', { name: 'Units' })).toBeVisible();
      for (const name of lacking) await expect(navigation(page).getByRole('link', { name, exact: true, includeHidden: true })).toHaveCount(0);
      await page.getByRole('button', { name: `Account of ${who.name}` }).click();
      await expect(page.getByRole('link', { name: 'Your profile' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Claims of units' })).toHaveCount(0);
    });
  }

  // pages_of asks for “registration” only (app/shell.rs).
  test('the account menu does not lead to the registrations that they do not keep', async ({ page }) => {
    await signIn(page, ADMINISTRATOR);
    await page.getByRole('button', { name: `Account of ${ADMINISTRATOR.name}` }).click();
    await expect(page.getByRole('link', { name: 'Your profile' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Registrations' })).toHaveCount(0);
  });

  test('the strip of whom to call names no advisor where there is none', async ({ page }) => {
    await signIn(page, ADMINISTRATOR);
    const strip = page.getByRole('region', { name: 'Who to call' });
    await expect(strip).toContainText('Fault desk');
    await expect(strip).not.toContainText('your advisor');
  });

  for (const address of ['/webinars', '/handover', '/advisor', '/word-kept', '/call-notes/CALL-1', '/sites', '/claims', '/responsibilities', '/webinars/W-1', '/sites/L-1']) {
    test(`${address} says that it is not part of this portal`, async ({ page }) => {
      const calls: string[] = [];
      page.on('request', (request) => calls.push(new URL(request.url()).pathname));
      await signIn(page, ADMINISTRATOR, address);
      await expect(partOfThePortal(page).first()).toBeVisible();
      await expect(numbers(page).first()).toBeVisible();
      await expect(page.getByRole('status').filter({ hasText: 'Loading…' })).toHaveCount(0);
      expect(calls.filter((path) => path.startsWith('/v1/'))).toEqual([]);
      await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
    });
  }

  test('what is lacking is said once on a page', async ({ page }) => {
    for (const address of ['/advisor', '/responsibilities', '/on-boarding', '/activation']) {
      await page.goto(address);
      await signInButton(page).click();
      if (address === '/advisor') await typeThere(page, ADMINISTRATOR);
      await expect(partOfThePortal(page).first()).toBeVisible();
      await expect(partOfThePortal(page), address).toHaveCount(1);
      await expect.soft(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    }
  });

  test('pages that have nothing else offer nothing to press either', async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/responsibilities');
    await expect(partOfThePortal(page).first()).toBeVisible();
    await expect.soft(main(page).getByRole('button')).toHaveCount(0);
    await expect.soft(main(page).getByRole('textbox')).toHaveCount(0);
  });

  test('the cases offer no way to what is lacking', async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/cases');
    await expect(rows(page).nth(1)).toBeVisible();
    for (const name of ['Shift handover', 'Was the word kept?', 'CSV', /Save the list/]) await expect.soft(main(page).getByRole('link', { name })).toHaveCount(0);
    await expect.soft(page.getByText('Save this view')).toHaveCount(0);
  });

  for (const address of ['/units', '/cases']) {
    test(`whatever ${address} offers to narrow and to sort by, they have`, async ({ page }) => {
      await signIn(page, ADMINISTRATOR, address);
      await expect(rows(page).nth(1)).toBeVisible();
      if (address === '/cases') await page.getByText('More filters').click();
      const boxes = main(page).getByRole('combobox');
      const known = await boxes.evaluateAll((found: HTMLSelectElement[]) => found.map((one) => [...one.options].map((option) => option.value)));
      expect(known.flat().length).toBeGreaterThan(address === '/units' ? 7 : 15);
      for (const [place, values] of known.entries()) {
        for (const value of [...values, values[0]]) {
          const heard = value === (await boxes.nth(place).inputValue()) ? null : page.waitForResponse(/\/rest\/(assets|tickets)\?/);
          await boxes.nth(place).selectOption(value);
          expect((await heard)?.status() ?? 200).toBe(200);
          await expect(page.getByRole('alert').filter({ hasText: /\S/ }), `${place}: ${value}`).toHaveCount(0);
        }
      }
    });
  }

  test('the profile offers no password of this portal', async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/profile');
    await expect(heading(page, 'Your profile')).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Dark' }).or(page.getByLabel('Colours'))).toBeVisible();
    await expect(page.getByLabel('Present password')).toHaveCount(0);
  });
});

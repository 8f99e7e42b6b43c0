// The people who may speak for the account, before an API without versions.

import { heading, main } from '../support/report';
import { ADMINISTRATOR, SENIOR, expect, otherPortal, signIn, test, type Page } from '../support/other';
import { partOfThePortal } from './pieces';

test.describe('the roster', () => {
  const { ask } = otherPortal();
  const places = (page: Page) => main(page).getByRole('list').filter({ hasText: SENIOR.name }).first().getByRole('listitem');
  const problem = (page: Page) => main(page).getByRole('alert');
  const seniors = async () => (await ask(ADMINISTRATOR, 'people')).people.filter((one: any) => one.listed === 'SENIOR').map((one: any) => one.fullName);

  async function fill(page: Page, name: string, email: string, phone = '+1 202-555-0134') {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Telephone').fill(phone);
  }

  async function add(page: Page, name: string, email: string) {
    await page.getByRole('button', { name: 'Add a representative' }).click();
    await fill(page, name, email);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  }

  test.beforeEach(async ({ page }) => {
    await signIn(page, ADMINISTRATOR, '/people');
    await expect(places(page).first()).toBeVisible();
  });

  test('three more make six, one replaces another, one leaves', async ({ page }) => {
    for (const [name, email] of [['Ingrid Solheim', 'ingrid.solheim@example.net'], ['Tomasz Wrona', 'tomasz.wrona@example.net'], ['Ida Lund', 'ida.lund@example.net']]) {
      await add(page, name, email);
      await expect(places(page).filter({ hasText: name })).toBeVisible();
    }
    await expect(main(page).getByText('6 of at most 6 representatives are named.').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add a representative' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Replace Ingrid Solheim' }).click();
    await fill(page, 'Yuki Tanabe', 'yuki.tanabe@example.net');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(places(page).nth(3)).toContainText('Yuki Tanabe');
    await expect(places(page)).toHaveCount(6);
    expect(await seniors()).toEqual(['Callum Abernathy', 'Sunniva Lie', 'Declan Moriarty', 'Yuki Tanabe', 'Tomasz Wrona', 'Ida Lund']);
    await page.getByRole('button', { name: 'Edit Yuki Tanabe' }).click();
    await page.getByLabel('Telephone').fill('+81 3 5550 0100');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(places(page).filter({ hasText: 'Yuki Tanabe' })).toContainText(/\+81 ?3 ?5550 ?0100/);
    await page.getByRole('button', { name: 'Has left Tomasz Wrona' }).click();
    await page.getByRole('button', { name: 'Take off' }).click();
    await expect(places(page).filter({ hasText: 'Tomasz Wrona' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Remove Ida Lund' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(places(page).filter({ hasText: 'Ida Lund' })).toHaveCount(0);
    expect(await seniors()).toEqual(['Callum Abernathy', 'Sunniva Lie', 'Declan Moriarty', 'Yuki Tanabe']);
  });

  test('the seventh is refused in their words, and what was typed stays', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await page.getByRole('button', { name: 'Add a representative' }).click();
    await fill(page, 'Seventh Person', 'seventh@example.net');
    // Others are quicker, by another client.
    for (let place = (await seniors()).length; place < 6; place += 1) {
      await ask(ADMINISTRATOR, 'people', { method: 'POST', body: { fullName: `Quicker ${place}`, mail: `quicker.${place}@example.net`, tel: '+1 202-555-0150' } });
    }
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(problem(page)).toContainText('Six people are on the roster, and six is the most.');
    await expect(page.getByLabel('Name')).toHaveValue('Seventh Person');
    expect(await seniors()).toHaveLength(6);
  });

  test('below two only by leaving', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    for (let left = (await seniors()).length; left > 2; left -= 1) {
      await page.getByRole('button', { name: /^Remove / }).last().click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(left - 1);
    }
    await page.getByRole('button', { name: /^Remove / }).last().click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(problem(page)).toContainText(/Two (people|representatives) is the fewest/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await places(page).nth(1).getByRole('button', { name: /^Has left / }).click();
    await page.getByRole('button', { name: 'Take off' }).click();
    await expect.poll(seniors).toHaveLength(1);
    await expect(main(page).getByText('Waiting on you: name 1 more representative.').first()).toBeVisible();
  });

  test('what their API says about a field stands at the field', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await page.getByRole('button', { name: /^Replace / }).first().click();
    await fill(page, 'Runa Holm', 'runa.holm@example.net');
    await page.route('**/rest/people/*/replacement', (route) => route.fulfill({ status: 422, json: { error: { code: 'VALIDATION', message: 'Some values can not be taken.', fields: [{ name: 'tel', issue: 'FORMAT', message: 'Nobody can be called there.' }, { name: 'mail', issue: 'ALREADY_LISTED', message: 'That address is known already.' }] } } }), { times: 1 });
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(page.getByLabel('Telephone')).toHaveAccessibleDescription(/Nobody can be called there\./);
    await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(/That address is known already\./);
    await expect(page.getByLabel('Name')).toHaveValue('Runa Holm');
  });

  test('what a person may keep of the own details is kept there', async ({ page, browser, baseURL }) => {
    await page.close();
    const own = await (await browser.newContext({ baseURL })).newPage();
    await signIn(own, SENIOR, '/people');
    const details = main(own);
    await details.getByRole('button', { name: 'Edit your details' }).click();
    await own.getByLabel('Telephone').fill('+1 202-555-0188');
    await own.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await ask(ADMINISTRATOR, 'people')).people.find((one: any) => one.fullName === SENIOR.name).tel).toMatch(/^\+1 ?202-?555-?0188$/);
    await own.context().close();
  });

  test('an answer that was lost: the roster is shown as it is by then', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/, /status of 4\d\d/);
    await page.getByRole('button', { name: 'Add a representative' }).click();
    await fill(page, 'Lotte Vang', 'lotte.vang@example.net');
    let posts = 0;
    page.on('request', (request) => (posts += Number(request.method() === 'POST')));
    await page.route('**/rest/people', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(problem(page)).toContainText('There was no answer');
    await expect(places(page).filter({ hasText: 'Lotte Vang' })).toBeVisible();
    // Nothing is asked any more: a clock that jumps ends what is.
    await page.clock.runFor(60_000);
    expect(posts).toBe(1);
    await expect(problem(page)).not.toContainText('nothing is done twice');
  });

  test('the page offers no step that this API does not have, and says nothing is missing where nobody asked', async ({ page }) => {
    await expect(page.getByRole('button', { name: /^Edit / }).first()).toBeVisible();
    for (const name of [/^Certificate/, /^Invite/, 'Confirm that it is']) await expect.soft(page.getByRole('button', { name })).toHaveCount(0);
    await expect.soft(partOfThePortal(page)).toHaveCount(0);
  });
});

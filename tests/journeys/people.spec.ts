// The people who may speak for the account: six places, every step with its way out, two administrators at once, and the history.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ENGINEER, METRO_SENIOR, OPERATOR_ADMINISTRATOR, VIEWER, forgetSession, signIn } from '../support/people';
import { enterOn } from '../support/keyboard';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const places = (page: Page) => card(page, 'Senior representatives').getByRole('listitem');
const person = (page: Page, name: string) => places(page).filter({ hasText: name });
const changes = (page: Page) => page.getByRole('region', { name: 'Changes' }).getByRole('row');
const problem = (page: Page) => main(page).getByRole('alert');

async function toPeople(page: Page, name: string) {
  await signIn(page, name);
  await page.goto('/people');
  await expect(heading(page, 'People')).toBeVisible();
  await expect(places(page).first()).toBeVisible();
}

interface Typed {
  name: string;
  email: string;
  phone?: string;
}

async function fill(page: Page, { name, email, phone = '+1 202-555-0134' }: Typed) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Telephone').fill(phone);
}

async function add(page: Page, typed: Typed) {
  await page.getByRole('button', { name: 'Add a representative' }).click();
  await expect(page.getByRole('heading', { name: 'Add a representative' })).toBeFocused();
  await fill(page, typed);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

test('two more make six, one replaces another in one step, and the history tells it all', async ({ page }) => {
  await toPeople(page, ADMINISTRATOR);
  await expect(places(page)).toHaveCount(6);
  await expect(places(page).filter({ hasText: 'free' })).toHaveCount(2);
  await add(page, { name: 'Ingrid Solheim', email: 'ingrid.solheim@example.net' });
  await expect(person(page, 'Ingrid Solheim')).toContainText('+12025550134');
  await expect(heading(page, 'People')).toBeFocused();
  await add(page, { name: 'Tomasz Wrona', email: 'tomasz.wrona@example.net' });
  await expect(person(page, 'Tomasz Wrona')).toBeVisible();
  await expect(main(page).getByText('6 of at most 6 representatives are named.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a representative' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Replace Ingrid Solheim' }).click();
  await fill(page, { name: 'Yuki Tanabe', email: 'yuki.tanabe@example.net' });
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(places(page).nth(4)).toContainText('Yuki Tanabe');
  await expect(places(page)).toHaveCount(6);

  await page.getByRole('button', { name: 'Edit Yuki Tanabe' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Yuki Tanabe');
  await page.getByLabel('Telephone').fill('+81 3 5550 0100');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(person(page, 'Yuki Tanabe')).toContainText('+81355500100');

  await expect(changes(page)).toHaveCount(5);
  await expect(changes(page).nth(1)).toContainText('Yuki Tanabe: telephone from +12025550134 to +81355500100');
  await expect(changes(page).nth(2)).toContainText('Ingrid Solheim replaced by Yuki Tanabe');
  await expect(changes(page).nth(4)).toContainText('Ingrid Solheim added');
  await expect(changes(page).nth(4)).toContainText(ADMINISTRATOR);
  await page.reload();
  await expect(places(page).nth(4)).toContainText('Yuki Tanabe');
});

test('what can’t be a person is said at its field, and what was typed stays', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toPeople(page, OPERATOR_ADMINISTRATOR);
  await page.getByRole('button', { name: /^Replace / }).nth(5).click();
  await fill(page, { name: '', email: 'noc@example.net', phone: '030 5550 100' });
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(problem(page)).toContainText('Enter the person\'s name');
  await expect(problem(page)).toContainText('This is the mailbox of a function');
  await expect(problem(page)).toContainText('Begin with + and the country code');
  await problem(page).getByRole('link', { name: /mailbox/ }).click();
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await expect(page.getByLabel('E-mail address')).toHaveValue('noc@example.net');
  await fill(page, { name: 'Ida Lund', email: 'ida.lund@example.net' });
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(places(page).nth(5)).toContainText('Ida Lund');
});

test('an edit never goes below two, leaving does, and then it waits on the account', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toPeople(page, OPERATOR_ADMINISTRATOR);
  const remove = page.getByRole('button', { name: /^Remove / });
  for (const left of [5, 4, 3, 2]) {
    await remove.last().click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(remove).toHaveCount(left);
  }
  await remove.last().click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(problem(page)).toContainText('Two representatives is the fewest. Replace this one by somebody else in one step');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(remove).toHaveCount(2);
  await places(page).getByRole('button', { name: /^Has left / }).last().click();
  await page.getByRole('button', { name: 'Take off' }).click();
  await expect(main(page).getByText('Waiting on you: name 1 more representative.').first()).toBeVisible();
  await expect(places(page).filter({ hasText: 'waiting on you' })).toHaveCount(1);
});

test('two administrators at once: nothing is lost, and the seventh is refused with the alternative', async ({ page, context, watch }) => {
  watch.provoke(/status of 4(12|22)/);
  // Beside each other in one browser, with a place left for one of them.
  await toPeople(page, ADMINISTRATOR);
  const free = places(page).filter({ hasText: 'free' });
  if ((await free.count()) === 0) {
    await page.getByRole('button', { name: /^Remove / }).last().click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
  }
  for (let left = await free.count(); left > 1; left -= 1) {
    await add(page, { name: `Filler ${left}`, email: `filler.${left}@example.net` });
    await expect(free).toHaveCount(left - 1);
  }
  await expect(free).toHaveCount(1);
  const other = await context.newPage();
  await other.goto('/people');
  await add(page, { name: 'First Comer', email: 'first.comer@example.net' });
  await expect(person(page, 'First Comer')).toBeVisible();
  await add(other, { name: 'Second Comer', email: 'second.comer@example.net' });
  await expect(problem(other)).toContainText('Somebody else changed the people in the meantime');
  await expect(person(other, 'First Comer')).toBeVisible();
  await expect(other.getByLabel('Name')).toHaveValue('Second Comer');
  await other.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(problem(other)).toContainText('Six representatives are named, and six is the most.');
  await expect(problem(other)).toContainText('certified expert, of whom there may be any number');
});

test('what somebody else put right meanwhile stays, and so does what was typed', async ({ page, context, watch }) => {
  watch.provoke(/status of 412/);
  await toPeople(page, OPERATOR_ADMINISTRATOR);
  const other = await context.newPage();
  await other.goto('/people');
  for (const [who, label, text] of [[page, 'Name', 'Put Right'], [other, 'Telephone', '+49 30 5550 0188']] as const) {
    await who.getByRole('button', { name: /^Edit / }).first().click();
    await who.getByLabel(label).fill(text);
  }
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(person(page, 'Put Right')).toBeVisible();
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(problem(other)).toContainText('Somebody else changed the people in the meantime');
  await expect(person(other, 'Put Right')).toBeVisible();
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(person(other, 'Put Right')).toContainText('+493055500188');
});

test('only who may change it is offered to; a viewer sees names', async ({ page }) => {
  await toPeople(page, ENGINEER);
  // Only what is one's own.
  await expect(main(page).getByRole('button', { name: /^(Edit|Replace|Remove|Has left|Invite|Approve) /, exact: false }).filter({ hasNotText: 'your' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'History' })).toHaveCount(0);
  await expect(main(page).getByRole('link', { name: /^\+/ }).first()).toBeVisible();
  await forgetSession(page.context());
  await toPeople(page, VIEWER);
  await expect(main(page).getByRole('link', { name: /^\+/ })).toHaveCount(0);
  await expect(main(page).getByText('no certificate on record')).toHaveCount(0);
});

test('a short roster waits on the account; the point of the service leads here', async ({ page }) => {
  await signIn(page, METRO_SENIOR);
  await main(page).getByRole('link', { name: 'All people' }).click();
  await expect(main(page).getByText(/Waiting on you: name \d more representative/).first()).toBeVisible();
  await page.goto('/service?point=R-065');
  await main(page).getByRole('link', { name: 'Your people' }).click();
  await expect(heading(page, 'People')).toBeVisible();
});

test.describe('with the keyboard alone, at 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('somebody is replaced', async ({ page }) => {
    await signIn(page, ADMINISTRATOR);
    await page.goto('/people');
    await expect(places(page).first()).toBeVisible();
    await enterOn(page, page.getByRole('button', { name: /^Replace / }).nth(1));
    await expect(page.getByRole('heading', { name: /^Replace / })).toBeFocused();
    for (const words of ['Pia Kessler', 'pia.kessler@example.net', '+49 30 5550 0177']) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(words);
    }
    await enterOn(page, page.getByRole('button', { name: 'Replace', exact: true }));
    await expect(places(page).nth(1)).toContainText('Pia Kessler');
    await expect(heading(page, 'People')).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

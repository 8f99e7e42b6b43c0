// The clock of an API that does not say its time, and answers that are not as agreed.

import { fillIn, heading, main, openTheCase, opened } from '../support/report';
import { ADMINISTRATOR, SENIOR, expect, openAnew, otherPortal, signIn, signInButton, test, typeThere, type Page } from '../support/other';
import { navigation, notEverything, numbers } from './pieces';

test.describe('time', () => {
  const { server } = otherPortal();

  test('a device whose clock is right is told nothing, and the countdown is right', async ({ page }) => {
    await signIn(page, SENIOR, '/cases/INC0042101');
    await expect(page.getByText(/Your device's clock is/)).toHaveCount(0);
    await rightWithin(page, 2);
  });

  test.describe('a device that is ten minutes ahead', () => {
    test.use({ skew: 600_000 });
    // The clock is never set: the Date of a 401 is dropped, and after the sign-in nobody asks again for five minutes (api/request.rs, date_of; session.rs).
    test('is told so, and the countdown is theirs', async ({ page }) => {
      await signIn(page, SENIOR, '/cases/INC0042101');
      await expect(page.getByText("Your device's clock is 10 minutes ahead.")).toBeVisible();
      await rightWithin(page, 2);
    });
  });

  test.describe('a device that is two days behind', () => {
    test.use({ skew: -2 * 86_400_000 });
    // As above: the Date of a 401 is dropped.
    test('is told so before anybody has signed in', async ({ page }) => {
      await page.goto('/cases/INC0042101');
      await expect(page.getByText("Your device's clock is 2 days behind.")).toBeVisible();
      await signInButton(page).click();
      await typeThere(page, SENIOR);
      await rightWithin(page, 2);
    });
  });

  /** The countdown against the instant that their API names. */
  async function rightWithin(page: Page, seconds: number) {
    const digits = page.getByRole('region', { name: 'First response' }).getByText(/^\d\d:\d\d:\d\d$/);
    const shown = await digits.innerText();
    const [hours, minutes, rest] = shown.split(':').map(Number);
    // Their tickets are placed around the start of the process: due 18 minutes after it.
    const due = Date.parse('2026-11-24T16:18:00Z');
    const truth = (due - (await server().now()).getTime()) / 1000;
    expect(Math.abs(hours * 3600 + minutes * 60 + rest - truth), `${shown} is shown, ${truth} s is true`).toBeLessThanOrEqual(seconds);
  }
});

test.describe('answers that are not as agreed', () => {
  otherPortal();

  /** Changes what an address of theirs answers. */
  const mutate = (page: Page, pattern: string, change: (json: any) => void) =>
    page.route(pattern, async (route) => {
      const answer = await route.fetch();
      const json = await answer.json();
      change(json);
      await route.fulfill({ response: answer, json });
    });

  test('words that nobody has agreed are shown as they came', async ({ page }) => {
    await mutate(page, '**/rest/tickets?*', ({ tickets }) => Object.assign(tickets[0], { phase: 'PARKED', awaiting: 'CARRIER', origin: 'CHAT' }));
    await signIn(page, SENIOR, '/cases');
    await expect(main(page).getByRole('row').filter({ hasText: 'INC0042088' })).toContainText(/parked|carrier/i);
    await expect(main(page).getByRole('row')).toHaveCount(3);
    await expect(notEverything(page)).toHaveCount(0);
  });

  test('one case with words that nobody has agreed', async ({ page }) => {
    await mutate(page, '**/rest/tickets/*', (ticket) => {
      Object.assign(ticket, { phase: 'PARKED', origin: 'CHAT' });
      ticket.log.push({ seq: 9, at: ticket.touchedAt, type: 'TELEPATHY', actor: { name: 'Ilse Brandvold', side: 'ORACLE' }, text: 'Heard without words.' });
    });
    await signIn(page, SENIOR, '/cases/INC0042088');
    await expect(main(page).getByText('Heard without words.')).toBeVisible();
    await expect(main(page)).toContainText('PARKED');
    await expect(main(page)).toContainText('CHAT');
  });

  test('a unit with words that nobody has agreed cannot be told, not covered', async ({ page }) => {
    await mutate(page, '**/rest/assets/*', (asset) => Object.assign(asset, { lifecycle: 'ORBIT', acquiredFrom: 'HEIRLOOM' }));
    await signIn(page, SENIOR, '/units/RVG040000');
    await expect(main(page).getByText('Cannot tell').first()).toBeVisible();
    await expect(main(page).getByText('Covered until')).toHaveCount(0);
  });

  test('a contract in a state that nobody has agreed: cannot tell, with the word, and not “no cover”', async ({ page }) => {
    await mutate(page, '**/rest/assets/*', (asset) => asset.agreements.forEach((agreement: any) => (agreement.state = 'FROZEN')));
    await signIn(page, SENIOR, '/units/RVG040350');
    await expect(main(page).getByRole('region', { name: 'Cannot tell' })).toBeVisible();
    await expect(main(page)).toContainText('AG-5104 names this unit, but its status is not known here');
    await expect(main(page)).toContainText('FROZEN');
  });

  test('a contract that cannot be read beside one that is not enough: cannot tell, and not “no cover”', async ({ page }) => {
    await mutate(page, '**/rest/assets/*', (asset) => asset.agreements.forEach((agreement: any) => delete agreement.until));
    await signIn(page, SENIOR, '/units/RVG040350');
    await expect(main(page).getByRole('region', { name: 'Cannot tell' })).toBeVisible();
    await expect(main(page)).toContainText('A contract that names this unit can’t be read here');
    await expect(main(page)).toContainText('What else names it can’t be read here');
    await expect(main(page)).not.toContainText('No contract names this unit.');
    await expect(notEverything(page)).toBeVisible();
  });

  test('a role that nobody has agreed is said, with what to do', async ({ page }) => {
    await mutate(page, '**/rest/whoami', (me) => (me.profile = 'NIGHT_WATCH'));
    await signIn(page, SENIOR, '/');
    await expect(page.getByText('Your role “NIGHT_WATCH” is not one that this portal knows.')).toBeVisible();
    await expect(numbers(page).first()).toBeVisible();
  });

  for (const [what, change] of [
    ['without its number', (ticket: any) => delete ticket.ref],
    ['with a naive time', (ticket: any) => (ticket.raised.at = '2026-11-22 17:00:00')],
    ['with a severity of another scale', (ticket: any) => (ticket.severity = 'BLOCKER')],
    ['without its target', (ticket: any) => (ticket.sla = null)],
  ] as const) {
    // hear_list drops it in silence (dialect/other/cases.rs).
    test(`a ticket ${what} in a list: said, and the rest stands`, async ({ page }) => {
      await mutate(page, '**/rest/tickets?*', ({ tickets }) => void change(tickets[0]));
      await signIn(page, SENIOR, '/cases');
      await expect(main(page).getByRole('row').filter({ hasText: 'INC0042101' })).toBeVisible();
      await expect(notEverything(page)).toBeVisible();
    });
  }

  test('an asset that cannot be read in a list: said, and the rest stands', async ({ page }) => {
    await mutate(page, '**/rest/assets?*', ({ assets }) => delete assets[3].serialNo);
    await signIn(page, SENIOR, '/units');
    await expect(main(page).getByRole('row')).toHaveCount(50);
    await expect(notEverything(page)).toBeVisible();
  });

  test('a person on the roster who cannot be read: said, not counted as free', async ({ page }) => {
    await mutate(page, '**/rest/people*', ({ people }) => delete people[1].personId);
    await signIn(page, SENIOR, '/people');
    await expect(main(page).getByText(SENIOR.name).first()).toBeVisible();
    await expect(notEverything(page)).toBeVisible();
    await expect(main(page).getByRole('listitem').filter({ hasText: 'can’t be read here' })).toHaveCount(1);
    const places = main(page).getByRole('list').filter({ has: page.getByText(SENIOR.name) }).first().getByRole('listitem');
    await expect(places).toHaveCount(6);
  });

  test('an entry of the log with a naive time: said, and the rest stands', async ({ page }) => {
    await mutate(page, '**/rest/tickets/*', (ticket) => (ticket.log[1].at = '2026-11-22T17:55:00'));
    await signIn(page, SENIOR, '/cases/INC0042088');
    await expect(main(page).getByText('Please send the output of show bfd session.')).toBeVisible();
    await expect(notEverything(page)).toBeVisible();
  });

  // Given and unreadable is not "not yet".
  test('a first response that was met at a naive time is not said to be outstanding', async ({ page }) => {
    await mutate(page, '**/rest/tickets/*', (ticket) => (ticket.sla.metAt = '2026-11-22T17:55:00'));
    await signIn(page, SENIOR, '/cases/INC0042088');
    await expect(page.getByRole('alert')).toContainText('answered');
    await expect(main(page).getByText(/overdue|missed|late/i)).toHaveCount(0);
    await expect(numbers(page).first()).toBeVisible();
  });

  test('one case that cannot be read says so, with the request', async ({ page }) => {
    await mutate(page, '**/rest/tickets/*', (ticket) => (ticket.raised.at = 'yesterday'));
    await signIn(page, SENIOR, '/cases/INC0042088');
    await expect(page.getByRole('alert')).toContainText('answered');
    await expect(numbers(page).first()).toBeVisible();
  });

  test('a page in the place of an answer is no answer', async ({ page }) => {
    await page.route('**/rest/assets?*', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to the lounge</h1>' }));
    await signIn(page, SENIOR, '/units');
    await expect(page.getByRole('alert')).toContainText('Something other than the portal');
  });

  test('their own breakdown is said in their words, with the request', async ({ page, watch }) => {
    watch.provoke(/status of 500/);
    await page.route('**/rest/assets?*', (route) => route.fulfill({ status: 500, headers: { 'X-Request-Id': 'req-77' }, json: { error: { code: 'BROKEN', message: 'Something broke.' } } }));
    await signIn(page, SENIOR, '/units');
    await expect(page.getByRole('alert')).toContainText('Something broke.');
    await expect(page.getByRole('alert')).toContainText('req-77');
  });

  test('headers of habits that they do not have are not sent', async ({ page }) => {
    const came: [string, string[]][] = [];
    page.on('request', async (request) => {
      const path = new URL(request.url()).pathname;
      if (path.startsWith('/rest/')) came.push([`${request.method()} ${path.replace(/[^/]*\d[^/]*/g, '*')}`, Object.keys(await request.allHeaders())]);
    });
    await signIn(page, ADMINISTRATOR, '/people');
    await page.getByRole('button', { name: `Edit ${SENIOR.name}` }).click();
    await page.getByLabel('Telephone').fill('+1 202-555-0139');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(main(page).getByText('+1 202-555-0139').first()).toBeVisible();
    await openAnew(page, ADMINISTRATOR, '/');
    await fillIn(page, { unit: 'osl-rtr04', symptom: 'No header too many', priority: 3 });
    await openTheCase(page).click();
    await opened(page);
    expect(came.map(([call]) => call)).toEqual(expect.arrayContaining(['PATCH /rest/people/*', 'POST /rest/tickets', 'GET /rest/assets']));
    const wrong = came.filter(([, names]) => names.some((name) => ['idempotency-key', 'if-match', 'if-none-match'].includes(name)));
    expect(wrong).toEqual([]);
  });

  test('what is there is asked for with the token and nothing is asked of us', async ({ page }) => {
    const calls: [string, boolean][] = [];
    await signIn(page, SENIOR, '/cases');
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname;
      if (/^\/(rest|v1)\//.test(path)) calls.push([path, !!request.headers().authorization]);
    });
    await navigation(page).getByRole('link', { name: 'Units' }).click();
    await expect(heading(page, 'Units')).toBeVisible();
    await expect(main(page).getByRole('row').nth(1)).toBeVisible();
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter(([path, token]) => path.startsWith('/v1/') || !token)).toEqual([]);
  });
});

// Reports of faults before an API that knows no repeated request.

import { chooseUnit, fact, fillIn, heading, main, openTheCase, opened, toPhonePage } from '../support/report';
import { ENGINEER, SENIOR, expect, otherPortal, signIn, signInButton, test, type Page } from '../support/other';

test.describe('reporting', () => {
  const { ask } = otherPortal();
  const tickets = async (words: string) => (await ask(SENIOR, `tickets?count=50&text=${encodeURIComponent(words)}`)).tickets;

  /** How often the app sends a ticket from now on. */
  function sent(page: Page): { count: number } {
    const seen = { count: 0 };
    page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname === '/rest/tickets') seen.count += 1;
    });
    return seen;
  }

  /** Their API does what it is asked; the answer is lost. */
  const loseAnswers = (page: Page, times = 1) =>
    page.route('**/rest/tickets', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    }, { times });

  test('a Priority 1: their number to call, then the case on the web, once', async ({ page }) => {
    await signIn(page, SENIOR);
    await toPhonePage(page);
    const call = main(page).getByRole('link', { name: /\+1 202-555-0170/ });
    await expect(call).toHaveAttribute('href', 'tel:+12025550170');
    await expect(call).toContainText('Fault desk');
    await chooseUnit(page, 'hal-acc03');
    await page.getByLabel('Symptom in one line').fill('Halifax is cut off');
    await expect(main(page).getByText('It is handled at the Priority 2 target: 30 minutes.')).toBeVisible();
    const posts = sent(page);
    await page.getByRole('button', { name: 'Open it on the web' }).click();
    const number = await opened(page);
    expect(number).toMatch(/^INC00\d+$/);
    await expect(heading(page)).toContainText('Halifax is cut off');
    const clock = page.getByRole('region', { name: 'First response' });
    await expect(clock.getByText(/^00:(30:00|29:\d\d)$/)).toBeVisible();
    await expect(clock).toContainText('by the Priority 2 row of the table “Support policy 7”');
    await expect(main(page).getByText('P1', { exact: true }).first()).toBeVisible();
    expect(posts.count).toBe(1);
    const [ticket, ...others] = await tickets('Halifax is cut off');
    expect(others).toEqual([]);
    expect([ticket.ref, ticket.severity, ticket.asset.serialNo, ticket.sla.rule]).toEqual([number, 'S1', 'RVG040070', 'S2']);
  });

  test('a Priority 3 through all questions arrives whole', async ({ page }) => {
    await signIn(page, ENGINEER);
    await fillIn(page, { unit: 'osl-rtr04', symptom: 'Fan two is loud', priority: 3, description: 'Since the night.', software: '23.4R2-S3' });
    await openTheCase(page).click();
    const number = await opened(page);
    const ticket = await ask(ENGINEER, `tickets/${number}`);
    expect(ticket).toMatchObject({ severity: 'S3', origin: 'PORTAL', subject: 'Fan two is loud', body: 'Since the night.', firmware: '23.4R2-S3', asset: { serialNo: 'RVG040084' }, raised: { by: ENGINEER.name } });
    await fact(main(page), 'Unit', /osl-rtr04/);
  });

  test('the page of a case offers no step that this API does not have', async ({ page }) => {
    await signIn(page, SENIOR, '/cases/INC0042101');
    await expect(heading(page, 'One routing engine restarts every hour')).toBeVisible();
    for (const name of ['Send', 'Add files', 'Choose files', 'Add', 'Take part yourself', /escalat/i]) await expect.soft(main(page).getByRole('button', { name, exact: true })).toHaveCount(0);
    await expect.soft(main(page).getByRole('heading', { name: /What you can do now|Files|Who takes part|Your advisor/ })).toHaveCount(0);
  });

  test('a unit that is in no list goes by its host name', async ({ page }) => {
    await signIn(page, ENGINEER);
    await toPhonePage(page);
    await page.getByRole('button', { name: /I can't find it/ }).click();
    await page.getByLabel('Host name').fill('osl-lost01');
    await page.getByLabel('Site', { exact: true }).fill('Tangen hall B');
    await page.getByLabel('Symptom in one line').fill('Nothing answers in hall B');
    await page.getByRole('button', { name: 'Open it on the web' }).click();
    const number = await opened(page);
    expect(await ask(ENGINEER, `tickets/${number}`)).toMatchObject({ asset: null, assetNote: { hostname: 'osl-lost01', where: 'Tangen hall B' } });
  });

  test('an answer that was lost is no reason to send it again; the next press finds the case, and its person decides', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/);
    await signIn(page, SENIOR);
    const symptom = 'Lost on the way back';
    await fillIn(page, { unit: 'osl-rtr05', symptom, priority: 3 });
    const posts = sent(page);
    await loseAnswers(page);
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).toContainText('It is not known whether the report arrived');
    await page.clock.runFor(60_000);
    expect(posts.count).toBe(1);
    const [made] = await tickets(symptom);
    await openTheCase(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Possibly already opened' });
    await expect(alert.getByRole('link', { name: made.ref })).toHaveAttribute('href', `/cases/${made.ref}`);
    expect(posts.count).toBe(1);
    await alert.getByRole('button', { name: 'It is another one: go on' }).click();
    await expect(alert).toHaveCount(0);
    await openTheCase(page).click();
    expect(await opened(page)).not.toBe(made.ref);
    expect(posts.count).toBe(2);
    expect(await tickets(symptom)).toHaveLength(2);
  });

  test('an answer that was lost, and the case is none that can be read: it may be there, and the person decides', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/);
    await signIn(page, SENIOR);
    const symptom = 'Lost, and not to be read';
    await fillIn(page, { unit: 'osl-rtr05', symptom, priority: 3 });
    const posts = sent(page);
    await loseAnswers(page);
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).toBeVisible();
    const [made] = await tickets(symptom);
    await page.route('**/rest/tickets?*', async (route) => {
      const answer = await route.fetch();
      const json = await answer.json();
      for (const ticket of json.tickets) if (ticket.ref === made.ref) delete ticket.raised;
      await route.fulfill({ response: answer, json });
    });
    await openTheCase(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Possibly already opened' });
    await expect(alert).toContainText('not every one of your latest cases can be read here');
    await expect(alert.getByRole('link', { name: 'your latest cases' })).toHaveAttribute('href', '/cases?show=all');
    expect(posts.count).toBe(1);
    await alert.getByRole('button', { name: 'It is not there: go on' }).click();
    await expect(alert).toHaveCount(0);
    await openTheCase(page).click();
    await opened(page);
    expect(posts.count).toBe(2);
  });

  test('the words of a lost answer do not promise what this API cannot keep', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/);
    await signIn(page, SENIOR);
    await fillIn(page, { unit: 'osl-rtr05', symptom: 'Promised once', priority: 3 });
    await loseAnswers(page);
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).not.toContainText('however often you do, it makes one case');
  });

  test('an answer that was lost, and the page loaded anew: the case is still looked for', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/);
    await signIn(page, SENIOR);
    const symptom = 'Lost, then loaded anew';
    await fillIn(page, { unit: 'osl-rtr05', symptom, priority: 3 });
    await loseAnswers(page);
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).toBeVisible();
    await page.reload();
    await signInButton(page).click();
    await expect(heading(page, 'Check your answers')).toBeVisible();
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Possibly already opened' })).toBeVisible();
    expect(await tickets(symptom)).toHaveLength(1);
  });

  // As above: the doubt lives as long as the screen.
  test('an answer that was lost, then another screen of the report: the case is still looked for', async ({ page, watch }) => {
    watch.provoke(/net::ERR_CONNECTION_RESET/);
    await signIn(page, SENIOR);
    const symptom = 'Lost, then looked at again';
    await fillIn(page, { unit: 'osl-rtr05', symptom, priority: 3 });
    await loseAnswers(page);
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The report was not confirmed' })).toBeVisible();
    await page.getByRole('link', { name: 'Change description' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Possibly already opened' })).toBeVisible();
    expect(await tickets(symptom)).toHaveLength(1);
  });

  test('a gateway that gives up after their API did it: nobody says that nothing was sent, and the case is looked for', async ({ page, watch }) => {
    watch.provoke(/status of 504/);
    await signIn(page, SENIOR);
    const symptom = 'The gateway gave up';
    await fillIn(page, { unit: 'osl-rtr05', symptom, priority: 3 });
    await page.route('**/rest/tickets', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.fulfill({ status: 504, contentType: 'text/html', body: '<h1>Gateway timeout</h1>' });
    }, { times: 1 });
    await openTheCase(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
    await expect(alert).toBeVisible();
    await expect(alert).not.toContainText('Nothing was sent');
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Possibly already opened' })).toBeVisible();
    expect(await tickets(symptom)).toHaveLength(1);
  });

  test('an answer that cannot be read is a ticket all the same: nobody says that nothing was sent', async ({ page }) => {
    await signIn(page, SENIOR);
    const symptom = 'Answered in a naive time';
    await fillIn(page, { unit: 'osl-rtr05', symptom, priority: 3 });
    await page.route('**/rest/tickets', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const answer = await route.fetch();
      const json = await answer.json();
      await route.fulfill({ response: answer, json: { ...json, raised: { ...json.raised, at: '2026-11-24 17:00:00' } } });
    }, { times: 1 });
    await openTheCase(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The report was not confirmed' });
    await expect(alert).toBeVisible();
    await expect(alert).not.toContainText('Nothing was sent');
    await openTheCase(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Possibly already opened' })).toBeVisible();
    expect(await tickets(symptom)).toHaveLength(1);
  });

  test('what their API says about a field leads to that field', async ({ page, watch }) => {
    watch.provoke(/status of 422/);
    await signIn(page, SENIOR);
    await fillIn(page, { unit: 'osl-rtr05', symptom: 'Refused there', priority: 3 });
    await page.route('**/rest/tickets', (route) =>
      route.request().method() !== 'POST' ? route.fallback() : route.fulfill({ status: 422, json: { error: { code: 'VALIDATION', message: 'Some values can not be taken.', fields: [{ name: 'firmware', issue: 'FORMAT', message: 'That release is not known there.' }] } } }), { times: 1 });
    await openTheCase(page).click();
    await page.getByRole('alert').getByRole('link', { name: 'That release is not known there.' }).click();
    await expect(heading(page, 'Details')).toBeVisible();
    await expect(page.getByLabel('Software version')).toHaveAccessibleDescription(/That release is not known there\./);
  });

  test('the phone page does not offer the call note that this API has no place for', async ({ page }) => {
    await signIn(page, SENIOR);
    await toPhonePage(page);
    await expect(page.getByRole('button', { name: 'Open it on the web' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'I am calling' })).toHaveCount(0);
  });
});

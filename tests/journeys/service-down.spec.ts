// Service is down: the phone page with number, call sheet and reachable people, and opening the Priority 1 on the web.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ENGINEER, SENIOR, signIn } from '../support/people';
import { theCase } from '../support/api';
import { chooseUnit, fact, heading, main, opened, toPhonePage } from '../support/report';

portalAt(IN_HOURS);

const sheet = (page: Page) => page.getByRole('region', { name: 'Have this ready' });

test('the phone page: a full page with the number to call at once', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const number = main(page).getByRole('link', { name: /^\+1 202-555-0122/ });
  await expect(number).toHaveAttribute('href', 'tel:+12025550122');
  await expect(number).toBeInViewport();
  await expect(main(page)).toContainText('A demonstration number: nobody answers there.');
});

test('the call sheet is made from what is known, to copy and to print', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-test-printed', 'yes');
  });
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await fact(sheet(page), 'Serial number', 'not known yet');
  await chooseUnit(page, 'JN1234', 'fra1-pe03');
  await page.getByLabel('Symptom in one line').fill('No BGP session stays up');
  for (const [name, value] of [
    ['Priority', '1'],
    ['Company', 'Quillhaven Backbone Networks'],
    ['Contract', '0060417302'],
    ['Serial number', 'JN1234AFB'],
    ['Unit', 'fra1-pe03 (MX480)'],
    ['Site', 'Frankfurt Ost, Hellerweg 14'],
    ['Contact', 'Ximena Barragán Soto, +1 303-555-0112, ximena.barragan@example.net'],
    ['Symptom', 'No BGP session stays up'],
  ] as const) {
    await fact(sheet(page), name, value);
  }
  await sheet(page).getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/Serial number: JN1234AFB\n[\s\S]*Symptom: No BGP session stays up\n/);
  await sheet(page).getByRole('button', { name: 'Print' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-test-printed', 'yes');
});

test('on paper: the call sheet and the numbers, black on white, and nothing to press', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  await chooseUnit(page, 'JN1234', 'fra1-pe03');
  await page.getByLabel('Symptom in one line').fill('No BGP session stays up');
  await fact(sheet(page), 'Contract', '0060417302');
  await page.emulateMedia({ media: 'print' });
  for (const [name, value] of [
    ['Contract', '0060417302'],
    ['Serial number', 'JN1234AFB'],
    ['Site', 'Frankfurt Ost, Hellerweg 14'],
    ['Contact', 'Ximena Barragán Soto, +1 303-555-0112, ximena.barragan@example.net'],
    ['Symptom', 'No BGP session stays up'],
  ] as const) {
    await expect(sheet(page).getByText(name, { exact: true })).toBeVisible();
    await expect(sheet(page).getByText(value)).toBeVisible();
  }
  await expect(main(page).getByRole('link', { name: /^\+1 202-555-0122/ })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Two ways on' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Who of your representatives can be reached' })).toBeHidden();
  await expect(page.getByText(/^Kept in this browser/)).toBeHidden();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  const ink = await sheet(page).getByText('JN1234AFB').evaluate((element) => getComputedStyle(element).color);
  const [lightness] = /[\d.]+/.exec(ink) ?? [];
  expect(Number(lightness), `the ink, ${ink}`).toBeLessThan(60);
});

test('which of the representatives can be reached now', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  const person = (name: string) => main(page).getByRole('listitem').filter({ hasText: name });
  // Tuesday, 09:00 in Denver; 01:00 on Wednesday in Tokyo.
  await expect(person('Ximena Barragán Soto')).toContainText('can be reached');
  await expect(person('Tobias Lindqvist')).toContainText('outside own hours');
  await expect(person('Mio Nakagawa')).toContainText('01:00 there');
  await expect(person('Mio Nakagawa')).toContainText('outside own hours');
  await expect(person('Tobias Lindqvist').getByRole('link')).toHaveAttribute('href', 'tel:+17205550113');
});

test('two equal ways, both targets out of the table, no advantage invented', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  const ways = page.getByRole('region', { name: 'Two ways on' });
  await expect(ways.getByRole('button', { name: 'I am calling' })).toBeVisible();
  await expect(ways.getByRole('button', { name: 'Open it on the web' })).toBeVisible();
  await expect(ways).toContainText('opened by phone: 30 minutes');
  await expect(ways).toContainText('Priority 2 target: 30 minutes');
  await ways.getByText(/^Why/).last().click();
  await expect(ways.getByText('R-048', { exact: true })).toBeVisible();
});

test('opened on the web: three screens, Priority 1, and the row of Priority 2', async ({ page }) => {
  const screens: string[] = [];
  page.on('framenavigated', (frame) => {
    const path = new URL(frame.url()).pathname;
    if (frame === page.mainFrame() && screens.at(-1) !== path) screens.push(path);
  });
  await signIn(page, SENIOR);
  screens.length = 0;
  await toPhonePage(page);
  await chooseUnit(page, 'fra1-pe03');
  const symptom = 'No BGP session stays up, three screens';
  await page.getByLabel('Symptom in one line').fill(symptom);
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  const number = await opened(page);
  expect(screens).toEqual(['/report/down', '/report/phone', `/cases/${number}`]);

  await expect(heading(page, symptom)).toBeVisible();
  const clock = page.getByRole('region', { name: 'First response' });
  await expect(clock).toContainText('Target 30 minutes, by the Priority 2 row of the table “service description, 2026”; opened by web.');
  await expect(clock.getByText(/^00:(29|30):\d\d$/)).toBeVisible();
  await clock.getByText(/^Why this target/).click();
  await expect(clock.getByText('R-048', { exact: true })).toBeVisible();
  const stored = await theCase(page, symptom);
  expect(stored).toMatchObject({ priority: 1, channel: 'web', target: { minutes: 30, row: 2 }, expert_to_expert: 'representative' });
  expect(Date.parse(stored.due_at) - Date.parse(stored.created_at)).toBe(30 * 60_000);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Case opened' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('row').filter({ hasText: symptom })).toContainText(/(29|30) min left/);
});

test('from a unit’s page the report begins with that unit', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/units/JN1234AFB');
  await main(page).getByRole('link', { name: 'Report a fault' }).click();
  await page.getByRole('link', { name: 'Yes, service is down' }).click();
  await expect(page.getByRole('button', { name: 'Change unit' })).toBeVisible();
  await fact(sheet(page), 'Serial number', 'JN1234AFB');
});

test('a unit that nobody finds is no dead end, on the phone page neither', async ({ page }) => {
  await signIn(page, ENGINEER);
  await toPhonePage(page);
  await page.getByRole('searchbox', { name: 'Unit' }).fill('box in the basement');
  await expect(page.getByText('No unit of your install base matches')).toBeVisible();
  await page.getByRole('button', { name: /^I can't find it/ }).click();
  await expect(page.getByLabel('Host name')).toHaveValue('box in the basement');
  await page.getByLabel('Site').fill('Recife, second floor');
  await page.getByLabel('Symptom in one line').fill('Unlisted and down');
  await fact(sheet(page), 'Site', 'Recife, second floor');
  await page.getByRole('button', { name: 'Open it on the web' }).click();
  await opened(page);
  await expect(main(page)).toContainText('to be checked');
  expect(await theCase(page, 'Unlisted and down')).toMatchObject({ priority: 1, unlisted: { host_name: 'box in the basement' } });
});

test('nothing filled in: both ways say what is missing, and calling works all the same', async ({ page }) => {
  await signIn(page, SENIOR);
  await toPhonePage(page);
  for (const way of ['I am calling', 'Open it on the web']) {
    await page.getByRole('button', { name: way }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary.getByRole('link')).toHaveText([/Choose the unit/, 'Describe the symptom in one line']);
    await expect(main(page).getByRole('link', { name: /^\+1 202-555-0122/ })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Describe the symptom in one line' }).click();
  await expect(page.getByLabel('Symptom in one line')).toBeFocused();
});

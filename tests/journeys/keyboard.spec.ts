// The Priority 1 journey, from the sign-in page to the opened case, by keyboard alone.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { SENIOR } from '../support/people';
import { theCase } from '../support/api';
import { enterOn, expectSeen, tabTo } from '../support/keyboard';
import { heading, main, opened, toPhonePage } from '../support/report';

portalAt(IN_HOURS);

test('a Priority 1 on the web by Tab, Enter, Space and typing only', async ({ page }) => {
  await page.goto('/sign-in');
  await enterOn(page, page.getByRole('button', { name: new RegExp(SENIOR) }));
  await expect(heading(page, /^Hello/)).toBeFocused();

  await enterOn(page, main(page).getByRole('link', { name: 'Report a fault' }));
  await expect(heading(page, 'Is service down now?')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Is service down now?' })).toHaveCount(1);

  await enterOn(page, page.getByRole('link', { name: 'Yes, service is down' }));
  await expect(heading(page, 'Call now')).toBeFocused();

  // Nothing filled in: the summary takes the focus, and its link leads to the field.
  await tabTo(page, page.getByRole('button', { name: 'Open it on the web' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('There is a problem');
  await enterOn(page, page.getByRole('alert').getByRole('link', { name: /^Choose the unit/ }));
  await expect(page.getByRole('searchbox', { name: 'Unit' })).toBeFocused();

  await page.keyboard.type('fra1-pe03');
  await expect(main(page).getByText('1 unit', { exact: true })).toBeVisible();
  const hit = main(page).getByRole('listitem').getByRole('button', { name: 'fra1-pe03' });
  await enterOn(page, hit);
  await expect(page.getByRole('button', { name: 'Change unit' })).toBeVisible();
  await tabTo(page, page.getByLabel('Symptom in one line'));
  await page.keyboard.type('Keyboard only, no session stays up');
  await enterOn(page, page.getByRole('button', { name: 'Open it on the web' }));
  await opened(page);
  await expect(heading(page, 'Keyboard only, no session stays up')).toBeFocused();
  expect(await theCase(page, 'Keyboard only')).toMatchObject({ priority: 1, channel: 'web' });
});

test('who has gone on to a hit of an older text is led back to the field, and not lost', async ({ page }) => {
  await page.goto('/sign-in');
  await enterOn(page, page.getByRole('button', { name: new RegExp(SENIOR) }));
  await toPhonePage(page);
  const field = page.getByRole('searchbox', { name: 'Unit' });
  await field.focus();
  await page.keyboard.type('fra1-pe0');
  await expect(main(page).getByRole('listitem').getByRole('button', { name: /fra1-pe0/ }).nth(1)).toBeVisible();
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route(/\/v1\/units\?.*q=fra1-pe03/, async (route) => (await held, route.fallback()));
  const asked = page.waitForRequest(/q=fra1-pe03/);
  await page.keyboard.type('3');
  await asked;
  await tabTo(page, main(page).getByRole('listitem').getByRole('button', { name: /fra1-pe0/ }).last());
  answer();
  await expect(main(page).getByText('1 unit', { exact: true })).toBeVisible();
  await expect(field).toBeFocused();
});

test('choices by arrow keys, ticks by Space, Enter sends each step', async ({ page }) => {
  await page.goto('/report/wrong');
  await enterOn(page, page.getByRole('button', { name: new RegExp(SENIOR) }));
  await expect(heading(page, 'What is wrong?')).toBeVisible();
  await tabTo(page, page.getByRole('searchbox', { name: 'Unit' }));
  await page.keyboard.type('nyc1-pe01');
  await enterOn(page, main(page).getByRole('listitem').getByRole('button', { name: 'nyc1-pe01' }));
  await tabTo(page, page.getByLabel('Symptom in one line'));
  await page.keyboard.type('Keyboard, low priority');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'How bad is it?')).toBeFocused();

  await tabTo(page, page.getByRole('radio', { name: 'Priority 2' }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Priority 4' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Is any of this so?')).toBeFocused();

  await tabTo(page, page.getByRole('checkbox').first());
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox').first()).toBeChecked();
  await expectSeen(page);
  await enterOn(page, page.getByRole('button', { name: 'Continue' }));
  await expect(heading(page, 'Details')).toBeFocused();
  await tabTo(page, page.getByLabel('Description'));
  await page.keyboard.type('By keyboard.');
  await enterOn(page, page.getByRole('button', { name: 'Continue' }));
  await expect(heading(page, 'Check your answers')).toBeFocused();
  await enterOn(page, page.getByRole('button', { name: 'Open the case' }));
  await opened(page);
});

test('the skip link leads past the head', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the main content' })).toBeFocused();
  await expectSeen(page);
  await page.keyboard.press('Enter');
  await expect(main(page)).toBeFocused();
});

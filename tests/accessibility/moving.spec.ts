// Moving between screens: the heading takes the focus and is announced once; what only changes the address leaves the focus
// alone; motion and text size follow the person's settings.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const announced = (page: Page, words: string) => page.getByRole('status').getByText(words, { exact: true }).or(page.getByRole('status').filter({ hasText: new RegExp(`^${words}\\s*$`) }));

test('a change of page sets the title, focuses the heading and announces it', async ({ page }) => {
  await signIn(page, SENIOR);
  const nav = page.getByRole('navigation', { name: 'Main' });
  for (const [link, title] of [['Units', 'Units'], ['Cases', 'Cases'], ['Report a fault', 'Is service down now?']] as const) {
    await nav.getByRole('link', { name: link, exact: true }).click();
    await expect(heading(page, title)).toBeFocused();
    await expect(page).toHaveTitle(`${title} – Advanced Care`);
    await expect(announced(page, title.replace('?', '\\?')).first()).toBeAttached();
    await expect(nav.getByRole('link', { name: link, exact: true })).toHaveAttribute('aria-current', 'page');
  }
  await page.goBack();
  await expect(heading(page, 'Cases')).toBeFocused();
  await expect(page).toHaveTitle('Cases – Advanced Care');
});

test('a filter, a sort and a date leave the focus where it is', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.goto('/units');
  const search = main(page).getByRole('searchbox', { name: 'Find' });
  await search.pressSequentially('fra1');
  await expect(page).toHaveURL(/q=fra1$/);
  await expect(search).toBeFocused();
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('status')).toHaveText(/^\d+ units$/);
  const sort = page.getByRole('columnheader', { name: 'Host name' }).getByRole('button');
  await sort.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=-host_name/);
  await expect(page.getByRole('rowheader').first()).toHaveText(/^fra1-vsrx/);
  await expect(page.getByRole('columnheader', { name: 'Host name' }).getByRole('button')).toBeFocused();
  await page.goto('/units/JN1234AFB');
  await page.getByLabel('Cover as of').focus();
  await page.getByLabel('Cover as of').fill('2026-12-01');
  await expect(page).toHaveURL(/on=2026-12-01$/);
  await expect(page.getByLabel('Cover as of')).toBeFocused();
});

test('a poll leaves focus and opened explanations alone', async ({ page, context }) => {
  await signIn(page, SENIOR);
  await page.getByRole('link', { name: /^chi1-core01: routing process/ }).click();
  const clock = page.getByRole('region', { name: 'First response' });
  await clock.getByText(/^Why this target/).click();
  await expect(clock.getByText('R-048', { exact: true })).toBeVisible();
  const polled = page.waitForResponse(/\/v1\/cases\/[^/]+$/);
  await context.clock.fastForward(31_000);
  await polled;
  await expect(clock.getByText('R-048', { exact: true })).toBeVisible();
  await expect(clock.getByText(/^Why this target/)).toBeFocused();
});

test('the colours can be chosen, are kept, and apply before the app is there', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: `Account of ${SENIOR}` }).click();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await page.getByRole('radio', { name: 'System' }).check();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
});

test('text at twice its size and wider spacing cuts nothing off', async ({ page }) => {
  await signIn(page, SENIOR);
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const address of ['/', '/units', '/units/JN1234AFB', '/report/phone']) {
    await page.goto(address);
    await expect(heading(page)).toBeVisible();
    // By the style object, because the page's policy refuses style elements of strangers.
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
      document.body.style.setProperty('line-height', '1.5');
      document.body.style.setProperty('letter-spacing', '0.12em');
      document.body.style.setProperty('word-spacing', '0.16em');
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});

// The second file of a release, on a line that stalls: whoever waits for it is told, and can try again.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { SENIOR, signIn } from '../support/people';

portalAt(IN_HOURS);

test('a second file that never comes is said after a minute', async ({ page }) => {
  await signIn(page, SENIOR);
  // Of a build in one file, too, the page may name one.
  await page.route((url) => url.pathname === '/people', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<meta charset', '<meta name="second-file" content="/second.wasm"><meta charset') });
  });
  let asked = 0;
  await page.route('**/second.wasm', () => { asked += 1; });
  await page.goto('/people');
  await expect(page.getByText('Loading…')).toBeAttached();
  await expect.poll(() => asked).toBe(1);
  await page.clock.fastForward(50_000);
  await expect(page.getByText('We could not load this page')).toHaveCount(0);
  await page.clock.fastForward(11_000);
  await expect(page.getByRole('alert')).toContainText('The server did not answer in time');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked).toBe(2);
  // Else the browser lets it go on at the end, to a server that has no such file.
  await page.goto('about:blank');
});

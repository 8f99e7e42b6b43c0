// Times without their zone are none: the value is left out, and it is said where and in which answer; what can't be without it, or
// would say "not yet", is left out as a whole.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { SENIOR, pressPerson, signIn } from '../support/people';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'Not everything is shown.' });
const rows = (page: Page) => main(page).getByRole('row');
const bare = (time: string) => time.replace(/(Z|[+-]\d\d:\d\d)$/, '');

/** Changes the first case in lists. */
async function first(page: Page, change: (summary: any) => void) {
  await page.route('**/v1/cases?*', async (route) => {
    // The views of the list only ask how many they find.
    if (/[?&]limit=1(&|$)/.test(route.request().url())) return route.fallback();
    const answer = await route.fetch();
    const json = await answer.json();
    change(json.items[0]);
    await route.fulfill({ response: answer, json });
  });
}

test('where it may be missing the entry stands, and the value is named with the request', async ({ page }) => {
  await signIn(page, SENIOR, '/cases');
  await expect(rows(page).nth(1)).toBeVisible();
  const count = await rows(page).count();
  await expect(notice(page)).toHaveCount(0);
  await first(page, (summary) => (summary.changed_at = bare(summary.changed_at)));
  await page.reload();
  await expect(notice(page)).toContainText(/Time zone unknown: changed_at\. A time without its zone is not used; the rest stands\. Request [\w-]{8,}\./);
  await expect(rows(page)).toHaveCount(count);
  await notice(page).getByRole('button', { name: 'Close' }).click();
  await expect(notice(page)).toHaveCount(0);
});

for (const member of ['due_at', 'created_at', 'first_contact_at']) {
  test(`a case whose ${member} has no zone is left out, in words`, async ({ page }) => {
    await signIn(page, SENIOR, '/cases');
    await expect(rows(page).nth(1)).toBeVisible();
    const count = await rows(page).count();
    let number = '';
    await first(page, (summary) => {
      number = summary.number;
      summary[member] = '2026-11-24T15:00:00';
    });
    await page.reload();
    await expect(notice(page)).toContainText(new RegExp(`Time zone unknown: ${member}\\. One entry of a list is left out, because the server’s answer can’t be read there\\. Request `));
    await expect(rows(page)).toHaveCount(count - 1);
    await expect(main(page).getByText(number)).toHaveCount(0);
  });
}

test('one case whose due time has no zone says so in the place of the page', async ({ page }) => {
  await signIn(page, SENIOR, '/cases');
  await page.route(/\/v1\/cases\/[^/?]+$/, async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    json.due_at = bare(json.due_at);
    await route.fulfill({ response: answer, json });
  });
  await rows(page).nth(1).getByRole('link').first().click();
  await expect(page.getByRole('alert')).toContainText('“due_at (time zone unknown)” is missing there, or is not what it should be.');
  await expect(heading(page)).toHaveCount(1);
});

test('what several answers have lost is told of each, and of the next person anew', async ({ page, context, watch }) => {
  watch.provoke(/status of 401 /);
  // Every list that has entries has one more, which nobody can read.
  let underWay = 0;
  let asked = 0;
  await page.route('**/v1/**', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    underWay += 1;
    asked += 1;
    try {
      const answer = await route.fetch();
      const json = /json/.test(answer.headers()['content-type'] ?? '') && answer.ok() ? await answer.json() : {};
      if (Array.isArray(json.items)) {
        json.items.push(null);
        await route.fulfill({ response: answer, json });
      } else {
        await route.fulfill({ response: answer });
      }
    } finally {
      underWay -= 1;
    }
  });
  /** All that the pages asked has been answered, and an answer has led to no further question. */
  const quiet = async () => {
    let before = -1;
    await expect(async () => {
      const same = underWay === 0 && asked === before;
      before = asked;
      expect(same).toBe(true);
    }).toPass({ intervals: [300] });
  };
  const newest = notice(page).getByRole('listitem');
  const earlier = notice(page).getByRole('group');
  const one = /^One entry of a list is left out, because the server’s answer can’t be read there\. Request [\w-]{8,}\.$/;
  await signIn(page, SENIOR);
  for (const name of ['Units', 'Webinars', 'Advisor']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
    await expect(heading(page, name)).toBeVisible();
    // What a page has asked is forgotten with it: left too early, it would be told of the next time.
    await quiet();
  }
  // The newest is there, the others are folded.
  await expect(newest).toHaveText([one]);
  expect(Number.parseInt(await earlier.innerText(), 10)).toBeGreaterThan(4);
  await earlier.getByText(/^\d+ earlier$/).click();
  const texts = await newest.allInnerTexts();
  expect(texts).toHaveLength(1 + Number.parseInt(await earlier.innerText(), 10));
  for (const text of texts) expect(text).toMatch(one);
  expect(new Set(texts).size).toBe(texts.length);
  await notice(page).getByRole('button', { name: 'Close' }).click();
  await expect(notice(page)).toHaveCount(0);
  // The same list is not told of again, but to whoever signs in next.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units', exact: true }).click();
  await expect(heading(page, 'Units')).toBeVisible();
  await expect(main(page).getByRole('row').nth(1)).toBeVisible();
  await quiet();
  await expect(notice(page)).toHaveCount(0);
  await context.clearCookies();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Cases', exact: true }).click();
  await expect(page.getByText('You were signed out')).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  await pressPerson(page, SENIOR);
  await expect(newest.first()).toBeVisible();
});

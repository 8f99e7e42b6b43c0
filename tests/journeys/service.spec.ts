// The service, point by point: what it says, where one stands, and the ways that lead there and on from there. And the
// contracts, whose faults are shown there and on no unit.

import { expect, portalAt, test, IN_HOURS, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, ESCALATION_DESK, GUEST, METRO_SENIOR, OPERATOR_ADMINISTRATOR, RESELLER, SENIOR, forgetSession, signIn } from '../support/people';
import { theUnit } from '../support/api';
import { heading, main } from '../support/report';

portalAt(IN_HOURS);

const TITLE = 'The service, point by point';
const point = (page: Page, rule: string) => main(page).getByRole('listitem').filter({ has: page.getByText(rule, { exact: true }) });

async function toTheService(page: Page, person: string) {
  await signIn(page, person);
  // The navigation of a guest of webinars has nothing but those.
  if (person === GUEST) {
    await page.goto('/service');
    return expect(heading(page, TITLE)).toBeVisible();
  }
  const menu = page.getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'The service' }).click();
  await expect(heading(page, TITLE)).toBeVisible();
}

test('every point under its heading, and beside it where one stands', async ({ page }) => {
  await toTheService(page, SENIOR);
  for (const name of ['Eligibility and Purchasing', 'Enhanced Support Response Time', 'End User Responsibilities', 'Exclusions']) {
    await expect(main(page).getByRole('heading', { level: 2, name })).toBeVisible();
  }
  await expect(main(page).getByRole('listitem')).toHaveCount(88);
  await expect(point(page, 'R-065')).toContainText('of at most 6 representatives are named');
  await expect(point(page, 'R-043')).toContainText('The target is 30 minutes today');
  await expect(point(page, 'R-046')).toContainText('The target is 4 hours today');
  await expect(point(page, 'R-047')).toContainText(/the latest first: (phone|web), /);
  await expect(point(page, 'R-050')).toContainText(/An engineer answered \d+ of your latest \d+ cases within the target/);
  await expect(point(page, 'R-039')).toContainText('representative');
  await expect(point(page, 'R-055')).toContainText(/Your advisor is .+: open until/);
  // It says only what the portal knows.
  await expect(point(page, 'R-076')).toHaveText(/R-076$/);
});

test('the numbers are those of the account', async ({ page }) => {
  await toTheService(page, SENIOR);
  const total = async (query: string) => (await (await page.request.get(`/v1/units?limit=1${query}`)).json()).total;
  const [all, covered] = [await total(''), await total('&answer=advanced_care_plus')];
  expect(covered).toBeGreaterThan(0);
  expect(covered).toBeLessThan(all);
  await expect(point(page, 'R-018')).toContainText(`Supported Juniper Products today: ${covered} of your ${all} units.`);
  const { representatives } = await (await page.request.get('/v1/contacts')).json();
  await expect(point(page, 'R-065')).toContainText(`${representatives.length} of at most 6`);
});

test('the contract that ends next leads to the units that end with it', async ({ page }) => {
  await toTheService(page, METRO_SENIOR);
  const next = point(page, 'R-019');
  await expect(next).toContainText(/Your contract \d+ is the next to end: in \d+ days, on \d+ \w{3} 20\d\d/);
  const days = /in (\d+) days/.exec(await next.innerText())![1];
  await next.getByRole('link', { name: 'Units whose cover ends by then' }).click();
  await expect(page).toHaveURL(new RegExp(`/units\\?ends=${days}&sort=covered_until$`));
  const end = page.getByRole('combobox', { name: /^Covered until/ });
  await expect(end).toHaveValue(days!);
  await expect(end).toContainText(`Ends within ${days} days`);
  await expect(page.getByRole('table', { name: 'Units' }).getByRole('rowheader').first()).toBeVisible();
  await page.goBack();
  await expect(heading(page, TITLE)).toBeVisible();
});

test('a “why” leads to its point, which takes the focus; the address brings one back to it', async ({ page }) => {
  await signIn(page, ENGINEER);
  const unit = await theUnit(page, 'fra1-pe03');
  await page.goto(`/units/${unit.reference}`);
  await page.getByText('Why: Under Juniper Care on this date').click();
  await page.getByRole('link', { name: 'Rule R-008' }).click();
  await expect(heading(page, TITLE)).toBeVisible();
  await expect(page).toHaveURL(/\/service\?point=R-008$/);
  await expect(point(page, 'R-008')).toBeFocused();
  await expect(point(page, 'R-008')).toBeInViewport();
  await page.reload();
  await expect(point(page, 'R-008')).toBeFocused();
});

test('a point that stands in two parts is found by its number', async ({ page }) => {
  await signIn(page, ENGINEER);
  await page.goto('/service?point=R-073');
  await expect(point(page, 'R-073a')).toBeFocused();
});

test('who has no account of their own reads the points alone', async ({ page }) => {
  for (const person of [RESELLER, ADVISOR, ESCALATION_DESK, GUEST]) {
    await forgetSession(page.context());
    await toTheService(page, person);
    await expect(main(page).getByRole('listitem')).toHaveCount(88);
    for (const rule of ['R-019', 'R-039', 'R-065']) await expect(point(page, rule)).toHaveText(new RegExp(`${rule}$`));
    await expect(page.getByText('Not all of what you have could be loaded.')).toBeHidden();
    await expect(point(page, 'R-043')).toContainText('The target is 30 minutes today');
  }
});

test('an account whose part can’t be loaded: the points are complete, and it is said', async ({ page, watch }) => {
  watch.provoke(/status of 500/);
  await signIn(page, SENIOR);
  await page.route('**/v1/contracts', (route) => route.fulfill({ status: 500, contentType: 'text/plain', body: 'no' }));
  await page.goto('/service');
  await expect(page.getByText('Not all of what you have could be loaded.')).toBeVisible();
  await expect(main(page).getByRole('listitem')).toHaveCount(88);
  await expect(point(page, 'R-065')).toContainText('of at most 6');
  await expect(point(page, 'R-019')).toHaveText(/R-019$/);
});

test('contracts: in order or not, and why', async ({ page }) => {
  await toTheService(page, ADMINISTRATOR);
  await point(page, 'R-010').getByRole('link', { name: 'Your contracts' }).click();
  await expect(heading(page, 'Contracts')).toBeVisible();
  const contract = (number: string) => main(page).getByRole('region', { name: new RegExp(number) });
  await expect(contract('0060420977')).toContainText('In order');
  const shorter = contract('0060421140');
  await expect(shorter).toContainText('In order');
  await shorter.getByText('Every condition').click();
  await expect(shorter).toContainText('agreed in writing, so that it ends with 0060420977');
  await expect(shorter).toContainText('our reading', { useInnerText: false });
  const open = contract('0060405566');
  await expect(open).toContainText('Cannot tell: something is not known here');
  await expect(open).toContainText('It was not supplied whether the End User was found to qualify');
  await expect(contract('0040775210')).not.toContainText('In order');
  await page.route('**/v1/contracts', async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    const other = list.items.find((item: { number: string }) => item.number === '0060420977');
    other.decision = { in_order: 'no', failed: ['purchase'], unknown: [] };
    await route.fulfill({ response: answer, json: list });
  });
  await page.reload();
  await expect(contract('0060420977')).toContainText('The server decides otherwise. Not in order. Not met there: purchase.');
  await expect(contract('0060420977')).toContainText('In order');
});

test('another agreement governs; the advisor sees the fault of a reseller’s order', async ({ page }) => {
  await signIn(page, OPERATOR_ADMINISTRATOR);
  await page.goto('/contracts');
  const operator = main(page).getByRole('region', { name: /0060430218/ });
  await operator.getByText('Every condition').click();
  await expect(operator).toContainText('Another written agreement that both have signed governs it');

  await forgetSession(page.context());
  await signIn(page, ADVISOR);
  await page.goto('/contracts');
  const cooperative = main(page).getByRole('region', { name: /0060434920/ });
  await expect(cooperative).toContainText('Dunmarrow Electric Co-operative');
  await expect(cooperative).toContainText('Not in order');
  await expect(cooperative).toContainText('does not name the End User with name and full address');
  // It turns no unit red.
  const { items } = await (await page.request.get('/v1/units?account=account-dunmarrow&answer=advanced_care_plus')).json();
  expect(items.length).toBeGreaterThan(0);
});

test('at the turn of the day a contract holds as long as the viewer’s day lasts', async ({ page, context }) => {
  await signIn(page, SENIOR);
  const { items } = await (await page.request.get('/v1/contracts')).json();
  const last = { ...items.find((item: { number: string }) => item.number === '0060420977'), end: '2026-11-24' };
  await page.route('**/v1/contracts', (route) => route.fulfill({ json: { items: [last] } }));
  await page.route('**/v1/meta', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), server_now: '2026-11-25T03:30:00Z' } });
  });
  await context.clock.setFixedTime('2026-11-25T03:30:00Z');
  // In New York it is still the 24th.
  await page.goto('/contracts');
  await expect(main(page).getByRole('region', { name: /0060420977/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ended' })).toBeHidden();
});

// The on-boarding, customer and advisor side by side: times proposed by one and accepted by the other, the calendar file, the
// checklist that both see, and the record of a complete one.

import { expect, portalAt, test, IN_HOURS, type Page, type Watch } from '../support/portal';
import { ADVISOR, OPERATOR_ADMINISTRATOR, SENIOR, VIEWER, forgetSession, signIn } from '../support/people';
import type { Browser } from '@playwright/test';
import { beside, look } from '../support/beside';
import { heading, main } from '../support/report';

const portal = portalAt(IN_HOURS);

const MEETING = '/v1/meetings/meeting-quillhaven-on-boarding';
const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
const meeting = (page: Page) => card(page, 'The meeting').getByRole('article');
const thing = (page: Page, name: string) => card(page, 'What is gone through').getByRole('listitem').filter({ hasText: name });
const problem = (page: Page) => main(page).getByRole('alert');

async function toOnBoarding(page: Page, name: string, address = '/on-boarding') {
  await signIn(page, name);
  await page.goto(address);
  await expect(heading(page, 'On-boarding')).toBeVisible();
  await expect(thing(page, 'User accounts')).toBeVisible();
}

/** The advisor in a browser of her own, in Denver. */
async function advisorBeside(browser: Browser, watch: Watch, viewport: { width: number; height: number } | null): Promise<Page> {
  const page = await beside(browser, watch, portal.server(), { name: ADVISOR, timezoneId: 'America/Denver', viewport });
  await page.goto('/on-boarding?account=account-quillhaven');
  await expect(thing(page, 'User accounts')).toBeVisible();
  return page;
}

async function calendar(page: Page): Promise<string> {
  return (await page.request.get(`${MEETING}/calendar`)).text();
}

test('times are proposed and accepted, the checklist is seen by both, and the record is complete', async ({ page, browser, watch, viewport }) => {
  watch.provoke(/status of 422/);
  await signIn(page, SENIOR);
  await expect(main(page).getByRole('heading', { name: 'On-boarding: 4 of 7' })).toBeVisible();
  await main(page).getByRole('link', { name: 'Go on with it' }).click();
  await expect(heading(page, 'On-boarding')).toBeVisible();
  await expect(meeting(page)).toContainText('agreed');
  await expect(meeting(page)).toContainText('there (America/Denver)');
  expect(await calendar(page)).toContain('SEQUENCE:0');
  const advisor = await advisorBeside(browser, watch, viewport);

  // The advisor moves it: one time within the hours, one outside.
  await advisor.getByRole('button', { name: 'Propose times' }).click();
  await expect(advisor.getByRole('heading', { name: 'Propose times' })).toBeFocused();
  await advisor.getByLabel('First time').fill('2026-12-08T10:00');
  await expect(main(advisor)).toContainText('All of it lies within the advisor’s hours.');
  await advisor.getByRole('button', { name: 'Another time' }).click();
  await advisor.getByLabel('Second time').fill('2026-12-09T20:00');
  await expect(main(advisor)).toContainText('It lies outside the advisor’s hours');
  await advisor.getByLabel('Link to join by').fill('http://meet.example.com/moved');
  await advisor.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(problem(advisor)).toContainText('A link begins with https://');
  await expect(advisor.getByLabel('Second time')).toHaveValue('2026-12-09T20:00');
  await advisor.getByLabel('Link to join by').fill('https://meet.example.com/moved');
  await advisor.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(meeting(advisor)).toContainText('times are proposed');
  expect(await calendar(page)).toContain('METHOD:CANCEL');

  // The customer, two hours further east, sees them by itself and takes the first.
  await look(page);
  await page.getByRole('button', { name: /^Accept 8 Dec 2026, 12:00/ }).click();
  await expect(meeting(page)).toContainText('agreed');
  await expect(meeting(page)).toContainText('2026-12-08 17:00:00 UTC');
  await expect(meeting(page).getByRole('link', { name: 'Calendar file' })).toHaveAttribute('href', `${MEETING}/calendar`);
  const file = await calendar(page);
  for (const line of ['METHOD:REQUEST', 'SEQUENCE:2', 'DTSTART:20261208T170000Z', 'DTEND:20261208T180000Z']) expect(file).toContain(line);
  await look(advisor);
  await expect(meeting(advisor)).toContainText('8 Dec 2026, 10:00');

  // What does not apply says why; what one ticks, the other sees.
  await page.getByRole('button', { name: 'Change Receiving services credits' }).click();
  await page.getByLabel('How far it is').selectOption('does not apply');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page)).toContainText('Say why it does not apply');
  await page.getByLabel('Why it does not apply').fill('None were bought');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(thing(page, 'Receiving services credits')).toContainText('None were bought');
  await expect(card(page, 'Quillhaven Backbone Networks')).toContainText('5 of 7');
  await look(advisor);
  await expect(thing(advisor, 'Receiving services credits')).toContainText(SENIOR);
  for (const name of ['Activating software licences', 'Support tools']) {
    await advisor.getByRole('button', { name: `Done ${name}` }).click();
    await expect(advisor.getByRole('button', { name: `Done ${name}` })).toHaveCount(0);
  }
  await look(page);
  await expect(thing(page, 'Support tools')).toContainText(ADVISOR);
  await expect(main(page)).toContainText('Complete: 7 things, each of them done or not needed here.');
  await expect(main(page).getByRole('region', { name: 'Changes of the on-boarding' })).toContainText(`${ADVISOR} (advisor)`);

  // The page is the record: on paper without its buttons, with account and date.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print the record' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Change Key contacts' })).toBeHidden();
  await expect(card(page, 'Quillhaven Backbone Networks')).toContainText('Record as of 24 Nov 2026');
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/');
  await expect(heading(page, `Hello, ${SENIOR}`)).toBeVisible();
  await expect(main(page).getByRole('heading', { name: /^On-boarding: / })).toHaveCount(0);
  await advisor.context().close();
});

test('cancelled with a why, and asked for again once', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toOnBoarding(page, SENIOR);
  await page.getByRole('button', { name: 'Cancel the meeting' }).click();
  await page.getByRole('button', { name: 'Cancel the meeting' }).first().click();
  await expect(problem(page)).toContainText('Say why it is cancelled');
  await page.getByLabel('Why').fill('Half of us are ill');
  await page.getByRole('button', { name: 'Cancel the meeting' }).first().click();
  await expect(meeting(page)).toContainText('Half of us are ill');
  expect(await calendar(page)).toContain('STATUS:CANCELLED');
  await page.getByRole('button', { name: 'Ask for a meeting' }).click();
  await page.getByLabel('What it is about').fill('Mornings, please');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(meeting(page).first()).toContainText('Mornings, please');
  await expect(page.getByRole('button', { name: 'Ask for a meeting' })).toHaveCount(0);
});

test('two people at once lose nothing, and what was typed stays', async ({ page, context, watch }) => {
  watch.provoke(/status of 412/);
  await toOnBoarding(page, OPERATOR_ADMINISTRATOR);
  await expect(main(page)).toContainText('Complete: 8 things');
  const other = await context.newPage();
  await other.goto('/on-boarding');
  for (const [who, label, text] of [[page, 'Note', 'Put right'], [other, 'What shows it', 'https://wiki.example.net/b']] as const) {
    await who.getByRole('button', { name: 'Change Key contacts' }).click();
    await who.getByLabel(label).fill(text);
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(thing(page, 'Key contacts')).toContainText('Put right');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(problem(other)).toContainText('Somebody else changed the on-boarding in the meantime');
  await expect(other.getByLabel('What shows it')).toHaveValue('https://wiki.example.net/b');
  await expect(thing(other, 'Key contacts')).toContainText('Put right');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(thing(other, 'Key contacts').getByRole('link', { name: 'https://wiki.example.net/b' })).toBeVisible();
  await expect(thing(other, 'Key contacts')).toContainText('Put right');
});

test('who looks after several chooses one, and the address names it', async ({ page }) => {
  await toOnBoarding(page, ADVISOR);
  await expect(page.getByLabel('End User')).toHaveValue('account-dunmarrow');
  await page.getByLabel('End User').selectOption({ label: 'Quillhaven Backbone Networks' });
  await expect(page).toHaveURL(/account=account-quillhaven/);
  await expect(card(page, 'Quillhaven Backbone Networks')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('End User')).toHaveValue('account-quillhaven');
  await page.goBack();
  await expect(page.getByLabel('End User')).toHaveValue('account-dunmarrow');
});

test('who only looks on has no button; the list of one’s own fits in 320 px', async ({ page }) => {
  await toOnBoarding(page, VIEWER);
  await expect(card(page, 'What is gone through').getByRole('button')).toHaveCount(0);
  await expect(meeting(page).first().getByRole('button')).toHaveCount(0);
  await forgetSession(page.context());
  await toOnBoarding(page, OPERATOR_ADMINISTRATOR);
  await page.getByRole('button', { name: 'Add something of your own' }).click();
  await page.getByLabel('What it is').fill('Badges for the data centre');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(thing(page, 'Badges for the data centre')).toContainText('not started');
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Take off Badges' }).click();
  await expect(thing(page, 'Badges for the data centre')).toHaveCount(0);
});

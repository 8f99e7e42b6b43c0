// The advisor: a week of hours, who may ask and why not, questions to and fro between customer and advisor, guidance on a
// release, and a question that becomes a Tech Case with everything that was written.

import { expect, portalAt, portalWithOnly, test, IN_HOURS, type BrowserContext, type Page } from '../support/portal';
import { ADMINISTRATOR, ADVISOR, ENGINEER, EXPERT, FIRST_ADMINISTRATOR, OPERATOR_ADMINISTRATOR, SENIOR, VIEWER, forgetSession, signIn, signInByTyping } from '../support/people';
import { audit } from '../support/audit';
import { theCase } from '../support/api';
import { goOn, heading, main, opened, openTheCase } from '../support/report';

portalAt(IN_HOURS);

const card = (page: Page, name: string) => main(page).locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const week = (page: Page) => page.getByRole('region', { name: 'Hours' }).getByRole('row');
const asked = (page: Page) => page.getByRole('region', { name: 'Asked so far' });
const written = (page: Page) => card(page, 'What was written').getByRole('listitem');
const problem = (page: Page) => main(page).getByRole('alert');

async function toAdvisor(page: Page, name: string, address = '/advisor') {
  await signIn(page, name);
  await page.goto(address);
  await expect(heading(page, 'Advisor')).toBeVisible();
}

/** The advisor, in a window of another browser. */
async function advisorBeside(context: BrowserContext): Promise<Page> {
  const other = await context.browser()!.newContext({ baseURL: context.pages()[0].url(), timezoneId: 'America/Denver' });
  const page = await other.newPage();
  await signIn(page, ADVISOR, new URL('/sign-in', context.pages()[0].url()).toString());
  return page;
}

async function ask(page: Page, line: string, text: string) {
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await expect(page.getByRole('heading', { name: 'Ask a question' })).toBeFocused();
  await page.getByLabel('In one line').fill(line);
  await page.getByLabel('Your question').fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(heading(page, line)).toBeVisible();
}

test.describe('in New York', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('who it is, what for, and two weeks with a holiday, there and here', async ({ page }) => {
    await toAdvisor(page, SENIOR);
    await expect(card(page, 'Who')).toContainText('Dolores Quintanilla, open until 19:00 (17:00 there)');
    await expect(card(page, 'Who')).toContainText('One named advisor is your single point of contact');
    await expect(card(page, 'Who')).toContainText('Thu 26 Nov 2026');
    await expect(card(page, 'What the advisor is there for').locator('dl').first().locator('dt')).toHaveCount(5);
    await expect(week(page)).toHaveCount(8);
    await expect(week(page).nth(2)).toContainText(/Tue 24 Nov 2026\s*08:00 to 17:00\s*10:00 to 19:00\s*Dolores Quintanilla/);
    await expect(week(page).nth(4)).toContainText(/Thu 26 Nov 2026\s*closed\s*closed\s*Holiday/);
    await expect(week(page).nth(7)).toContainText(/Sun 29 Nov 2026\s*closed\s*closed\s*Weekend/);
    await page.getByRole('link', { name: 'Next week' }).click();
    await expect(page).toHaveURL(/week=next/);
    await expect(week(page).nth(1)).toContainText('Mon 30 Nov 2026');
    await page.reload();
    await expect(week(page).nth(1)).toContainText('Mon 30 Nov 2026');
    await page.goBack();
    await expect(week(page).nth(1)).toContainText('Mon 23 Nov 2026');
    await card(page, 'Who').getByText('Why these hours').click();
    await expect(card(page, 'Who')).toContainText('R-075');
  });

  test('the week begins on the day that the viewer has chosen, there and here', async ({ page }) => {
    await signIn(page, EXPERT, '/profile');
    const save = async (day: string, zone: string) => {
      await page.goto('/profile');
      await page.getByLabel('Weeks begin on').selectOption(day);
      await page.getByLabel('Time zone').fill(zone);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText('Saved. It holds wherever you sign in.')).toBeVisible();
      await page.goto('/advisor');
    };
    await save('Sunday', 'Asia/Tokyo');
    await expect(week(page).nth(1)).toContainText(/Sun 22 Nov 2026\s*closed\s*closed\s*Weekend/);
    await expect(week(page).nth(2)).toContainText(/Mon 23 Nov 2026\s*08:00 to 17:00\s*Tue 00:00 to Tue 09:00/);
    await expect(week(page).nth(7)).toContainText('Sat 28 Nov 2026');
    await page.getByRole('link', { name: 'Next week' }).click();
    await expect(week(page).nth(1)).toContainText('Sun 29 Nov 2026');
    await save('Saturday', '');
    await expect(week(page).nth(1)).toContainText('Sat 21 Nov 2026');
    await expect(week(page).nth(3)).toContainText(/Mon 23 Nov 2026\s*08:00 to 17:00\s*10:00 to 19:00/);
    await save('Monday', '');
    await expect(week(page).nth(1)).toContainText('Mon 23 Nov 2026');
  });

  test('on leave the stand-in has the hours of the days', async ({ page }) => {
    await toAdvisor(page, OPERATOR_ADMINISTRATOR);
    await expect(card(page, 'Who')).toContainText('Your advisor is on leave, and the stand-in answers meanwhile.');
    // 09:00 to 17:00 in Dublin.
    await expect(week(page).nth(2)).toContainText(/10:00 to 18:00\s*04:00 to 12:00\s*Caoimhe Brannigan, standing in from Europe\/Dublin/);
  });
});

test('asked, asked back, answered; the fault in it becomes a case with everything carried over', async ({ page, context }) => {
  await toAdvisor(page, SENIOR);
  await ask(page, 'Are resets of this line card to be expected?', 'Every few hours, since the update.');
  const address = new URL(page.url()).pathname;
  await expect(main(page)).toContainText('Not a Tech Case, and no response target.');
  await expect(main(page).getByText('waiting on the advisor')).toBeVisible();

  const other = await advisorBeside(context);
  await other.goto(new URL(address, page.url()).toString());
  await other.getByLabel('Message').fill('Which slot?');
  await other.getByRole('button', { name: 'Ask back' }).click();
  await expect(written(other)).toHaveCount(2);

  await page.reload();
  await expect(written(page).nth(1)).toContainText(/Dolores Quintanilla\s*asked back/);
  await page.getByLabel('Message').fill('Slot 3.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(written(page)).toHaveCount(3);
  await expect(page.getByLabel('Message')).toHaveValue('');

  await other.reload();
  await other.getByLabel('Message').fill('That is a fault. Please report it.');
  await other.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(main(other).getByText('answered', { exact: true }).first()).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Report it as a fault' }).click();
  await page.getByRole('link', { name: 'No, but something is wrong' }).click();
  await expect(page.getByLabel('Symptom in one line')).toHaveValue('Are resets of this line card to be expected?');
  await page.getByRole('searchbox', { name: 'Unit' }).fill('fra1-pe03');
  await main(page).getByRole('listitem').getByRole('button', { name: 'fra1-pe03' }).click();
  await goOn(page, 'How bad is it?');
  await page.getByRole('radio', { name: 'Priority 3' }).check();
  await goOn(page, 'Is any of this so?');
  await goOn(page, 'Details');
  await expect(page.getByLabel('Description')).toHaveValue(/Every few hours, since the update\.[^]*Which slot\?[^]*Slot 3\.[^]*That is a fault/);
  await goOn(page, 'Check your answers');
  await openTheCase(page).click();
  const number = await opened(page);
  expect((await theCase(page, 'Are resets of this line card')).description).toContain('Slot 3.');

  await page.goto(address);
  await expect(main(page).getByRole('link', { name: number })).toBeVisible();
  await expect(main(page).getByText('became a case', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Message')).toHaveCount(0);
  await other.context().close();
});

test('guidance begins with the releases in use, and is answered with risks and benefits', async ({ page, context, watch }) => {
  watch.provoke(/status of 422/);
  await toAdvisor(page, SENIOR);
  await page.getByRole('button', { name: 'Ask for guidance on a release' }).click();
  await expect(main(page)).toContainText('Help during a maintenance window is not part of it.');
  await page.getByRole('button', { name: /^SRX, \d+ unit/ }).click();
  await expect(page.getByLabel('Product family')).toHaveValue('SRX');
  await expect(page.getByLabel('Releases that run today')).toHaveValue(/\d\d\.\dR\d/);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(problem(page)).toContainText('Write something');
  await problem(page).getByRole('link').click();
  await expect(page.getByLabel('What for')).toBeFocused();
  await expect(page.getByLabel('Product family')).toHaveValue('SRX');
  await page.getByLabel('What for').fill('One for two years.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(heading(page, 'Release for SRX')).toBeVisible();
  await expect(card(page, 'Request')).toContainText('which one?');
  await expect(page.getByRole('button', { name: 'Report it as a fault' })).toHaveCount(0);

  const other = await advisorBeside(context);
  await other.goto(page.url());
  await other.getByLabel('Recommendation').fill('23.4R2-S3');
  await other.getByLabel('Benefits').fill('Fixes.');
  await other.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(problem(other)).toContainText('Say what may go wrong, even if it is little');
  await expect(other.getByLabel('Recommendation')).toHaveValue('23.4R2-S3');
  await other.getByLabel('Risks').fill('One stop on the way.');
  await other.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(written(other).nth(1)).toContainText(/Recommendation\s*23.4R2-S3\s*Risks\s*One stop on the way.\s*Benefits\s*Fixes./);
  await other.context().close();

  await page.reload();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(main(page)).toContainText('This is closed.');
  await page.getByRole('button', { name: 'Take it up again' }).click();
  await expect(main(page).getByText('waiting on the advisor')).toBeVisible();
});

test('an engineer and a viewer read, and are told why they do not ask', async ({ page }) => {
  await toAdvisor(page, ENGINEER);
  await expect(card(page, 'Who may ask')).toContainText('The two to six named representatives work with the advisor. Ask one of them; anybody can report a fault.');
  await expect(page.getByRole('button', { name: 'Ask a question' })).toHaveCount(0);
  await expect(asked(page)).toContainText('Which optics does the MX304 take');
  await page.goto('/advice/advice-optics');
  await expect(written(page)).toHaveCount(4);
  await expect(card(page, 'Writing')).toContainText('Ask one of them');
  await expect(page.getByLabel('Message')).toHaveCount(0);
  // A fault may be reported by every engineer.
  await expect(page.getByRole('button', { name: 'Report it as a fault' })).toBeVisible();
  await forgetSession(page.context());
  await toAdvisor(page, VIEWER);
  await expect(card(page, 'Who may ask')).toContainText('Your role is not one of them');
  await expect(page.getByRole('button', { name: /^(Ask|Let)/ })).toHaveCount(0);
});

test('the setting of the account lets certified experts ask too', async ({ page, context }) => {
  await toAdvisor(page, EXPERT);
  await expect(card(page, 'Who may ask')).toContainText('an administrator can let certified experts do so too');
  await expect(card(page, 'Who may ask').getByText('our reading').last()).toBeVisible();
  await forgetSession(context);
  await toAdvisor(page, ADMINISTRATOR);
  await expect(page.getByRole('button', { name: 'Ask a question' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Let certified experts ask too' }).click();
  await expect(page.getByRole('button', { name: 'Only the named representatives' })).toBeVisible();
  await forgetSession(context);
  await toAdvisor(page, EXPERT);
  await expect(card(page, 'Who may ask')).toContainText('In this account certified experts work with the advisor too.');
  await expect(page.getByRole('button', { name: 'Ask a question' })).toBeVisible();
});

test('somebody wrote meanwhile: what was typed stays', async ({ page, context, watch }) => {
  watch.provoke(/status of 412/);
  await toAdvisor(page, SENIOR);
  await ask(page, 'Two windows at once?', 'To see what happens.');
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel('Message').fill('second');
  await page.getByLabel('Message').fill('first');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(written(page)).toHaveCount(2);
  await other.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(problem(other)).toContainText('Somebody else changed this in the meantime');
  await expect(written(other)).toHaveCount(2);
  await expect(other.getByLabel('Message')).toHaveValue('second');
  await other.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(written(other)).toHaveCount(3);
});

test('the advisor sees what was asked by all accounts, and the hours of the one that is chosen', async ({ page }) => {
  await toAdvisor(page, ADVISOR);
  await expect(asked(page)).toContainText('Quillhaven Backbone Networks');
  await expect(page.getByRole('heading', { name: 'Week' })).toHaveCount(0);
  await page.getByLabel('End User').selectOption({ label: 'Dunmarrow Electric Co-operative' });
  await expect(page).toHaveURL(/account=account-dunmarrow/);
  await expect(week(page)).toHaveCount(8);
  await expect(card(page, 'Asked so far')).toContainText('Nothing was asked yet.');
});

test.describe('on the first day of a portal of one’s own', () => {
  portalWithOnly(FIRST_ADMINISTRATOR);

  test('nobody is assigned, which is said with what to do; nothing was asked', async ({ page }) => {
    await signInByTyping(page, FIRST_ADMINISTRATOR);
    await page.goto('/advisor');
    await expect(card(page, 'Who')).toContainText('No advisor is assigned to you, and there should be exactly one. Ask whoever sold you the service');
    await expect(page.getByRole('heading', { name: 'Week' })).toHaveCount(0);
    await expect(card(page, 'Asked so far')).toContainText('Nothing was asked yet.');
    await expect(card(page, 'Who may ask')).toContainText('The two to six named representatives work with the advisor.');
  });
});

test('both pages hold to the audit', async ({ page, watch }) => {
  watch.provoke(/status of 422/);
  await toAdvisor(page, OPERATOR_ADMINISTRATOR);
  await expect(week(page)).toHaveCount(8);
  expect.soft(await audit(page), 'advisor').toEqual([]);
  await page.getByRole('button', { name: 'Ask for guidance on a release' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(problem(page)).toContainText('There is a problem');
  expect.soft(await audit(page), 'asking').toEqual([]);
  await page.goto('/advice/advice-ring');
  await expect(written(page)).toHaveCount(2);
  expect.soft(await audit(page), 'a request').toEqual([]);
});

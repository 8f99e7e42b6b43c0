// E-mail about a case, as the installation's mail server hands it in: it stands on the open page of both sides without a reload,
// told as an e-mail, in the words in which it was written.

import { expect, portalAt, test, IN_HOURS } from '../support/portal';
import { ENGINEER, VENDOR_ENGINEER, VIEWER, signIn } from '../support/people';
import { beside, look } from '../support/beside';
import { clock, events, openCase, stored, toCase, told } from '../support/case';

const portal = portalAt(IN_HOURS);
const vendor = { name: VENDOR_ENGINEER, timezoneId: 'Africa/Lagos', viewport: { width: 1100, height: 900 } };

async function address(name: string): Promise<string> {
  const { people } = (await portal.server().meta()).demonstration;
  return people.find((person: any) => person.name === name).email;
}

/** Hands in a mail as a mail server does, which is no browser; the answer. */
async function handIn(key: string, from: string, number: string, lines: string[]) {
  const head = [`From: <${from}>`, 'To: cases@advanced-care.example.net', `Subject: Re: [Case ${number}] logs`, `Message-ID: <${number}-${lines.length}@example.net>`];
  const answer = await fetch(`${portal.server().url}/v1/inbound-mail`, {
    method: 'POST',
    headers: { 'Content-Type': 'message/rfc822', 'X-Portal': '1', Authorization: `Bearer ${key}` },
    body: [...head, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', ...lines, ''].join('\r\n'),
  });
  return { status: answer.status, body: await answer.json() };
}

test('an e-mail stands on the open page of both sides by itself, once, in the words in which it was written', async ({ page, browser, watch }) => {
  await signIn(page, ENGINEER);
  const synopsis = 'Mail: from outside';
  const number = await openCase(page, synopsis);
  const engineer = await beside(browser, watch, portal.server(), vendor);
  await toCase(engineer, number, synopsis);
  const [key, from] = [await portal.server().mailKey(), await address(ENGINEER)];
  const lines = ['Grüße. It is <b>not</b> the optic & not the "card" <script>alert(1)</script>.', '', '> Please send the logs.'];
  // A mail server that is not sure hands it in again.
  for (let n = 0; n < 2; n += 1) expect(await handIn(key, from, number, lines)).toEqual({ status: 200, body: { case: number } });

  for (const side of [page, engineer]) {
    // Opened, acknowledged, and its target.
    await expect(told(side)).toHaveCount(3);
    await look(side);
    await expect(told(side)).toHaveCount(4);
    const entry = told(side).first();
    await expect(entry).toContainText(`${ENGINEER} wrote an e-mail`);
    await expect(entry).toContainText('End User');
    // Its lines are lines, and what looks like HTML is text.
    expect((await entry.getByRole('paragraph').first().innerText()).split(/\r?\n/)).toEqual(lines);
    // The customer's own words are no first response.
    await expect(clock(side)).toContainText('left');
  }
  const [mail, ...more] = await events(page, number, 'email');
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ by: 'customer', name: ENGINEER, text: lines.join('\r\n') });
  expect(await stored(page, number)).toMatchObject({ version: 2, status: 'open', first_contact: null });
  await engineer.context().close();
});

test('who may not write about a case, or shows no key, changes nothing on its page', async ({ page }) => {
  await signIn(page, ENGINEER);
  const number = await openCase(page, 'Mail: refused');
  const key = await portal.server().mailKey();
  const words = ['Nobody is to read this.'];
  const [refused, stranger] = [await handIn(key, await address(VIEWER), number, words), await handIn('another', await address(ENGINEER), number, words)];
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/From', code: 'unknown_sender' }] } });
  expect(stranger.status).toBe(401);
  // The next poll has come and changed nothing.
  const answer = page.waitForResponse((response) => response.url().endsWith(`/v1/cases/${number}`));
  await look(page);
  expect((await answer).status()).toBe(304);
  await expect(told(page)).toHaveCount(3);
  expect(await stored(page, number)).toMatchObject({ version: 1 });
});

// The second engine: Firefox ESR by puppeteer-core over WebDriver BiDi runs the two ways of a Priority 1, a unit, a
// step of the roster, the time of a meeting, a recording, and the registration of a unit. No test runner: it says what
// passed, closes with the counts, and exits accordingly.

import puppeteer from 'puppeteer-core';
import { serve } from '../support/server.mjs';

const SENIOR = 'Ximena Barragán Soto';
const ADMINISTRATOR = 'Adaeze Oyelaran';
const METRO_SENIOR = 'Debjani Mukhopadhyay';
const LIMIT = 20_000;

const portal = await serve('2026-11-24T16:00:00Z');
const browser = await puppeteer.launch({
  browser: 'firefox',
  protocol: 'webDriverBiDi',
  executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  headless: true,
});

let passed = 0;
let failed = 0;

async function journey(name, walk) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.setDefaultTimeout(LIMIT);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401/.test(message.text())) complaints.push(`console error: ${message.text()}`);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI}`));
  });
  try {
    await walk(page);
    if (complaints.length) throw new Error(complaints.join('\n'));
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        at ${page.url()}\n        ${error.message}`);
  } finally {
    await context.close();
  }
}

const press = (page, selector) => page.locator(`::-p-aria(${selector})`).click();
const type = (page, selector, text) => page.locator(`::-p-aria(${selector})`).fill(text);
const heading = (page, words) => see(page, 'main h1', words);

/** Waits until an element says these words. */
const see = (page, selector, words) =>
  page.waitForFunction(
    (selector, words) => [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(words)),
    {},
    selector,
    words,
  );

/** Presses the control in `within` that has these words. */
async function pressWords(page, within, words) {
  const control = await page.waitForFunction(
    (within, words) => [...document.querySelectorAll(within)].find((element) => element.textContent.includes(words) && element.getClientRects().length),
    {},
    within,
    words,
  );
  await control.asElement().click();
}

async function toFilledPhonePage(page, symptom) {
  await page.goto(`${portal.url}/sign-in`);
  await pressWords(page, 'main button', SENIOR);
  await heading(page, `Hello, ${SENIOR}`);
  await pressWords(page, 'main a', 'Report a fault');
  await heading(page, 'Is service down now?');
  await press(page, 'Yes, service is down');
  await heading(page, 'Call now');
  await see(page, 'main a[href="tel:+12025550122"], main a[href="tel:+12025550144"], main a[href="tel:+12025550166"]', '+1 202-555-01');
  await type(page, 'Unit[role="searchbox"]', 'fra1-pe03');
  await pressWords(page, 'main li button', 'fra1-pe03');
  await see(page, 'main button', 'Change');
  await type(page, 'Symptom in one line[role="textbox"]', symptom);
  await see(page, 'main dd', symptom);
}

await journey('a Priority 1, opened on the web', async (page) => {
  await toFilledPhonePage(page, 'Firefox, on the web');
  await press(page, 'Open it on the web[role="button"]');
  await see(page, 'main h2', 'Case opened');
  await heading(page, 'Firefox, on the web');
  await see(page, 'main section', 'Target 30 minutes, by the Priority 2 row');
  await page.waitForFunction(() => /00:(29|30):\d\d/.test(document.querySelector('main').textContent));
});

await journey('a Priority 1, by call note', async (page) => {
  await toFilledPhonePage(page, 'Firefox, by phone');
  await press(page, 'I am calling[role="button"]');
  await heading(page, 'You are calling about fra1-pe03');
  const number = new URL(page.url()).pathname.split('/').pop();
  await page.goto(portal.url);
  await see(page, 'main article', number);
  await pressWords(page, 'main article a', number);
  await type(page, 'Case number that you were told[role="textbox"]', '2026-1124-777');
  await press(page, 'Yes, I got through');
  await see(page, 'main dd', 'got through, waiting for the engineer');
});

await journey('a unit’s cover on another date, by its address', async (page) => {
  await page.goto(`${portal.url}/units/JN1234AFB?on=2026-12-01`);
  await heading(page, 'Sign in');
  await pressWords(page, 'main button', SENIOR);
  await heading(page, 'fra1-pe03');
  await see(page, 'main section', 'as of 1 Dec 2026');
});

await journey('one representative replaces another', async (page) => {
  await page.goto(`${portal.url}/people`);
  await pressWords(page, 'main button', ADMINISTRATOR);
  await heading(page, 'People');
  await pressWords(page, 'main li button', 'Replace Tobias Lindqvist');
  await see(page, 'main form p', 'One step');
  await type(page, 'Name[role="textbox"]', 'Ida Lund');
  await type(page, 'E-mail address[role="textbox"]', 'ida.lund@example.net');
  await type(page, 'Telephone[role="textbox"]', '+47 22 55 01 00');
  await pressWords(page, 'main form button', 'Replace');
  await see(page, 'main ol > li:nth-child(2)', '+4722550100');
  await see(page, 'main tbody td', 'Tobias Lindqvist replaced by Ida Lund');
});

await journey('a time for the on-boarding meeting is accepted', async (page) => {
  await page.goto(`${portal.url}/on-boarding`);
  await pressWords(page, 'main button', METRO_SENIOR);
  await heading(page, 'On-boarding');
  await see(page, 'main article', 'times are proposed');
  await see(page, 'main article', 'there (Asia/Kolkata)');
  // The first of the three: 11:00 in Kolkata.
  await pressWords(page, 'main article li button', 'Accept');
  await see(page, 'main article', 'agreed');
  await see(page, 'main article', '05:30:00 UTC');
  const file = await page.waitForFunction(() => document.querySelector('main article a[download="meeting.ics"]')?.href);
  const calendar = await page.evaluate(async (href) => (await fetch(href)).text(), await file.jsonValue());
  for (const line of ['METHOD:REQUEST', 'SEQUENCE:0', 'STATUS:CONFIRMED']) if (!calendar.includes(line)) throw new Error(`no ${line} in ${calendar}`);
  await pressWords(page, 'main article summary', 'What was done');
  await see(page, 'main article li', `${METRO_SENIOR} accepted a time`);
});

await journey('what was said is found and watched from its second', async (page) => {
  await page.goto(`${portal.url}/webinars`);
  await pressWords(page, 'main button', SENIOR);
  await heading(page, 'Webinars');
  await type(page, 'Find[role="searchbox"]', 'stopwatch');
  await see(page, 'main mark', 'stopwatch');
  await pressWords(page, 'main li a', ' at 0:35');
  await page.waitForFunction(() => document.querySelector('main video')?.readyState >= 1);
  const from = await page.evaluate(() => document.querySelector('main video').currentTime);
  if (from < 35) throw new Error(`it begins at ${from}`);
  await press(page, 'Captions[role="button"]');
  await press(page, 'Play[role="button"]');
  await page.waitForFunction((from) => document.querySelector('main video').currentTime > from + 1, {}, from);
  await page.waitForFunction(() => document.querySelector('main video').textTracks[0].activeCues?.length > 0);
  await press(page, 'Pause[role="button"]');
});

await journey('one unit is registered at one of the own sites', async (page) => {
  await page.goto(`${portal.url}/register`);
  await pressWords(page, 'main button', ADMINISTRATOR);
  await heading(page, 'Register a unit');
  await pressWords(page, 'main form button', 'Register');
  await see(page, 'main [role="alert"]', 'There is a problem');
  await type(page, 'Serial number[role="textbox"]', 'ff000001');
  await type(page, 'Model[role="textbox"]', 'MX204');
  await pressWords(page, 'main form button', 'Register');
  await see(page, 'main', 'FF000001 is registered.');
  // What there is to choose from is read anew after that, and moves what stands above.
  await page.waitForNetworkIdle({ idleTime: 500 });
  await press(page, 'See its cover[role="link"]');
  await heading(page, 'FF000001');
});

await browser.close();
await portal.stop();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

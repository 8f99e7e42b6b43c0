// Pictures of every screen, narrow and wide, light and dark, for people to look at; nothing is compared.
//   node screenshots.mjs FOLDER [WORD …]   every screen into FOLDER; only those whose name has one of the words
//   node screenshots.mjs --readme          the README's picture, docs/screenshot.png

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS, serve } from './support/server.mjs';

const [target, ...words] = process.argv.slice(2);
if (!target) {
  console.error('Usage: node screenshots.mjs FOLDER [WORD …] | node screenshots.mjs --readme');
  process.exit(2);
}

const SENIOR = 'Ximena Barragán Soto';
let portal, browser;

async function open(person, options) {
  const context = await browser.newContext({ baseURL: portal.url, locale: 'en-GB', timezoneId: 'America/New_York', ...options });
  await context.clock.install({ time: await portal.now() });
  const page = await context.newPage();
  if (person) {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: new RegExp(person) }).click();
    await settled(page, /^Hello/);
  }
  return page;
}

/** The heading is there, and nothing is loading any more. */
async function settled(page, title = /./) {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.waitForLoadState('networkidle');
}

async function readme() {
  const page = await open(SENIOR, { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto('/units/JN1234AFB');
  await settled(page, 'fra1-pe03');
  await page.screenshot({ path: resolve(import.meta.dirname, '../docs/screenshot.png') });
  console.log('docs/screenshot.png');
}

async function every(folder) {
  await mkdir(folder, { recursive: true });
  for (const [size, viewport] of [['320', { width: 320, height: 700 }], ['1440', { width: 1440, height: 900 }]]) {
    for (const colorScheme of ['light', 'dark']) {
      for (const [name, person, show] of SCREENS) {
        if (words.length && !words.some((word) => name.includes(word))) continue;
        const page = await open(person, { viewport, colorScheme });
        await show(page);
        const file = join(folder, `${name}-${size}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
        console.log(file);
        await page.context().close();
      }
    }
  }
}

const at = (address) => async (page) => {
  await page.goto(address);
  await settled(page);
};

const unit = (host, query = '') => async (page) => {
  const { items } = await (await page.request.get(`/v1/units?q=${host}`)).json();
  await at(`/units/${items.find((unit) => unit.host_name === host).reference}${query}`)(page);
};

const theCase = (q, query = '') => async (page) => {
  const { items } = await (await page.request.get(`/v1/cases?q=${encodeURIComponent(q)}`)).json();
  await at(`/cases/${items[0].number}${query}`)(page);
};

/** A report, filled in up to that step. */
const step = (slug) => async (page) => {
  await page.goto('/report/wrong');
  await page.getByRole('searchbox', { name: 'Unit' }).fill('fra1-pe0');
  if (slug === 'hits') {
    await page.getByText(/units/).last().waitFor();
    return settled(page);
  }
  await page.getByRole('main').getByRole('listitem').getByRole('button', { name: 'fra1-pe03' }).click();
  await page.getByLabel('Symptom in one line').fill('BGP sessions to both route reflectors drop every ten minutes');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: 'Priority 2' }).check();
  if (slug === 'impact') return settled(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('checkbox').nth(2).check();
  if (slug === 'exclusions') return settled(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await settled(page, 'Details');
  if (slug === 'details-problems') {
    await page.getByLabel('Software version').fill('');
    await page.getByRole('button', { name: 'Continue' }).click();
    return settled(page);
  }
  await page.getByLabel('Description').fill('Both sessions drop within the same second.\nNothing was changed since Friday.');
  if (slug === 'details') return settled(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  return settled(page, 'Check your answers');
};

async function phone(page) {
  await page.goto('/report/phone');
  await page.getByRole('searchbox', { name: 'Unit' }).fill('fra1-pe03');
  await page.getByRole('main').getByRole('listitem').getByRole('button', { name: 'fra1-pe03' }).click();
  await page.getByLabel('Symptom in one line').fill('No BGP session stays up');
  await settled(page);
}

async function menu(page) {
  await page.getByRole('button', { name: /^Account of/ }).click();
}

async function whyOrder(page) {
  await page.getByText('Why this order').click();
}

async function failure(page) {
  await page.route('**/v1/units?*', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"type":"about:blank","title":"Something failed","status":500,"detail":"","instance":"req-0a1b2c","errors":[]}' }));
  await at('/units')(page);
}

async function panic(page) {
  await at('/units')(page);
  await page.evaluate(() => reportError(new WebAssembly.RuntimeError('stopped for its picture')));
}

async function whatIf(page) {
  await unit('fra1-pe03')(page);
  await page.getByRole('group', { name: /^Suppose/ }).getByRole('checkbox').first().check();
  await settled(page);
}

const SCREENS = [
  ['sign-in', null, at('/sign-in')],
  ['home-senior', SENIOR, at('/')],
  ['home-menu', SENIOR, menu],
  ['home-why-order', SENIOR, whyOrder],
  ['home-long-name', 'Maximiliane-Friederike', at('/')],
  ['home-small-roster', 'Debjani Mukhopadhyay', at('/')],
  ['home-viewer', 'Priscilla Ngata', at('/')],
  ['home-reseller', 'Lim Wei Xuan', at('/')],
  ['service', SENIOR, at('/service?point=R-019')],
  ['contracts', SENIOR, at('/contracts')],
  ['people', 'Adaeze Oyelaran', at('/people')],
  ['on-boarding', 'Ximena Barragán Soto', at('/on-boarding')],
  ['people-replace', 'Adaeze Oyelaran', async (page) => {
    await at('/people')(page);
    await page.getByRole('button', { name: /^Replace / }).nth(1).click();
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['unit-what-if', SENIOR, whatIf],
  ['home-guest', 'Seo Eun-bi', at('/')],
  ['home-advisor', 'Dolores Quintanilla', at('/')],
  ['units-reseller', 'Lim Wei Xuan', at('/units')],
  ['units', SENIOR, at('/units')],
  ['units-none', SENIOR, at('/units?q=nothing')],
  ['unit-covered', SENIOR, unit('fra1-pe03')],
  ['unit-except', SENIOR, unit('fra1-pe01')],
  ['unit-care-only', SENIOR, unit('nyc1-oob01')],
  ['unit-not-covered', SENIOR, unit('mex1-pe03')],
  ['unit-cannot-tell', SENIOR, unit('ccu1-acc02')],
  ['unit-tomorrow', SENIOR, unit('chi1-pe02', '?on=2026-11-25')],
  ['cases', SENIOR, at('/cases')],
  ['handover', SENIOR, at('/handover')],
  ['word-kept', SENIOR, at('/word-kept')],
  ['case-opened', SENIOR, theCase('chi1-core01: routing', '?opened=yes')],
  ['case-met', SENIOR, theCase('gru1-core01: both')],
  ['case-missed', SENIOR, theCase('nyc1-pe02: line card')],
  ['case-overdue', SENIOR, theCase('den2-spine01: optics')],
  ['call-note', SENIOR, at('/call-notes/CALL-2026-900001')],
  ['report-down', SENIOR, at('/report/down')],
  ['report-phone-empty', SENIOR, at('/report/phone')],
  ['report-phone', SENIOR, phone],
  ['report-hits', SENIOR, step('hits')],
  ['report-impact', SENIOR, step('impact')],
  ['report-exclusions', SENIOR, step('exclusions')],
  ['report-details', SENIOR, step('details')],
  ['report-details-problems', SENIOR, step('details-problems')],
  ['report-check', SENIOR, step('check')],
  ['report-refused', 'Priscilla Ngata', at('/report/down')],
  ['failure', SENIOR, failure],
  ['not-found', SENIOR, at('/nowhere')],
  ['stopped', SENIOR, panic],
];

portal = await serve('2026-11-24T16:00:00Z');
browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
try {
  if (target === '--readme') await readme();
  else await every(resolve(target));
} finally {
  await browser.close();
  await portal.stop();
}

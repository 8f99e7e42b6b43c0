// The journeys run wide and light, and narrow and dark; accessibility sets its own sizes and colours; faults run once.
// By hand a failure is a failure; `cargo xtask test`, which stands for an hour of a machine, gives a second try and names what
// needed it. Two workers on two cores: a test waits half of its time, and with two the whole takes seven
// tenths of it. Figures of speed come from `cargo xtask bench`, never from here.

import { defineConfig } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS } from './support/server.mjs';

const wide = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
const narrow = { viewport: { width: 320, height: 800 }, colorScheme: 'dark' } as const;

// Without those that have nothing to do with the size of the window.
const ANY_SIZE = 'once|roles|webinar-finding|registration-sitting|case-files-large';
// And, unless everything is asked for, without those whose screens others go through or look at in that size as well: every screen
// has its audit at 320 px in accessibility.
const SEEN_BY_OTHERS =
  'activation|beside-a-case|both-sides|call-note|case-clock|case-engineer|case-mail|cover|drafts|empty|handover|lost-answers|people-details' +
  '|proposals|registration-kept|registration-promise|second-file|service|sign-in-ended|unit-changes|units-complete|who-to-call|word-kept';
const NOT_NARROW = process.env.PORTAL_FULL ? ANY_SIZE : `${ANY_SIZE}|${SEEN_BY_OTHERS}`;

export default defineConfig({
  testDir: '.',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./support/failures.ts']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_FLAGS },
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    // Recording every step takes a quarter of the time. To see a failure from inside, run that test again with `--trace on`.
    trace: 'off',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
  },
  projects: [
    // Every answer of the contract, whole and mutated: many looks at one page each.
    { name: 'golden', testDir: 'golden', fullyParallel: true, use: wide, timeout: process.env.PORTAL_FULL ? 600_000 : 60_000 },
    // Sixteen looks at every screen: long, not slow.
    { name: 'accessibility', testDir: 'accessibility', fullyParallel: true, use: wide, timeout: 240_000 },
    { name: 'wide, light', testDir: 'journeys', use: wide },
    { name: 'narrow, dark', testDir: 'journeys', testIgnore: new RegExp(`/(${NOT_NARROW})\.spec`), use: narrow },
    { name: 'faults', testDir: 'faults', use: wide },
    // Somebody else's API, with the app in its dialect.
    { name: 'other API', testDir: 'other-api', use: wide },
    // By Debian's nginx and Caddy, with certificates that nobody has signed.
    { name: 'hosts', testDir: 'hosts', use: { ...wide, ignoreHTTPSErrors: true } },
  ],
});

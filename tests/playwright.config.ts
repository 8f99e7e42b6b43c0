// The journeys run twice, wide and light, narrow and dark; accessibility sets its own sizes and colours; faults run once.
// A failure is a failure: no retries. One worker: the machine has two cores, and the server and the browser use both. With two
// the whole takes little less, and every single test longer.

import { defineConfig } from '@playwright/test';
import { CHROMIUM, CHROMIUM_FLAGS } from './support/server.mjs';

const wide = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' } as const;
const narrow = { viewport: { width: 320, height: 800 }, colorScheme: 'dark' } as const;

export default defineConfig({
  testDir: '.',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
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
    { name: 'wide, light', testDir: 'journeys', use: wide },
    // Without those that have nothing to do with the size of the window.
    { name: 'narrow, dark', testDir: 'journeys', testIgnore: /(once|roles|webinar-finding|registration-sitting|case-files-large)\.spec/, use: narrow },
    // Sixteen looks at every screen: long, not slow.
    { name: 'accessibility', testDir: 'accessibility', use: wide, timeout: 240_000 },
    { name: 'faults', testDir: 'faults', use: wide },
    // Every answer of the contract, whole and mutated: many looks at one page each.
    { name: 'golden', testDir: 'golden', use: wide, timeout: process.env.PORTAL_FULL ? 600_000 : 60_000 },
    // Somebody else's API, with the app in its dialect.
    { name: 'other API', testDir: 'other-api', use: wide },
    // By Debian's nginx and Caddy, with certificates that nobody has signed.
    { name: 'hosts', testDir: 'hosts', use: { ...wide, ignoreHTTPSErrors: true } },
  ],
});

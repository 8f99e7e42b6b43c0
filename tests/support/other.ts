// The app before somebody else's API: the same watch over every page, sign-in by redirect, and a look at what that API holds.

import { expect, portalFrom, test as base, IN_HOURS, type Page } from './portal';
import { serveOther, theirs, PASSWORD } from './other.mjs';
import type { Server } from './server.mjs';

export const ADMINISTRATOR = { name: 'Ragnhild Østby', mail: 'ragnhild.ostby@example.net' };
export const SENIOR = { name: 'Callum Abernathy', mail: 'callum.abernathy@example.net' };
export const ENGINEER = { name: 'Wanjiru Kamau', mail: 'wanjiru.kamau@example.net' };
export const RESELLER = { name: 'Bastian Kröger', mail: 'bastian.kroger@example.net' };
type Person = typeof SENIOR;

/** Until somebody has signed in, the time is asked for without a token: the browser notes that answer as an error of its own. */
export const test = base.extend({
  watch: async ({ watch }, use) => {
    watch.provoke(/status of 401 .*\/rest\/whoami$/);
    await use(watch);
  },
});

/** Starts their API for the file or the describe block. `ask` calls it as a person would by another client. */
export function otherPortal() {
  const { server } = portalFrom(async () => (await serveOther(IN_HOURS)) as unknown as Server);
  return {
    server,
    ask: (who: Person, path: string, what?: { method?: string; body?: unknown }): Promise<any> => theirs(server().url, who.mail, path, what),
  };
}

export const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

/** Types at their identity provider, which is open, and comes back. */
export async function typeThere(page: Page, { mail }: Person, password = PASSWORD) {
  await expect(page).toHaveURL(/\/idp\/authorize/);
  await page.getByLabel('E-mail').fill(mail);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Opens an address of the portal and signs in by the redirect; the page of that address follows. */
export async function signIn(page: Page, who: Person, address = '/') {
  await page.goto(address);
  await signInButton(page).click();
  await typeThere(page, who);
  await isSignedIn(page, who);
}

/** Loads an address anew. The token does not outlive that; the identity provider knows the browser again. */
export async function openAnew(page: Page, who: Person, address: string) {
  await page.goto(address);
  await signInButton(page).click();
  await isSignedIn(page, who);
}

export async function isSignedIn(page: Page, { name }: Person) {
  await expect(page.getByRole('button', { name: `Account of ${name}` })).toBeVisible();
  await expect(page).not.toHaveURL(/\/sign-in|\/idp\//);
}

export { expect };
export type { Page };

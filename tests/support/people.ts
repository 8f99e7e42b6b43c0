// Demonstration people and how they sign in: by one press on the sign-in page, as a visitor of the demonstration does. And the
// first person of a portal without demonstration data, who types.

import { expect, type BrowserContext, type Page } from '@playwright/test';

export const SENIOR = 'Ximena Barragán Soto';
export const ADMINISTRATOR = 'Adaeze Oyelaran';
export const EXPERT = 'Thandeka Mabuza';
export const ASSOCIATE = 'Leilani Kealoha';
export const ENGINEER = 'Mateus Figueiredo';
export const VIEWER = 'Priscilla Ngata';
export const RESELLER = 'Lim Wei Xuan';
export const OTHER_RESELLER = 'Imogen Thackray';
export const GUEST = 'Seo Eun-bi';
export const OPERATOR_ADMINISTRATOR = 'Maximiliane-Friederike Freifrau von Hohenlöwenstein-Überland';
export const OPERATOR_ENGINEER = 'Çiğdem Wörthmüller';
export const METRO_SENIOR = 'Debjani Mukhopadhyay';
export const VENDOR_ENGINEER = 'Oluwaseun Adebisi';
export const ADVISOR = 'Dolores Quintanilla';
export const ESCALATION_DESK = 'Marit Haugland';

/** The one person of a portal without demonstration data. */
export const FIRST_ADMINISTRATOR = {
  account: 'Saltmarsh Regional Exchange',
  name: 'Noor Achterberg',
  email: 'noor.achterberg@example.net',
  password: 'a heron under the weir',
  role: 'administrator',
};

/** Opens an address of the portal and signs in there; the page of that address follows. */
export async function signIn(page: Page, name: string, address = '/sign-in') {
  await page.goto(address);
  await pressPerson(page, name);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Sign in');
}

/** Types address and password, where nobody is listed; the first screen follows. */
export async function signInByTyping(page: Page, { name, email, password }: { name: string; email: string; password: string }) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Hello, ${name}` })).toBeVisible();
}

/** Presses a person on the sign-in page that is open. */
export async function pressPerson(page: Page, name: string) {
  await page.getByRole('button', { name: new RegExp(name) }).click();
}

/** Nobody is signed in any more. What pages still ask for would be told so, and complain: they are left first. */
export async function forgetSession(context: BrowserContext) {
  for (const page of context.pages()) await page.goto('about:blank');
  await context.clearCookies();
}

/** Signs out through the account menu. */
export async function signOut(page: Page, name: string) {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
}

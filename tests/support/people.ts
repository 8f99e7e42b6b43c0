// Demonstration people and how they sign in: by one press on the sign-in page, as a visitor of the demonstration does.

import { expect, type Page } from '@playwright/test';

export const SENIOR = 'Ximena Barragán Soto';
export const ADMINISTRATOR = 'Adaeze Oyelaran';
export const EXPERT = 'Thandeka Mabuza';
export const ENGINEER = 'Mateus Figueiredo';
export const VIEWER = 'Priscilla Ngata';
export const RESELLER = 'Lim Wei Xuan';
export const OTHER_RESELLER = 'Imogen Thackray';
export const GUEST = 'Seo Eun-bi';
export const OPERATOR_ADMINISTRATOR = 'Maximiliane-Friederike Freifrau von Hohenlöwenstein-Überland';
export const OPERATOR_ENGINEER = 'Çiğdem Wörthmüller';
export const METRO_SENIOR = 'Debjani Mukhopadhyay';
export const VENDOR_ENGINEER = 'Oluwaseun Adebisi';

/** Opens an address of the portal and signs in there; the page of that address follows. */
export async function signIn(page: Page, name: string, address = '/sign-in') {
  await page.goto(address);
  await pressPerson(page, name);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Sign in');
}

/** Presses a person on the sign-in page that is open. */
export async function pressPerson(page: Page, name: string) {
  await page.getByRole('button', { name: new RegExp(name) }).click();
}

/** Signs out through the account menu. */
export async function signOut(page: Page, name: string) {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
}

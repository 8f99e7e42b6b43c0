// Signing in at an identity provider, for an API that is shown a bearer token.

import { heading, main } from '../support/report';
import { signOut } from '../support/people';
import { ENGINEER, SENIOR, expect, isSignedIn, otherPortal, signIn, signInButton, test, typeThere, type Page } from '../support/other';
import { navigation, numbers } from './pieces';

test.describe('signing in at an identity provider', () => {
  const { server } = otherPortal();

  test('there and back to the page that was wanted; a reload wants it again, and types nothing', async ({ page }) => {
    await signIn(page, SENIOR, '/units/RVG040315');
    await expect(page).toHaveURL(`${server().url}/units/RVG040315`);
    await expect(heading(page, 'dub-fab12')).toBeVisible();
    await page.reload();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await signInButton(page).click();
    await isSignedIn(page, SENIOR);
    await expect(page).toHaveURL(`${server().url}/units/RVG040315`);
    await expect(heading(page, 'dub-fab12')).toBeVisible();
  });

  test('filters of the wanted page come back as well', async ({ page }) => {
    await signIn(page, SENIOR, '/units?q=osl&sort=-host_name');
    await expect(page).toHaveURL(/\/units\?q=osl&sort=-host_name$/);
    await expect(main(page).getByRole('row').nth(1)).toContainText('osl-rtr18');
  });

  test('a wrong password is said there, and what follows is the wanted page all the same', async ({ page, watch }) => {
    watch.provoke(/status of 401 .*\/idp\/authorize/);
    await page.goto('/contracts');
    await signInButton(page).click();
    await typeThere(page, SENIOR, 'wrong');
    await expect(page.getByRole('alert')).toHaveText('E-mail or password is wrong.');
    await typeThere(page, SENIOR);
    await expect(heading(page, 'Contracts')).toBeVisible();
  });

  test('the token is kept nowhere', async ({ page, context }) => {
    const tokens: string[] = [];
    page.on('response', async (response) => {
      if (new URL(response.url()).pathname === '/idp/token') tokens.push((await response.json()).access_token);
    });
    await signIn(page, SENIOR, '/cases');
    await expect(heading(page, 'Cases')).toBeVisible();
    expect(tokens).toHaveLength(1);
    const kept = await page.evaluate(async () => {
      const stored = await Promise.all((await indexedDB.databases()).map(({ name }) => name));
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, stored, await caches.keys()]);
    });
    expect(kept).not.toContain(tokens[0]);
    expect(kept).not.toContain('portal.sign-in');
    expect(kept).not.toContain('code=');
    const cookies = await context.cookies();
    expect(cookies.map(({ path, httpOnly }) => [path, httpOnly]), 'only that of their identity provider, under its own path').toEqual([['/idp', true]]);
    expect(JSON.stringify(cookies)).not.toContain(tokens[0]);
    // The address of the way back, with its code, is nowhere that one could go back to.
    const session = await context.newCDPSession(page);
    const { entries } = await session.send('Page.getNavigationHistory');
    expect(entries.filter(({ url }) => url.startsWith(server().url) && url.includes('code=')).map(({ url }) => url).filter((url) => !url.includes('/idp/'))).toEqual([]);
  });

  test('a state that was not made here is refused in words, and nothing is asked for', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/sign-in?code=stolen&state=not-ours');
    await expect(page.getByRole('alert')).toContainText('This sign-in was not begun in this tab. Begin it here.');
    expect(asked).not.toContain('/idp/token');
    await expect(page).toHaveURL(`${server().url}/sign-in`);
    await signInButton(page).click();
    await typeThere(page, SENIOR);
    await expect(heading(page, `Hello, ${SENIOR.name}`)).toBeVisible();
  });

  test('a state that was changed on the way is refused as well', async ({ page }) => {
    await page.route('**/idp/authorize?*', (route) => {
      const to = new URL(route.request().url());
      to.searchParams.set('state', 'changed');
      return route.fulfill({ status: 303, headers: { Location: to.href } });
    }, { times: 1 });
    await page.goto('/');
    await signInButton(page).click();
    await typeThere(page, SENIOR);
    await expect(page.getByRole('alert')).toContainText('This sign-in was not begun in this tab. Begin it here.');
    await expect(page.getByRole('button', { name: `Account of ${SENIOR.name}` })).toHaveCount(0);
  });

  test('an error of the identity provider is said', async ({ page }) => {
    await page.route('**/idp/authorize?*', (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const back = new URL(asked.get('redirect_uri')!);
      back.search = new URLSearchParams({ error: 'access_denied', error_description: 'Not today', state: asked.get('state')! }).toString();
      return route.fulfill({ status: 303, headers: { Location: back.href } });
    });
    await page.goto('/units');
    await signInButton(page).click();
    await expect(page.getByRole('alert')).toContainText('The sign-in was not finished there (access_denied).');
    // The next try still leads to the page that was wanted.
    await expect(page).toHaveURL(`${server().url}/sign-in?next=%2Funits`);
    await expect(numbers(page).first()).toBeVisible();
  });

  test('after an error the next try still leads to the page that was wanted', async ({ page }) => {
    await page.route('**/idp/authorize?*', (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const back = new URL(asked.get('redirect_uri')!);
      back.search = new URLSearchParams({ error: 'temporarily_unavailable', state: asked.get('state')! }).toString();
      return route.fulfill({ status: 303, headers: { Location: back.href } });
    }, { times: 1 });
    await page.goto('/units');
    await signInButton(page).click();
    await expect(page.getByRole('alert')).toContainText('temporarily_unavailable');
    await signInButton(page).click();
    await typeThere(page, SENIOR);
    await expect(heading(page, 'Units')).toBeVisible();
  });

  test('a token that cannot be had is said', async ({ page, watch }) => {
    watch.provoke(/status of 400 .*\/idp\/token/);
    await page.route('**/idp/token', (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }));
    await page.goto('/');
    await signInButton(page).click();
    await typeThere(page, SENIOR);
    await expect(page.getByRole('alert')).toContainText('The sign-in was not accepted there. Begin again.');
    await expect(page.getByRole('alert')).not.toContainText('your network');
  });

  test('a token that has run out ends the session in words, and the same page follows the next sign-in', async ({ page, watch }) => {
    watch.provoke(/status of 401 .*\/rest\//);
    await signIn(page, SENIOR, '/contracts');
    await expect(heading(page, 'Contracts')).toBeVisible();
    await page.route('**/rest/assets?*', (route) => route.fulfill({ status: 401, json: { error: { code: 'NO_TOKEN', message: 'A bearer token is needed, and one that has not run out.' } } }), { times: 1 });
    await navigation(page).getByRole('link', { name: 'Units' }).click();
    await expect(page.getByText('You were signed out')).toBeVisible();
    await signInButton(page).click();
    await isSignedIn(page, SENIOR);
    await expect(heading(page, 'Units')).toBeVisible();
  });

  test('signing out ends it: nothing is shown any more, and no call has the token', async ({ page }) => {
    await signIn(page, SENIOR);
    await signOut(page, SENIOR.name);
    const tokens: unknown[] = [];
    page.on('request', (request) => tokens.push(request.headers().authorization));
    await page.goBack();
    await expect(signInButton(page)).toBeVisible();
    await page.goto('/cases');
    await expect(signInButton(page)).toBeVisible();
    expect(tokens.filter(Boolean)).toEqual([]);
  });

  test('where the settings say how, signing out ends it at the identity provider as well', async ({ page }) => {
    await page.route('**/config.json', async (route) => {
      const answer = await route.fetch();
      const config = await answer.json();
      config.signIn.redirect.end = `/idp/logout?post_logout_redirect_uri=${encodeURIComponent(`${server().url}/`)}`;
      await route.fulfill({ response: answer, json: config });
    });
    await signIn(page, SENIOR, '/cases');
    await signOut(page, SENIOR.name);
    await expect(page).toHaveURL(`${server().url}/`);
    await signInButton(page).click();
    await typeThere(page, ENGINEER);
    await expect(heading(page, `Hello, ${ENGINEER.name}`)).toBeVisible();
  });
});

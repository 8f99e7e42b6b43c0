// Signs people in without the page, once for every server: how signing in looks is tested elsewhere.

import type { BrowserContext } from '../support/portal';

let known: { server?: string; cookies: Map<string, any[]> } = { cookies: new Map() };

export async function asPerson(context: BrowserContext, server: string, name: string) {
  if (known.server !== server) known = { server, cookies: new Map() };
  if (!known.cookies.has(name)) {
    const { demonstration } = await (await context.request.get(`${server}/v1/meta`)).json();
    const { email, password } = demonstration.people.find((person: any) => person.name === name);
    const answer = await context.request.post(`${server}/v1/session`, { data: { email, password }, headers: { 'X-Portal': '1', Origin: server } });
    if (!answer.ok()) throw new Error(`${name} could not sign in: ${answer.status()}`);
    known.cookies.set(name, (await context.storageState()).cookies);
  }
  await context.addCookies(known.cookies.get(name)!);
}

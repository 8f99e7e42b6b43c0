// What is done on a page: found by role, label and text. What is typed is remembered, because none of it may be lost.

import type { Page } from '../../support/portal';
import { step } from '../../support/case';
import { main } from '../../support/report';
import { operation } from '../contract';
import { SCREENS, type Screen } from '../screens';
import { typing } from '../typed';

export const press = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' }).first().click();
export const unfold = (page: Page, words: string) => main(page).getByText(words, { exact: true }).click();
export const choose = (page: Page, label: string, option: string | { index: number }) => main(page).getByLabel(label).first().selectOption(option);

export async function fill(page: Page, label: string | RegExp, text: string) {
  typing(page, text);
  await main(page).getByLabel(label).first().fill(text);
}

export async function fillIn(page: Page, fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields)) await fill(page, label, text);
}

/** One step of a case. */
export const caseStep = (what: string, fields: Record<string, string> = {}) => async (page: Page) => {
  typing(page, ...Object.values(fields));
  await step(page, what, fields);
};

type Act = (page: Page) => Promise<unknown>;
type More = Pick<Screen, 'given' | 'anew' | 'unread' | 'signedOut' | 'back'> & { calls?: string[] };

/** A page of the others, with what is done there; `calls` are asked by what follows. */
export function on(address: string, who: string, writes: string, act: Act, { calls = [], given = {}, ...more }: More = {}): Screen {
  const screen = SCREENS.find((one) => one.address === address && one.who === who) ?? { who, address, calls: [] };
  const then = async (page: Page) => void (await act(page));
  return { ...screen, calls: [...new Set([...screen.calls, ...calls, writes])], writes, then, given: { ...screen.given, ...given }, ...more };
}

/** The page that begins so. */
export const at = (start: string) => SCREENS.find(({ address }) => address.startsWith(start))!.address;
export const example = (id: string): any => operation(id).example;
/** Something of an example is otherwise. */
export const but = (change: object) => (one: any) => Object.assign(one, change);
/** There is another step to take. */
export const may = (...steps: string[]) => (one: any) => one.steps.push(...steps);

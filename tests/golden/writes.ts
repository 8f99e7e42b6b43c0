// The calls that write, each from the page that makes it. What they answer is mutated; what the page reads is answered by the
// examples, and nothing is stored.

import { operation } from './contract';
import type { Screen } from './screens';
import { ACCOUNT } from './writes/account';
import { CASES } from './writes/cases';
import { PEOPLE } from './writes/people';
import { UNITS } from './writes/units';
import { WEBINARS } from './writes/webinars';

const answer = ({ writes }: Screen) => JSON.stringify(operation(writes!).schema);

/** Many answer with the same: a case, the roster, a webinar. */
export const WRITES: Screen[] = [...CASES, ...PEOPLE, ...ACCOUNT, ...UNITS, ...WEBINARS].map((screen, index, all) => {
  return { ...screen, part: screen.unread || all.findIndex((one) => !one.unread && answer(one) === answer(screen)) < index };
});

/** Calls that write and answer with JSON, and that no page makes, each with its reason. */
export const UNMADE: Record<string, string> = {
  takeMail: 'the mail server makes it, with a key of its own',
};

// Which mutations a run tries: with PORTAL_FULL=1 all of them, otherwise those that change everything at once and a part of the
// others, drawn by a seed that is printed and that GOLDEN_SEED sets.

import { seeded } from '../support/seeded';
import { mutations, type Mutation } from './mutations';
import type { Operation } from './contract';
import type { Screen } from './screens';

const FULL = !!process.env.PORTAL_FULL;
export const SEED = process.env.GOLDEN_SEED ?? 'golden 1';
/** Of every call on every page: how many single changes that are allowed, how many that are not, how many lists. */
const ALLOWED = 2;
const NOT_ALLOWED = 1;
const LISTS = 1;

export interface Drawn {
  stands: Mutation[];
  /** By list: one entry that is broken, in several ways, and two. */
  lists: Mutation[][];
  broken: Mutation[];
}

/** The part of a call's mutations that is tried on a page. */
export function drawn(call: Operation, { address, writes, part }: Screen): Drawn {
  const all = mutations(call);
  const draw = seeded(`${SEED} ${call.id} ${address}`);
  const some = <T>(from: T[], count: number) => {
    if (FULL && !part) return from;
    const left = [...from];
    return Array.from({ length: Math.min(count, from.length) }, () => left.splice(draw(left.length), 1)[0]);
  };
  const stands = all.filter((one) => one.expected === 'stands');
  const whole = stands.filter((one) => one.whole);
  const names = new Set(all.flatMap(({ list }) => list ?? []));
  const broken = all.filter((one) => one.expected === 'broken');
  // What was written, and nobody can say so: of every call.
  const nothing = broken.filter((one) => writes && one.nothing);
  return {
    stands: [...whole, ...some(stands.filter((one) => !one.whole), ALLOWED)],
    lists: some([...names], LISTS).map((name) => all.filter((one) => one.list === name)),
    broken: [...nothing, ...some(broken.filter((one) => !nothing.includes(one)), NOT_ALLOWED)],
  };
}

/** All of the variants, or any one of them. */
export const variants = (list: Mutation[], { part }: Screen): Mutation[] => (FULL && !part ? list : [list[seeded(`${SEED} ${list[0].name}`)(list.length)]]);

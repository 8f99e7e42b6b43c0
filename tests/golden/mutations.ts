// What a server that is older, newer or broken may answer instead of the example: every change that the schema allows a client to
// meet, one after the other, and every change that it does not allow.

import { mayBeNull, plain, words, type Json, type Operation, type Schema } from './contract';

/**
 * What the page has to do. `stands`: as with the example, nothing that says it could not be read. `left out`: the rest stands, and
 * a notice tells of so many entries. `broken`: an error state or a notice with the rest, whichever, but a page.
 */
export type Expected = 'stands' | 'left out' | 'broken';

export interface Mutation {
  name: string;
  expected: Expected;
  body: () => Json;
  /** It changes the whole answer at once. */
  whole?: boolean;
  /** The page reads as with the example. */
  same?: boolean;
  /** The list whose entries are broken, and how many are. */
  list?: string;
  entries?: number;
  /** Nothing of it can be read. */
  nothing?: boolean;
  /** It is below an entry of a list: that entry may be missing, and no more. */
  inList?: boolean;
}

type Members = { [name: string]: Json };

/** Values in one place of the schema, with who holds them; under several entries of lists there are several. */
interface Place {
  name: string;
  schema: Schema;
  required: boolean;
  /** Nothing of it can be read. */
  nothing?: boolean;
  /** It is below an entry of a list, so that it costs that entry and no more. */
  inList: boolean;
  /** Steps from the body to each. */
  values: (string | number)[][];
}

const isObject = (value: Json): value is Members => value !== null && typeof value === 'object' && !Array.isArray(value);

function at(body: Json, steps: (string | number)[]): Json {
  return steps.reduce<any>((value, step) => value[step], body);
}

/** All places of a body that its schema knows. */
function places(operation: Operation): Place[] {
  const all: Place[] = [];
  const walk = (place: Place) => {
    all.push(place);
    const schema = plain(place.schema);
    const values = place.values.filter((steps) => at(operation.example, steps) !== null);
    if (schema.items) {
      const entries = values.flatMap((steps) => (at(operation.example, steps) as Json[]).map((_, index) => [...steps, index]));
      // Of so many as there have to be none may be missing.
      const inList = place.inList || schema.minItems === undefined || schema.minItems !== schema.maxItems;
      if (entries.length) walk({ name: `${place.name}[]`, schema: schema.items, required: true, inList, values: entries });
    }
    for (const [member, inner] of Object.entries(schema.properties ?? {})) {
      const there = values.filter((steps) => member in (at(operation.example, steps) as Members)).map((steps) => [...steps, member]);
      const required = (schema.required ?? []).includes(member);
      if (there.length) walk({ name: place.name ? `${place.name}.${member}` : member, schema: inner, required, inList: place.inList, values: there });
    }
  };
  walk({ name: '', schema: operation.schema, required: true, inList: false, values: [[]] });
  return all;
}

/** The example with these values changed; one that is not given back is dropped. */
function changed(operation: Operation, values: (string | number)[][], change: (value: Json) => Json | undefined): () => Json {
  return () => {
    let body = structuredClone(operation.example);
    // The deepest first, so that what is changed is still there.
    for (const steps of [...values].sort((a, b) => b.length - a.length)) {
      if (steps.length === 0) {
        body = change(body) ?? null;
        continue;
      }
      const holder: any = at(body, steps.slice(0, -1));
      const last = steps.at(-1)!;
      const value = change(holder[last]);
      if (value === undefined) delete holder[last];
      else holder[last] = value;
    }
    return body;
  };
}

const STRANGE = { a_stranger: { of: ['later', 7, null] }, another_stranger: null };
const NEW_WORD = 'a_word_of_next_year';

function otherType(schema: Schema): Json {
  const type = [plain(schema).type].flat()[0];
  return type === 'string' || type === 'object' || type === 'array' ? 7 : 'seven';
}

/** An entry that the schema does not allow. */
function brokenEntries(schema: Schema): Json[] {
  const entry = plain(schema);
  if (entry.type === 'object') return (entry.required ?? []).some((name) => !mayBeNull(entry.properties![name])) ? [{}, 7, null] : [7, null, 'seven'];
  return entry.type === 'string' ? [{}, 7, null] : [{}, 'seven', []];
}

/** All of them, in the order of the schema. */
export function mutations(operation: Operation): Mutation[] {
  const all: Mutation[] = [];
  const known = places(operation);
  const add = (name: string, expected: Expected, body: () => Json, more: Partial<Mutation> = {}) => all.push({ name, expected, body, ...more });
  const every = (which: Place[]) => which.flatMap((place) => place.values);
  const optional = known.filter((place) => !place.required);
  const nullable = known.filter((place) => mayBeNull(place.schema));
  const listed = known.filter((place) => words(place.schema));

  add('everything optional dropped', 'stands', changed(operation, every(optional), () => undefined), { whole: true });
  for (const place of optional) add(`${place.name} dropped`, 'stands', changed(operation, place.values, () => undefined));
  add('strangers added', 'stands', changed(operation, every(known), (value) => (isObject(value) ? { ...value, ...STRANGE } : value)), { whole: true, same: true });
  if (nullable.length > 1) add('everything nullable nulled', 'stands', changed(operation, every(nullable), () => null), { whole: true });
  for (const place of nullable) add(`${place.name} nulled`, 'stands', changed(operation, place.values, () => null));
  if (listed.length > 1) add('every listed word a new one', 'stands', changed(operation, every(listed), (value) => (value === null ? null : NEW_WORD)), { whole: true });
  for (const place of listed) add(`${place.name} is a new word`, 'stands', changed(operation, place.values, (value) => (value === null ? null : NEW_WORD)));

  for (const place of known.filter((place) => plain(place.schema).items)) {
    const broken = brokenEntries(plain(place.schema).items as Schema);
    const first = place.values.filter((steps) => at(operation.example, steps) !== null).slice(0, 1);
    for (const entry of broken) {
      add(`${place.name} begins with ${JSON.stringify(entry)}`, 'left out', changed(operation, first, (list) => [entry, ...(list as Json[])]), { list: place.name, entries: 1 });
    }
    add(`${place.name} begins with two that are broken`, 'left out', changed(operation, first, (list) => [broken[0], broken[1], ...(list as Json[])]), { list: place.name, entries: 2 });
  }

  for (const place of known) {
    const first = place.values.slice(0, 1);
    // An entry cut out of a list is no fault.
    const isEntry = typeof first[0].at(-1) === 'number';
    if (plain(place.schema).format === 'date-time') {
      const naive = (value: Json) => (typeof value === 'string' ? value.replace(/(Z|[+-]\d\d:\d\d)$/, '') : value);
      add(`${place.name} has no zone`, 'broken', changed(operation, first, naive), { inList: place.inList });
    }
    if (place.required && place.name && !isEntry) add(`${place.name}, which is required, dropped`, 'broken', changed(operation, first, () => undefined), { inList: place.inList });
    add(`${place.name || 'the answer'} is of another type`, 'broken', changed(operation, first, () => otherType(place.schema)), { inList: place.inList, nothing: !place.name });
  }
  return all;
}

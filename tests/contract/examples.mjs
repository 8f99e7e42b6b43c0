// Writes docs/examples.json: one answer of every call that answers with JSON, for the OpenAPI document to show and for
// tests/golden to break. They are answers that the server has given to its own tests, cut short, and filled up with what other
// answers of the same schema carry, so that no optional member is missing everywhere. The same recording gives the same text.
//
//   PORTAL_EXAMPLES=FOLDER cargo test -p portal-server --test server
//   node tests/contract/examples.mjs FOLDER

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';

const DOCS = resolve(import.meta.dirname, '../../docs');
/** Longer lists are cut to this many entries, those that show the most. */
const ENTRIES = 3;
/** What no example may carry: places on a machine, and what a browser keeps to stay signed in. */
const PRIVATE = /localhost|127\.0\.0\.1|\/tmp\/|\/home\/|\/root\/|set-cookie/i;

const doc = JSON.parse(readFileSync(join(DOCS, 'openapi.json'), 'utf8'));
const json = (response) => response.content?.['application/json']?.schema;

/** The calls that answer with JSON; a path without places to fill in is looked at before one with some. */
const operations = Object.entries(doc.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  .filter(({ operation }) => operation.responses && Object.entries(operation.responses).some(([status, response]) => status[0] === '2' && json(response)))
  .map(({ path, method, operation }) => ({
    id: operation.operationId,
    responses: operation.responses,
    asked: new RegExp(`^${method.toUpperCase()} ${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`),
    places: path.split('{').length,
  }))
  .sort((a, b) => a.places - b.places || (a.id < b.id ? -1 : 1));

/** The schema of a value without references and without "or null"; the name of the last reference says what it is. */
function plain(schema, name = '') {
  if (schema.oneOf) return plain(schema.oneOf.find((one) => one.type !== 'null'), name);
  if (schema.$ref) {
    const next = schema.$ref.split('/').pop();
    return plain(doc.components.schemas[next], next);
  }
  return { name, schema };
}

const isThere = (value) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
const members = (schema) => Object.entries(schema.properties ?? {});
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Every member that a body shows, as places in its schema. */
function shown(body, of, place = '', all = new Set()) {
  const { schema } = plain(of);
  if (Array.isArray(body) && schema.items) for (const entry of body) shown(entry, schema.items, `${place}[]`, all);
  if (isObject(body)) {
    for (const [name, inner] of members(schema)) {
      if (!isThere(body[name])) continue;
      all.add(`${place}.${name}`);
      shown(body[name], inner, `${place}.${name}`, all);
    }
  }
  return all;
}

/** The same body with short lists: those entries that add the most to what is shown, in their order. */
function short(body, of) {
  const { schema } = plain(of);
  if (isObject(body)) {
    const known = schema.properties ?? {};
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, known[name] ? short(value, known[name]) : value]));
  }
  // Figures stand for something by their place: one for every priority.
  if (!Array.isArray(body) || !schema.items || plain(schema.items).schema.type === 'integer') return body;
  const entries = body.map((entry) => short(entry, schema.items));
  const seen = new Set();
  const chosen = new Set();
  const adds = entries.map((entry) => [...shown(entry, schema.items)]);
  while (chosen.size < Math.min(ENTRIES, entries.length)) {
    const best = entries
      .map((entry, at) => ({ at, news: adds[at].filter((one) => !seen.has(one)).length, size: JSON.stringify(entry).length }))
      .filter(({ at }) => !chosen.has(at))
      .sort((a, b) => b.news - a.news || a.size - b.size || a.at - b.at)[0];
    // Two show that it is a list; a third has to add something.
    if (chosen.size === 2 && best.news === 0) break;
    chosen.add(best.at);
    for (const one of adds[best.at]) seen.add(one);
  }
  return entries.filter((_, at) => chosen.has(at));
}

/** For every schema and every member of it the value that shows the most, of all that were recorded. */
const pool = new Map();
function pooled(body, of) {
  const { name, schema } = plain(of);
  if (Array.isArray(body) && schema.items) for (const entry of body) pooled(entry, schema.items);
  if (!isObject(body)) return;
  offered(name, body, of);
  for (const [member, inner] of members(schema)) {
    if (!isThere(body[member])) continue;
    offered(`${name}.${member}`, body[member], inner);
    pooled(body[member], inner);
  }
}

function offered(key, value, of) {
  const offer = { value, shows: shown(value, of).size, text: JSON.stringify(value) };
  const known = pool.get(key);
  if (!known || better(offer, known)) pool.set(key, offer);
}

const better = (a, b) => a.shows > b.shows || (a.shows === b.shows && (a.text.length < b.text.length || (a.text.length === b.text.length && a.text < b.text)));

/** What no recording may lend: secrets, even of a server that is gone. */
const SECRETS = {
  'Invitation.token': '0123456789abcdef0123456789abcdef0123456789abcdef',
  'DemonstrationPerson.password': 'demonstration',
};

/** What the server’s tests never see, so that it reads like an answer. */
const INVENTED = {
  'Advice.target': '24.2R2',
  'AccountReadiness.last_review': '2026-09-15',
  'Advisor.leave': [['2026-12-21', '2026-12-31']],
  'Advisor.phone': '+1 303 555 0142',
  'EndUserBasis.city': 'Mumbai',
  'EndUserBasis.postal_code': '400001',
  'EndUserBasis.street': '18 Dockyard Lane',
  'Row.end_user': 'Own Networks',
  'Row.end_user_city': 'Mumbai',
  'Row.end_user_country': 'India',
  'Row.end_user_postal_code': '400001',
  'Row.end_user_street': '18 Dockyard Lane',
  'Row.release': '23.4R2',
  'Row.replaces': 'JN1000000001',
  'Row.usage': 'in_use',
  'Targets.business_hours': 'Mon-Fri 08:00-17:00 Europe/Berlin',
};

function sample(of) {
  const { name, schema } = plain(of);
  const type = [schema.type].flat()[0];
  if (name && pool.has(name)) return pool.get(name).value;
  if (schema.enum) return schema.enum[0];
  if (schema.examples) return schema.examples[0];
  if (type === 'object') return Object.fromEntries(members(schema).map(([name, inner]) => [name, sample(inner)]));
  if (type === 'array') return schema.prefixItems ? schema.prefixItems.map(sample) : [sample(schema.items)];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return 1;
  return { 'date-time': '2026-11-24T16:00:00Z', date: '2026-11-24' }[schema.format] ?? 'example';
}

/** Fills in what all of these values lack, one by one and level by level: they stand in the same place of one body. */
function fill(values, of) {
  const { name, schema } = plain(of);
  const lists = values.filter(Array.isArray);
  if (lists.length && schema.items) fill(lists.flat(), schema.items);
  const objects = values.filter(isObject);
  if (!objects.length) return;
  for (const [member, inner] of members(schema)) {
    if (!objects.some((object) => isThere(object[member]))) {
      const known = pool.get(`${name}.${member}`);
      objects[0][member] = structuredClone(known?.value ?? INVENTED[`${name}.${member}`] ?? sample(inner));
    }
    const secret = SECRETS[`${name}.${member}`];
    for (const object of objects.filter((object) => secret && isThere(object[member]))) object[member] = secret;
    fill(objects.map((object) => object[member]), inner);
  }
}

function main(folder) {
  const recorded = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const { asked, status, body } = JSON.parse(line);
      const call = operations.find((one) => one.asked.test(asked));
      const schema = call && json(call.responses[status] ?? {});
      if (!schema || status < 200 || status > 299) continue;
      const cut = short(body, schema);
      const text = JSON.stringify(cut);
      const known = recorded.get(call.id) ?? recorded.set(call.id, []).get(call.id);
      known.push({ status: String(status), schema, value: cut, text, shows: shown(cut, schema).size });
      pooled(cut, schema);
    }
  }

  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  for (const name of ['uint8', 'uint16', 'uint32', 'u-int32', 'int32', 'int64', 'binary']) ajv.addFormat(name, true);
  ajv.addSchema(doc, 'doc');
  const wrong = [];
  const examples = {};
  for (const id of operations.map((one) => one.id).sort()) {
    const best = (recorded.get(id) ?? []).reduce((best, one) => (best && !better(one, best) ? best : one), undefined);
    if (!best) {
      wrong.push(`${id}: nothing is recorded`);
      continue;
    }
    const body = structuredClone(best.value);
    fill([body], best.schema);
    const fits = ajv.compile({ $ref: `doc${best.schema.$ref}` });
    if (!fits(body)) wrong.push(`${id}: ${ajv.errorsText(fits.errors)}`);
    const secret = PRIVATE.exec(JSON.stringify(body));
    if (secret) wrong.push(`${id}: carries “${secret[0]}”`);
    examples[id] = { status: best.status, body };
  }
  if (wrong.length) throw new Error(wrong.join('\n'));
  const lines = Object.entries(examples).map(([id, { status, body }]) => `${JSON.stringify(id)}: {"status": "${status}", "body": ${compact(body, '')}}`);
  writeFileSync(join(DOCS, 'examples.json'), `{\n${lines.join(',\n')}\n}\n`);
  console.log(`${lines.length} examples`);
}

/** Text with a line for every value that would not fit into one. */
function compact(value, indent) {
  const text = JSON.stringify(value);
  if (text.length + indent.length <= 120 || value === null || typeof value !== 'object') return text;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = Object.entries(value).map(([name, one]) => `${inner}${Array.isArray(value) ? '' : `${JSON.stringify(name)}: `}${compact(one, inner)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

main(resolve(process.argv[2]));

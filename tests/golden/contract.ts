// The OpenAPI document as the golden tests read it: its calls, their schemas, and the example of every JSON answer.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DOCS = resolve(import.meta.dirname, '../../docs');
const doc = read('openapi.json');
// Until the document carries the examples itself.
const beside = existsSync(join(DOCS, 'examples.json')) ? read('examples.json') : {};

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Schema {
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: Json[];
  examples?: Json[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema | false;
  minItems?: number;
  maxItems?: number;
  prefixItems?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
}

/** A call of the API that answers with JSON. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  status: number;
  schema: Schema;
  example: Json;
  asked: RegExp;
}

function read(name: string): any {
  return JSON.parse(readFileSync(join(DOCS, name), 'utf8'));
}

/** The example of a call and the status that it comes with. */
function golden(operation: any): { status: string; body: Json } | undefined {
  const [status, response] = Object.entries<any>(operation.responses).find(([, one]) => one.content?.['application/json']?.example !== undefined) ?? [];
  return status ? { status, body: response.content['application/json'].example } : beside[operation.operationId];
}

/** Every call that answers with JSON; a path without places to fill in is matched before one with some. */
export const OPERATIONS: Operation[] = Object.entries<any>(doc.paths)
  .flatMap(([path, methods]) => Object.entries<any>(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation, golden: operation.responses && golden(operation) })))
  .filter(({ golden }) => golden)
  .map(({ path, method, operation, golden }) => ({
    id: operation.operationId,
    method,
    path,
    status: Number(golden!.status),
    schema: operation.responses[golden!.status].content['application/json'].schema,
    example: golden!.body,
    asked: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length);

/** Which call it is; none for one that answers with something else than JSON. */
export function operationOf(method: string, pathname: string): Operation | undefined {
  return OPERATIONS.find((one) => one.method === method && one.asked.test(pathname));
}

export function operation(id: string): Operation {
  const found = OPERATIONS.find((one) => one.id === id);
  if (!found) throw new Error(`no call is named ${id}, or it has no example`);
  return found;
}

/** The schema of a value, without references and without "or null". */
export function plain(schema: Schema): Schema {
  const other = schema.oneOf?.find((one) => one.type !== 'null');
  if (other) return plain(other);
  return schema.$ref ? plain(doc.components.schemas[schema.$ref.split('/').pop()!]) : schema;
}

export function mayBeNull(schema: Schema): boolean {
  return [schema.type].flat().includes('null') || (schema.oneOf ?? []).some((one) => one.type === 'null');
}

/** The words that a value may be, where they are listed. */
export const words = (schema: Schema): Json[] | undefined => plain(schema).enum ?? plain(schema).examples;

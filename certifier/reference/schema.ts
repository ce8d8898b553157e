/**
 * The part of JSON Schema 2020-12 that this server's own schemas use: enough to check tool arguments, structured content and
 * what a person typed into a form. References are followed only inside the schema itself (`#/…`); nothing is ever fetched.
 */
import { isObject, type Members } from './jsonrpc.ts';

/** What is wrong with the value, in words for the one who sent it; empty where nothing is. */
export function violations(value: unknown, schema: Members, root: Members = schema, at = 'value'): string[] {
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? resolve(reference, root) : undefined;
  return [
    ...(target ? violations(value, target, root, at) : []),
    ...ofType(value, schema, at),
    ...ofEnumeration(value, schema, at),
    ...ofNumber(value, schema, at),
    ...ofString(value, schema, at),
    ...ofArray(value, schema, root, at),
    ...ofObject(value, schema, root, at),
    ...ofComposition(value, schema, root, at),
  ];
}

function resolve(reference: string, root: Members): Members {
  const found = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce<unknown>((holder, name) => (isObject(holder) ? holder[name] : undefined), root);
  if (!isObject(found)) throw new Error(`the schema refers to ${reference}, which it does not contain`);
  return found;
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

function ofType(value: unknown, { type }: Members, at: string): string[] {
  const is = typeof type === 'string' ? TYPES[type] : undefined;
  return is && !is(value) ? [`${at} must be of type ${type}`] : [];
}

function ofEnumeration(value: unknown, schema: Members, at: string): string[] {
  const allowed = 'const' in schema ? [schema['const']] : schema['enum'];
  if (!Array.isArray(allowed) || allowed.includes(value)) return [];
  return [`${at} must be ${allowed.map((one) => JSON.stringify(one)).join(' or ')}`];
}

function ofNumber(value: unknown, { minimum, maximum }: Members, at: string): string[] {
  if (typeof value !== 'number') return [];
  if (typeof minimum === 'number' && value < minimum) return [`${at} must be at least ${minimum}`];
  if (typeof maximum === 'number' && value > maximum) return [`${at} must be at most ${maximum}`];
  return [];
}

function ofString(value: unknown, { minLength }: Members, at: string): string[] {
  return typeof value === 'string' && typeof minLength === 'number' && [...value].length < minLength
    ? [`${at} must have at least ${minLength} characters`]
    : [];
}

function ofArray(value: unknown, { items, minItems, maxItems }: Members, root: Members, at: string): string[] {
  if (!Array.isArray(value)) return [];
  const found = isObject(items) ? value.flatMap((item, index) => violations(item, items, root, `${at}[${index}]`)) : [];
  if (typeof minItems === 'number' && value.length < minItems) found.push(`${at} must have at least ${minItems} items`);
  if (typeof maxItems === 'number' && value.length > maxItems) found.push(`${at} must have at most ${maxItems} items`);
  return found;
}

function ofObject(value: unknown, schema: Members, root: Members, at: string): string[] {
  if (!isObject(value)) return [];
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at} lacks "${name}"`);
  const members = Object.entries(value).flatMap(([name, member]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (isObject(property)) return violations(member, property, root, `${at}.${name}`);
    return schema['additionalProperties'] === false ? [`${at} has "${name}", which is not known`] : [];
  });
  return [...missing, ...members];
}

function ofComposition(value: unknown, schema: Members, root: Members, at: string): string[] {
  const matches = (one: unknown): boolean => !isObject(one) || violations(value, one, root, at).length === 0;
  const of = (name: string): readonly unknown[] | undefined =>
    Array.isArray(schema[name]) ? (schema[name] as readonly unknown[]) : undefined;
  const found = (of('allOf') ?? []).flatMap((one) => (isObject(one) ? violations(value, one, root, at) : []));
  if (of('anyOf')?.some(matches) === false) found.push(`${at} matches none of the allowed forms`);
  const oneOf = of('oneOf');
  if (oneOf && oneOf.filter(matches).length !== 1) found.push(`${at} must match exactly one of the allowed forms`);
  if (isObject(schema['if'])) {
    const branch = matches(schema['if']) ? schema['then'] : schema['else'];
    if (isObject(branch)) found.push(...violations(value, branch, root, at));
  }
  return found;
}

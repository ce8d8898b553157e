/** How values and what was expected of them are said in a finding: "a string", "nothing", "one of "text", "image"". */
import { isObject, type Json, member, quote } from '../engine/json.ts';

const WITH_ARTICLE: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'a boolean',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};
const FORMATTED: Readonly<Record<string, string>> = {
  byte: 'base64 (RFC 4648, section 4)',
  uri: 'an absolute URI (RFC 3986)',
  'uri-template': 'a URI template (RFC 6570)',
};

/** Long values are cut: a finding is read, and `path` says where the rest is. */
const SHOWN = 60;

const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

export const typeWords = (type: unknown): string =>
  orList((Array.isArray(type) ? type : [type]).map((each) => WITH_ARTICLE[String(each)] ?? String(each)));

export const formatWords = (format: unknown): string => FORMATTED[String(format)] ?? `a ${String(format)}`;

export const enumWords = (values: unknown): string => {
  const quoted = Array.isArray(values) ? values.map((each) => quote(each)) : [];
  return quoted.length === 1 ? (quoted[0] ?? '') : `one of ${quoted.join(', ')}`;
};

/** The value as a person would name it: its JSON type, and itself where it is short. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (isObject(value)) return 'an object';
  return `${WITH_ARTICLE[typeof value] ?? 'a value'}: ${quote(value, SHOWN)}`;
}

/** What a schema asks of a value that is not there at all. */
export function schemaWords(schema: Json | undefined): string {
  if (!isObject(schema)) return 'a value';
  if (Object.hasOwn(schema, 'const')) return quote(schema['const']);
  if (Array.isArray(schema['enum'])) return enumWords(schema['enum']);
  const format = member(schema, 'format');
  if (format !== undefined) return formatWords(format);
  const type = member(schema, 'type');
  return type === undefined ? 'a value' : typeWords(type);
}

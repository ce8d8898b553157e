/** Small readers of JSON values that came from a stranger. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an own member; undefined where there is none or the holder is no object. Never reads the prototype. */
export function member(value: unknown, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** `member` along a path. */
export const at = (value: unknown, ...path: readonly string[]): Json | undefined =>
  path.reduce<unknown>((holder, name) => member(holder, name), value) as Json | undefined;

export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** The parsed value; undefined where the text is not JSON. */
export function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A value as a finding quotes it: compact JSON, cut to a length that fits a line. */
export function quote(value: unknown, length = 120): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

/** JSON with members in order, so that two values that mean the same compare equal. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isObject(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Json)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

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
export function at(value: unknown, ...path: readonly string[]): Json | undefined {
  let holder = value;
  for (const name of path) holder = member(holder, name);
  return holder as Json | undefined;
}

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

/**
 * How deep a value is read. A stranger may nest without end, and how much the machine could follow differs from one to the next;
 * a judgement may not.
 */
const MOST_LEVELS = 500;

const isTooDeep = (value: unknown, levels = MOST_LEVELS): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((each) => isTooDeep(each, levels - 1)));

/** A value as a finding quotes it: compact JSON, cut to a length that fits a line, never within a character. */
export function quote(value: unknown, length = 120): string {
  if (value === undefined) return 'nothing';
  if (isTooDeep(value)) return `a value of more than ${MOST_LEVELS} levels`;
  const text = JSON.stringify(value);
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return `${text.slice(0, end)}… (${text.length} characters)`;
}

/** JSON with members in order, so that two values that mean the same compare equal. What lies too deep is left out. */
export const canonical = (value: Json): string => ordered(value, MOST_LEVELS);

/**
 * Whether two values mean the same: what `canonical` makes of them is equal. Nothing is written for it, and the first difference ends
 * it, which lists of other things have at their beginning.
 */
export const isSameValue = (one: Json, other: Json): boolean => areAlike(one, other, MOST_LEVELS);

function areAlike(one: Json, other: Json, levels: number): boolean {
  if (one === other) return true;
  if (levels === 0 && (isHolder(one) || isHolder(other))) return cutOff(one) === cutOff(other);
  if (!isHolder(one) || !isHolder(other))
    return !isHolder(one) && !isHolder(other) && JSON.stringify(one) === JSON.stringify(other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(other, name) &&
      areAlike(Reflect.get(one, name) as Json, Reflect.get(other, name) as Json, levels - 1),
  );
}

const isHolder = (value: Json): value is readonly Json[] | JsonObject => typeof value === 'object' && value !== null;
/** What `canonical` leaves of a value that lies too deep. */
const cutOff = (value: Json): Json => (isHolder(value) ? '…' : value);

/** Most writers put the members of a kind in the same order, and few members are many: to look is cheaper than to sort. */
function inOrder(names: string[]): readonly string[] {
  for (let index = 1; index < names.length; index++)
    if ((names[index - 1] as string) > (names[index] as string)) return names.sort();
  return names;
}

function ordered(value: Json, levels: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (levels === 0) return '"…"';
  // Built in one go: this is done to every message, and more than once.
  let text = '';
  if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) text += `${text === '' ? '' : ','}${ordered(each, levels - 1)}`;
    return `[${text}]`;
  }
  const holder = value as JsonObject;
  for (const name of inOrder(Object.keys(holder)))
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${ordered(holder[name] as Json, levels - 1)}`;
  return `{${text}}`;
}

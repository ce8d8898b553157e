/**
 * Arguments for a tool, made from its own input schema: the same for the same seed, as few and as small as the schema allows. What
 * is made is checked against the schema before it is used; a tool for which nothing fits is left alone.
 */
import { instanceProblems } from '../../judge/schema/subject-schema.ts';
import { token } from './ids.ts';
import type { JsonObject } from './reply.ts';

/** References and nested schemas are followed no deeper than this. */
const MAX_DEPTH = 12;
/** No schema is worth more steps than this: branches of branches multiply. */
const MAX_STEPS = 2_000;
/** A schema may ask for very long strings and lists; we do not send them. */
const MOST = 1_000;

/** What the standard formats look like. Example domains and documentation addresses: nothing that is reached leads anywhere. */
const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-02',
  'date-time': '2026-01-02T03:04:05Z',
  duration: 'P1D',
  email: 'accord@example.com',
  hostname: 'example.com',
  'idn-email': 'accord@example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  iri: 'https://example.com/accord',
  'iri-reference': '/accord',
  'json-pointer': '/accord',
  regex: '^accord$',
  'relative-json-pointer': '0/accord',
  time: '03:04:05Z',
  uri: 'https://example.com/accord',
  'uri-reference': '/accord',
  'uri-template': 'https://example.com/{accord}',
  uuid: '6f1c1f1e-9d4b-4c53-8f0e-2a7c1d0b3e55',
};
/** Tried where a pattern is asked for; which of them fits is found out at the end. */
const PATTERNED = ['', 'a', 'A', '0', '1', 'abc', 'ABC', '123', '2026-01-02', 'a-b', 'a.b', 'a1', '1.0.0', '#aabbcc'];

/** Thrown where a schema cannot be satisfied this way. */
class Unable extends Error {}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (holder: JsonObject, name: string): unknown => (Object.hasOwn(holder, name) ? holder[name] : undefined);
const numberAt = (schema: JsonObject, name: string): number | undefined => {
  const value = own(schema, name);
  return typeof value === 'number' ? value : undefined;
};
const listAt = (schema: JsonObject, name: string): readonly unknown[] => {
  const value = own(schema, name);
  return Array.isArray(value) ? value : [];
};

class Maker {
  readonly #root: unknown;
  readonly #seed: string;
  /** Whether members that are not required are given too. */
  readonly #whole: boolean;
  /** Which of the strings that might fit a pattern is tried. */
  readonly #patterned: string;
  #steps = 0;

  constructor(root: unknown, seed: string, whole: boolean, patterned: string) {
    this.#root = root;
    this.#seed = seed;
    this.#whole = whole;
    this.#patterned = patterned;
  }

  value(schema: unknown, path: string, depth = 0): unknown {
    this.#steps += 1;
    if (depth > MAX_DEPTH || this.#steps > MAX_STEPS) throw new Unable('too deep');
    if (schema === true) return this.#text({}, path);
    if (!isObject(schema)) throw new Unable('nothing fits');
    for (const name of ['const', 'default'] as const) if (Object.hasOwn(schema, name)) return schema[name];
    const [example] = listAt(schema, 'examples');
    if (example !== undefined) return example;
    const choices = listAt(schema, 'enum');
    if (choices.length > 0) return choices[Number.parseInt(token(this.#seed, path), 36) % choices.length];
    const branches = this.#branches(schema);
    if (branches !== undefined) return this.#firstOf(branches, path, depth);
    switch (typeOf(schema)) {
      case 'object':
        return this.object(schema, path, depth);
      case 'array':
        return this.#array(schema, path, depth);
      case 'string':
        return this.#text(schema, path);
      case 'integer':
        return numberFor(schema, 1);
      case 'number':
        return numberFor(schema, 0);
      case 'boolean':
        return false;
      case 'null':
        return null;
      default:
        throw new Unable('unknown type');
    }
  }

  object(schema: JsonObject, path: string, depth = 0): JsonObject {
    const branches = this.#branches(schema);
    if (branches !== undefined) {
      const made = this.#firstOf(branches, path, depth);
      if (!isObject(made)) throw new Unable('no object');
      return made;
    }
    const given = own(schema, 'properties');
    const properties = isObject(given) ? given : {};
    const required = listAt(schema, 'required').filter((name): name is string => typeof name === 'string');
    const names = new Set([...required, ...(this.#whole ? Object.keys(properties) : [])]);
    for (const name of Object.keys(properties)) {
      if (names.size >= (numberAt(schema, 'minProperties') ?? 0)) break;
      names.add(name);
    }
    const entries = [...names].map((name) => {
      const of = own(properties, name) ?? own(schema, 'additionalProperties') ?? true;
      return [name, this.value(of, `${path}/${name}`, depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  }

  /** The schemas of which one has to be met, each joined with what stands beside it; undefined where there is no choice to make. */
  #branches(schema: JsonObject): readonly JsonObject[] | undefined {
    const reference = own(schema, '$ref');
    if (typeof reference === 'string') {
      const { $ref: _, ...rest } = schema;
      return [joined(rest, this.#resolve(reference))];
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      const inside = listAt(schema, keyword);
      if (inside.length === 0) continue;
      const { [keyword]: _, ...rest } = schema;
      return keyword === 'allOf'
        ? [inside.reduce<JsonObject>(joined, rest)]
        : inside.filter((each) => each !== false).map((each) => joined(rest, each));
    }
    return undefined;
  }

  #firstOf(branches: readonly JsonObject[], path: string, depth: number): unknown {
    for (const branch of branches) {
      try {
        return this.value(branch, path, depth + 1);
      } catch (error) {
        if (!(error instanceof Unable)) throw error;
      }
    }
    throw new Unable('no branch fits');
  }

  /** A pointer within the schema itself. Nothing is fetched. */
  #resolve(reference: string): unknown {
    if (reference !== '#' && !reference.startsWith('#/')) throw new Unable('a reference to elsewhere');
    let found: unknown = this.#root;
    for (const step of reference.split('/').slice(1)) {
      const name = decodeURIComponentOr(step).replaceAll('~1', '/').replaceAll('~0', '~');
      found = Array.isArray(found) ? found[Number(name)] : isObject(found) ? own(found, name) : undefined;
    }
    if (found === undefined) throw new Unable('a reference to nothing');
    return found;
  }

  #array(schema: JsonObject, path: string, depth: number): readonly unknown[] {
    const fixed = listAt(schema, 'prefixItems');
    const contains = own(schema, 'contains');
    const least = Math.max(numberAt(schema, 'minItems') ?? 0, contains === undefined ? 0 : 1, this.#whole ? 1 : 0);
    const length = Math.min(least, numberAt(schema, 'maxItems') ?? least);
    if (length > MOST) throw new Unable('too long');
    return Array.from({ length }, (_, index) => {
      const of = fixed[index] ?? contains ?? own(schema, 'items') ?? true;
      return this.value(of, `${path}/${index}`, depth + 1);
    });
  }

  #text(schema: JsonObject, path: string): string {
    const format = own(schema, 'format');
    if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) return FORMATS[format] as string;
    const least = numberAt(schema, 'minLength') ?? 0;
    const most = numberAt(schema, 'maxLength') ?? MOST;
    if (least > MOST) throw new Unable('too long');
    const plain = Object.hasOwn(schema, 'pattern') ? this.#patterned : `accord-${token(this.#seed, path)}`;
    return plain.slice(0, Math.max(0, most)).padEnd(least, 'x');
  }
}

/** The type that the schema names, or that its keywords are about. */
function typeOf(schema: JsonObject): unknown {
  const type = own(schema, 'type');
  if (Array.isArray(type)) return type.find((each) => each !== 'null') ?? type[0];
  if (type !== undefined) return type;
  const has = (...names: readonly string[]): boolean => names.some((name) => Object.hasOwn(schema, name));
  if (has('properties', 'required', 'minProperties', 'additionalProperties')) return 'object';
  if (has('items', 'prefixItems', 'minItems', 'contains')) return 'array';
  if (has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return 'number';
  return 'string';
}

/** The smallest number from one on that the bounds allow, in steps of `multipleOf` (of one for an integer). */
function numberFor(schema: JsonObject, whole: 0 | 1): number {
  const step = numberAt(schema, 'multipleOf') ?? whole;
  const low = numberAt(schema, 'minimum') ?? numberAt(schema, 'exclusiveMinimum');
  const high = numberAt(schema, 'maximum') ?? numberAt(schema, 'exclusiveMaximum');
  let value = Math.max(1, low ?? 1);
  if (low !== undefined && low < 1) value = high === undefined || high >= 1 ? 1 : Math.min(high, Math.max(low, 0));
  else if (low === undefined && high !== undefined && high < 1) value = high;
  if (step > 0) value = Math.ceil(value / step) * step;
  const beyond = numberAt(schema, 'exclusiveMinimum');
  if (beyond !== undefined && value <= beyond) value += step > 0 ? step : gap(beyond, high);
  const below = numberAt(schema, 'exclusiveMaximum');
  if (below !== undefined && value >= below) value -= step > 0 ? step : gap(low, below);
  const most = numberAt(schema, 'maximum');
  if (most !== undefined && value > most && step > 0) value = Math.floor(most / step) * step;
  return value;
}

/** A step that stays between two bounds where there are two. */
const gap = (low: number | undefined, high: number | undefined): number =>
  low !== undefined && high !== undefined && high > low ? Math.min(1, (high - low) / 2) : 1;

/** Two schemas that both have to be met, as one. Where both say something of the same keyword, the second is the closer one. */
function joined(one: JsonObject, other: unknown): JsonObject {
  if (other === true) return one;
  if (!isObject(other)) throw new Unable('nothing fits');
  const both: JsonObject = { ...one, ...other };
  const [here, there] = [own(one, 'properties'), own(other, 'properties')];
  if (isObject(here) && isObject(there)) {
    const shared = Object.entries(there).map(([name, schema]) => {
      const beside = own(here, name);
      return [name, isObject(beside) ? joined(beside, schema) : schema] as const;
    });
    both.properties = { ...here, ...Object.fromEntries(shared) };
  }
  const required = [...new Set([...listAt(one, 'required'), ...listAt(other, 'required')])];
  if (required.length > 0) both.required = required;
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const [left, right] = [listAt(one, keyword), listAt(other, keyword)];
    if (left.length > 0 && right.length > 0) {
      both[keyword] = keyword === 'allOf' ? [...left, ...right] : right;
      if (keyword !== 'allOf') both.allOf = [...listAt(both, 'allOf'), { [keyword]: left }];
    }
  }
  return both;
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Arguments that the schema accepts; undefined where we cannot make any, or cannot tell. */
export function argumentsFor(schema: unknown, seed: string): JsonObject | undefined {
  if (!isObject(schema)) return undefined;
  for (const patterned of hasPattern(schema) ? PATTERNED : ['']) {
    for (const whole of [false, true]) {
      const made = attempt(schema, seed, whole, patterned);
      if (made === undefined) continue;
      const { judged, problems } = instanceProblems(schema, made);
      if (!judged) return undefined;
      if (problems.length === 0) return made;
    }
  }
  return undefined;
}

function attempt(schema: JsonObject, seed: string, whole: boolean, patterned: string): JsonObject | undefined {
  try {
    const made = new Maker(schema, seed, whole, patterned).object(schema, '');
    return isObject(made) ? made : undefined;
  } catch (error) {
    if (error instanceof Unable) return undefined;
    throw error;
  }
}

const hasPattern = (schema: JsonObject): boolean => JSON.stringify(schema).includes('"pattern"');

/**
 * Values against a schema that a subject supplied, interpreted without generating code and under a bound. The schema is
 * copied first, keyword by keyword: keywords that its dialect does not know are left out, `format` is an annotation, and
 * regular expressions are replaced by what `pattern.ts` makes of them.
 */
import { format as formats, type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isObject, type Json, type JsonObject, quote } from '../engine/json.ts';
import { type Dialect, isOfReasonableSize, KEYWORDS } from './dialect.ts';
import { type Pattern, patternOf } from './pattern.ts';

export interface Problem {
  /** JSON pointer into what was judged. */
  readonly path: string;
  readonly message: string;
}

/** Steps of the interpreter, and of all matches of regular expressions, after which we give up. */
const MAX_STEPS = 50_000;
const MAX_MATCHING = 20_000_000;
/** `uniqueItems` compares every item with every other. */
const MAX_COMPARED = 2_000;
const MAX_PROBLEMS = 20;

/** Why there is no verdict. */
export class NotJudged extends Error {}

/** The name under which the interpreter meets a regular expression: as a format, which it lets us define. */
const FORMAT = 'accord-pattern-';

/** What one interpretation may still spend, and what it has met. */
class Session {
  readonly patterns = new Map<string, { readonly name: string; readonly test: (text: string) => boolean }>();
  readonly keys: ReadonlySet<string>;
  readonly instanceSize: number;
  #steps = 0;
  #matching = 0;

  constructor(instance: unknown) {
    const keys = new Set<string>();
    let size = 0;
    const walk = (value: unknown): void => {
      size += 1;
      if (Array.isArray(value)) for (const each of value) walk(each);
      if (!isObject(value)) return;
      for (const [key, each] of Object.entries(value)) {
        keys.add(key);
        walk(each);
      }
    };
    walk(instance);
    this.keys = keys;
    this.instanceSize = size;
  }

  step(): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new NotJudged('the schema takes too many steps');
  }

  pattern(source: string): { readonly name: string; readonly test: (text: string) => boolean } {
    const known = this.patterns.get(source);
    if (known !== undefined) return known;
    const pattern = patternOf(source);
    if (pattern === undefined) throw new NotJudged(`the pattern ${quote(source)} cannot be matched in bounded time`);
    const made = { name: `${FORMAT}${this.patterns.size}`, test: this.#bounded(pattern) };
    this.patterns.set(source, made);
    return made;
  }

  #bounded({ matches, size }: Pattern): (text: string) => boolean {
    const answers = new Map<string, boolean>();
    return (text) => {
      const known = answers.get(text);
      if (known !== undefined) return known;
      this.#matching += text.length * size;
      if (this.#matching > MAX_MATCHING) throw new NotJudged('the patterns take too many steps');
      const answer = matches(text);
      answers.set(text, answer);
      return answer;
    };
  }
}

const UNFOLLOWED = ['$dynamicRef', '$recursiveRef'];

/** The copy that is interpreted. */
function copyOf(schema: Json, dialect: Dialect, session: Session): Json {
  if (Array.isArray(schema)) return schema.map((each: Json) => copyOf(each, dialect, session));
  if (!isObject(schema)) return schema;
  const keywords = KEYWORDS[dialect];
  const copy: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (UNFOLLOWED.includes(keyword)) throw new NotJudged(`we do not follow ${keyword}`);
    if (keyword === '$ref' && /\/patternProperties\//.test(String(value))) {
      throw new NotJudged('a reference leads into patternProperties');
    }
    if (keyword === 'uniqueItems' && value === true && session.instanceSize > MAX_COMPARED) {
      throw new NotJudged('the value is too large to compare all its items');
    }
    if (keywords.plain.has(keyword)) copy[keyword] = value;
    else if (Array.isArray(value) && keywords.schemas.has(keyword)) copy[keyword] = copyOf(value, dialect, session);
    else if (keywords.schema.has(keyword)) copy[keyword] = copyOf(value, dialect, session);
    else if (keywords.schemas.has(keyword)) copy[keyword] = copyOf(value, dialect, session);
    else if (keywords.schemaMap.has(keyword) && isObject(value)) {
      copy[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [
          name,
          Array.isArray(each) ? each : copyOf(each, dialect, session),
        ]),
      );
    }
  }
  const { pattern, patternProperties } = schema;
  if (typeof pattern === 'string') copy['format'] = session.pattern(pattern).name;
  if (isObject(patternProperties)) settle(copy, patternProperties, dialect, session);
  // Read once each time that the interpreter applies this schema, and so what its steps are counted by.
  const { type } = copy;
  return Object.defineProperty(copy, 'type', {
    enumerable: type !== undefined,
    get: () => {
      session.step();
      return type;
    },
  }) as JsonObject;
}

/**
 * `patternProperties` as `properties`: which members it means is known, for the instance is. A member that only a pattern
 * names is named beside it too, so that `additionalProperties` leaves it alone; what it must fit stands in `allOf`.
 */
function settle(copy: Record<string, Json>, byPattern: JsonObject, dialect: Dialect, session: Session): void {
  const properties: Record<string, Json> = isObject(copy['properties']) ? { ...copy['properties'] } : {};
  const branches: Json[] = [];
  for (const [source, schema] of Object.entries(byPattern)) {
    const { test } = session.pattern(source);
    const meant = [...session.keys].filter(test);
    const inside = copyOf(schema, dialect, session);
    branches.push({ properties: Object.fromEntries(meant.map((name) => [name, inside])) });
    for (const name of meant) if (!Object.hasOwn(properties, name)) properties[name] = true;
  }
  copy['properties'] = properties;
  copy['allOf'] = [...(Array.isArray(copy['allOf']) ? (copy['allOf'] as readonly Json[]) : []), ...branches];
}

/** Errors that only say that another one stands below them. They stay where that other one is a plain `false`. */
const WRAPPERS = new Set([
  ...['$ref', 'additionalItems', 'additionalProperties', 'allOf', 'dependentSchemas', 'if', 'items'],
  ...['prefixItems', 'properties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
]);
/** Errors that say it all: those below them are of branches, none of which need have held. */
const WHOLES = new Set(['anyOf', 'contains', 'minContains', 'oneOf']);

function problemsOf(units: readonly OutputUnit[], session: Session): readonly Problem[] {
  const sources = new Map([...session.patterns].map(([source, { name }]) => [name, source]));
  const problems: Problem[] = [];
  let whole: string | undefined;
  for (const [index, { error, instanceLocation, keyword, keywordLocation }] of units.entries()) {
    if (problems.length === MAX_PROBLEMS) break;
    // What is below a whole follows it at once.
    if (whole !== undefined && keywordLocation.startsWith(whole)) continue;
    whole = WHOLES.has(keyword) ? `${keywordLocation}/` : undefined;
    if (WRAPPERS.has(keyword) && units[index + 1]?.keyword !== 'false') continue;
    if (keyword === 'false' && WRAPPERS.has(units[index - 1]?.keyword ?? '')) continue;
    const name = keyword === 'format' ? /"(.*)"/.exec(error)?.[1] : undefined;
    const source = name === undefined ? undefined : sources.get(name);
    const message = source === undefined ? error : `String does not match the pattern ${quote(source)}.`;
    problems.push({ path: decodeURI(instanceLocation.slice(1)), message });
  }
  return problems;
}

/** Where the instance does not fit the schema. Throws where that cannot be said. */
export function interpret(schema: Json, dialect: Dialect, instance: Json): readonly Problem[] {
  if (!isOfReasonableSize(instance)) throw new NotJudged('the value is too large or too deep');
  const session = new Session(instance);
  const copy = copyOf(schema, dialect, session) as Schema | boolean;
  const ours = [...session.patterns.values()];
  const table = formats as Record<string, (text: string) => boolean>;
  for (const { name, test } of ours) table[name] = test;
  try {
    const validator = new Validator(copy as Schema, dialect === '2020-12' ? '2020-12' : '7', false);
    const { valid, errors } = validator.validate(instance);
    if (valid) return [];
    const problems = problemsOf(errors, session);
    return problems.length > 0 ? problems : [{ path: '', message: 'The value does not fit the schema.' }];
  } finally {
    for (const { name } of ours) delete table[name];
  }
}

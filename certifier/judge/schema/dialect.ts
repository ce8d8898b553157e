/** Which JSON Schema a schema is written in, which of its keywords hold schemas, and how large a value is. */
import { isObject, member } from '../engine/json.ts';
import { pointerTo } from './pointer.ts';

export type Dialect = '2020-12' | 'draft-07';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
  'http://json-schema.org/draft-07/schema': 'draft-07',
};

/** The dialect that a schema declares, 2020-12 where it declares none; undefined where it is one that we do not judge. */
export function dialectOf(schema: unknown): Dialect | undefined {
  const declared = member(schema, '$schema');
  if (typeof declared !== 'string') return '2020-12';
  const name = declared.replace(/#$/, '');
  return Object.hasOwn(DIALECTS, name) ? DIALECTS[name] : undefined;
}

/** What stands under a keyword. Keywords that are named nowhere here assert nothing. */
interface Keywords {
  readonly schema: ReadonlySet<string>;
  readonly schemas: ReadonlySet<string>;
  readonly schemaMap: ReadonlySet<string>;
  /** Everything else that asserts or names something. */
  readonly plain: ReadonlySet<string>;
}

const SCHEMA = ['additionalProperties', 'contains', 'else', 'if', 'items', 'not', 'propertyNames', 'then'];
const SCHEMAS = ['allOf', 'anyOf', 'oneOf'];
const SCHEMA_MAP = ['$defs', 'definitions', 'properties'];
const PLAIN = [
  ...['$id', '$ref', 'const', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'maxItems', 'maxLength', 'maxProperties'],
  ...['maximum', 'minItems', 'minLength', 'minProperties', 'minimum', 'multipleOf', 'required', 'type', 'uniqueItems'],
];

export const KEYWORDS: Readonly<Record<Dialect, Keywords>> = {
  '2020-12': {
    schema: new Set([...SCHEMA, 'unevaluatedItems', 'unevaluatedProperties']),
    schemas: new Set([...SCHEMAS, 'prefixItems']),
    schemaMap: new Set([...SCHEMA_MAP, 'dependentSchemas']),
    plain: new Set([...PLAIN, '$anchor', 'dependentRequired', 'maxContains', 'minContains']),
  },
  'draft-07': {
    schema: new Set([...SCHEMA, 'additionalItems']),
    schemas: new Set([...SCHEMAS, 'items']),
    schemaMap: new Set([...SCHEMA_MAP, 'dependencies']),
    plain: new Set(PLAIN),
  },
};

/** Beyond these a schema or an instance is not judged: no honest one comes near. */
const MAX_DEPTH = 100;
const MAX_NODES = 20_000;

/** Whether a value can be walked at all. Itself walks without recursion, and stops at the bound. */
export function isOfReasonableSize(value: unknown): boolean {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  let nodes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    nodes += 1;
    if (next.depth > MAX_DEPTH || nodes + waiting.length > MAX_NODES) return false;
    const inside = Array.isArray(next.value) ? next.value : isObject(next.value) ? Object.values(next.value) : [];
    if (nodes + inside.length > MAX_NODES) return false;
    for (const each of inside) waiting.push({ value: each, depth: next.depth + 1 });
  }
  return true;
}

interface Placed {
  readonly path: string;
  readonly schema: unknown;
}

/** A schema and all schemas inside it, each with the pointer that leads to it. For schemas of reasonable size. */
export function schemasIn(schema: unknown, dialect: Dialect, path = ''): readonly Placed[] {
  if (!isObject(schema)) return [{ path, schema }];
  const keywords = KEYWORDS[dialect];
  const inside = Object.entries(schema).flatMap(([keyword, value]): readonly Placed[] => {
    const here = pointerTo(path, keyword);
    if (Array.isArray(value) && keywords.schemas.has(keyword)) {
      return value.flatMap((each, index) => schemasIn(each, dialect, pointerTo(here, index)));
    }
    if (!isObject(value) && typeof value !== 'boolean') return [];
    if (keywords.schema.has(keyword)) return schemasIn(value, dialect, here);
    if (!isObject(value) || !(keywords.schemaMap.has(keyword) || keyword === 'patternProperties')) return [];
    return Object.entries(value).flatMap(([name, each]) =>
      Array.isArray(each) ? [] : schemasIn(each, dialect, pointerTo(here, name)),
    );
  });
  return [{ path, schema }, ...inside];
}

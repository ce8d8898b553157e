/**
 * For tests: upstream's published schema as an oracle for ours. It stands beside the checkout or not at all, and nothing
 * of it is copied into the project.
 */
// biome-ignore-all lint/correctness/noNodejsModules: only tests import it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json, type JsonObject, member } from '../engine/json.ts';
import type { SchemaRevision } from './methods.ts';

const UPSTREAM = fileURLToPath(new URL('../../../../shared/mcp-upstream/', import.meta.url));

export const oracleIsPresent = existsSync(UPSTREAM);

export interface Oracle {
  readonly definitions: JsonObject;
  accepts(definition: string, value: unknown): boolean;
}

type Definitions = Record<string, AnySchemaObject>;
const ref = (name: string): AnySchemaObject => ({ $ref: `#/$defs/${name}` });
const without = (name: string, ...members: readonly string[]): AnySchemaObject => ({
  allOf: [ref(name), { not: { anyOf: members.map((member) => ({ required: [member] })) } }],
});

/** Every deliberate difference between upstream's schema and ours, as what upstream's would have to say to agree. */
function mend(definitions: Definitions): void {
  const change = (name: string, how: (definition: AnySchemaObject) => void): void => {
    if (definitions[name] !== undefined) how(definitions[name]);
  };
  // schema.ts says `number` and `null` where the generated schema.json says `integer` and nothing.
  if (definitions['JSONValue'] !== undefined) definitions['JSONValue'] = {};
  change('ElicitResult', ({ properties }) => {
    properties.content.additionalProperties.anyOf[1].type = ['string', 'number', 'boolean'];
  });
  // JSON-RPC 2.0, which upstream asks for, has a null id where the id of the request could not be read.
  for (const definition of Object.values(definitions)) {
    if (definition['properties']?.error !== undefined)
      definition['properties'].id = { type: ['string', 'integer', 'null'] };
  }
  // A message with a method and an id is a request: a wrong id makes it a wrong request, not a notification.
  change('JSONRPCMessage', (definition) => {
    definition['anyOf'][1] = without('JSONRPCNotification', 'id');
  });
  // A result that does not ask for input is the method's own: upstream's union takes any result for one that asks.
  const asks = { type: 'object', required: ['resultType'], properties: { resultType: { const: 'input_required' } } };
  for (const name of ['CallTool', 'GetPrompt', 'ReadResource']) {
    change(`${name}ResultResponse`, ({ properties }) => {
      const other = { allOf: [ref(`${name}Result`), { not: asks }] };
      properties.result = { anyOf: [{ allOf: [ref('InputRequiredResult'), asks] }, other] };
    });
  }
  // A field that lists its choices is a choice: upstream's union takes a wrong choice for a text field, which ignores them.
  const choices = [
    without('UntitledSingleSelectEnumSchema', 'oneOf', 'enumNames'),
    ref('TitledSingleSelectEnumSchema'),
  ];
  const several = [ref('UntitledMultiSelectEnumSchema'), ref('TitledMultiSelectEnumSchema')];
  const legacy = without('LegacyTitledEnumSchema', 'oneOf');
  change('EnumSchema', (definition) => {
    definition['anyOf'] = [...choices, ...several, legacy];
  });
  change('PrimitiveSchemaDefinition', (definition) => {
    const text = without('StringSchema', 'oneOf', 'enum');
    definition['anyOf'] = [text, ref('NumberSchema'), ref('BooleanSchema'), ...choices, ...several, legacy];
  });
}

export function oracleOf(revision: SchemaRevision): Oracle {
  const schema = JSON.parse(readFileSync(`${UPSTREAM}${revision}/schema.json`, 'utf8')) as AnySchemaObject;
  mend(schema['$defs'] as Definitions);
  const ajv = new Ajv2020({ strict: false, inlineRefs: false, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(schema, 'upstream');
  return {
    definitions: schema['$defs'] as JsonObject,
    accepts: (definition, value) => ajv.getSchema(`upstream#/$defs/${definition}`)?.(value) === true,
  };
}

export interface Example {
  readonly definition: string;
  readonly name: string;
  readonly value: Json;
}

/** The examples that upstream publishes; of 2026-07-28 alone. */
export function examplesOf(revision: SchemaRevision): readonly Example[] {
  const folder = `${UPSTREAM}${revision}/examples`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((definition) =>
    readdirSync(`${folder}/${definition}`).map((name) => ({
      definition,
      name,
      value: JSON.parse(readFileSync(`${folder}/${definition}/${name}`, 'utf8')) as Json,
    })),
  );
}

const TEXTS: Readonly<Record<string, string>> = { uri: 'file:///a', byte: 'AAAA', 'uri-template': 'file:///{a}' };

/** A value that a schema of upstream's accepts, with every optional member, taking the branch of that number in each union. */
function sampleOf(schema: Json | undefined, definitions: JsonObject, branch: number): Json {
  if (!isObject(schema)) return 'anything';
  const sample = (inside: Json | undefined): Json => sampleOf(inside, definitions, branch);
  const { $ref, anyOf, allOf } = schema;
  if ($ref === '#/$defs/JSONValue') return 'anything';
  if (typeof $ref === 'string') return sample(definitions[$ref.replace('#/$defs/', '')]);
  if (Array.isArray(anyOf)) return sample(anyOf[branch % anyOf.length] as Json);
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map((each: Json) => sample(each))) as Json;
  if (Object.hasOwn(schema, 'const')) return schema['const'] as Json;
  if (Array.isArray(schema['enum'])) return (schema['enum'] as readonly Json[])[branch % schema['enum'].length] ?? null;
  const { type } = schema;
  switch (Array.isArray(type) ? type[branch % type.length] : type) {
    case 'string':
      return TEXTS[String(member(schema, 'format'))] ?? 'text';
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return [sample(schema['items'])];
    case 'object': {
      const named = Object.entries(schema['properties'] ?? {}).map(([name, each]) => [name, sample(each as Json)]);
      const { additionalProperties } = schema;
      const free = isObject(additionalProperties) ? [['free', sample(additionalProperties)]] : [];
      return Object.fromEntries([...named, ...free]) as Json;
    }
    default:
      return 'anything';
  }
}

/** Values that upstream's definition accepts: one for each branch of its unions. */
export function samplesOf(definition: string, oracle: Oracle): readonly Json[] {
  const texts = new Set<string>();
  for (let branch = 0; branch < 8; branch += 1) {
    texts.add(JSON.stringify(sampleOf(oracle.definitions[definition], oracle.definitions, branch)));
  }
  return [...texts].map((text) => JSON.parse(text) as Json);
}

export interface Variation {
  /** What was done, where: `/tools/0/name: deleted`. */
  readonly change: string;
  readonly value: Json;
}

const INSTEAD: readonly Json[] = [null, 'text', 5, 1.5, -1, true, [], {}];

/** The value with one member deleted, or one value replaced by one of another type, at every place down to a depth. */
export function* variationsOf(value: Json, depth: number): Generator<Variation> {
  if (depth === 0) return;
  for (const other of INSTEAD) yield { change: `: ${JSON.stringify(other)}`, value: other };
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      for (const { change, value: inside } of variationsOf(each as Json, depth - 1)) {
        yield { change: `/${index}${change}`, value: value.with(index, inside) as Json };
      }
    }
  } else if (isObject(value)) {
    for (const [name, each] of Object.entries(value)) {
      const { [name]: _, ...rest } = value;
      yield { change: `/${name}: deleted`, value: rest };
      for (const { change, value: inside } of variationsOf(each, depth - 1)) {
        yield { change: `/${name}${change}`, value: { ...value, [name]: inside } };
      }
    }
  }
}

/** specification/tools.md, parameters in headers. */
import type { Check, Checks } from '../engine/check.ts';
import { isObject, type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import { dialectOf, isOfReasonableSize, schemasIn } from '../schema/dialect.ts';
import { unescapeStep, valueAt } from '../schema/pointer.ts';
import { eachTool, type JudgeTool } from './readers.ts';

interface HeaderAnnotation {
  /** JSON pointer to the schema that bears it. */
  readonly path: string;
  readonly value: unknown;
  readonly schema: JsonObject;
}

const HEADER = 'x-mcp-header';

/** Several rules ask for them of each tool. */
const annotated = new WeakMap<JsonObject, readonly HeaderAnnotation[]>();

/** Schemas inside the `inputSchema` of a tool that are annotated for a header; of members with that name, none. */
function headerAnnotations(tool: JsonObject): readonly HeaderAnnotation[] {
  const known = annotated.get(tool) ?? findAnnotations(tool);
  annotated.set(tool, known);
  return known;
}

function findAnnotations(tool: JsonObject): readonly HeaderAnnotation[] {
  const schema = member(tool, 'inputSchema');
  // The rules of the annotation are of no dialect, and every one has `properties`.
  const dialect = dialectOf(schema) ?? '2020-12';
  if (!isOfReasonableSize(schema)) return [];
  return schemasIn(schema, dialect).flatMap(({ path, schema: each }) =>
    isObject(each) && Object.hasOwn(each, HEADER) ? [{ path, value: each[HEADER], schema: each }] : [],
  );
}

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const headerNames: Check = (view, sink) => {
  const judge: JudgeTool = (tool, tell, examined) => {
    const names = new Set<string>();
    for (const { path, value } of headerAnnotations(tool)) {
      examined();
      const isToken = typeof value === 'string' && TOKEN.test(value);
      const name = isToken ? value.toLowerCase() : undefined;
      if (!isToken) {
        tell({
          message: `The \`${HEADER}\` at \`${path}\` of the tool ${quote(member(tool, 'name'))} is no name of a header.`,
          expected: 'one or more characters that may stand in the name of a field',
          actual: quote(value),
        });
      } else if (names.has(value.toLowerCase())) {
        tell({
          message: `The \`${HEADER}\` at \`${path}\` of the tool ${quote(member(tool, 'name'))} has a name that is taken.`,
          expected: 'names that differ by more than case',
          actual: `${quote(value)} again`,
        });
      }
      if (name !== undefined) names.add(name);
    }
  };
  eachTool(view, judge, sink);
};

/** A chain of `properties` from the root. */
const REACHED = /^(?:\/properties\/[^/]*)+$/;
/** What a parameter in a header may be; `null` stands beside another type where it may also be absent. */
const MIRRORED: ReadonlySet<unknown> = new Set(['integer', 'string', 'boolean']);

/** The type of a value that an enumeration allows. */
function typeOf(value: unknown): string {
  if (Number.isInteger(value)) return 'integer';
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/**
 * The types that a schema says it takes: by `type`, by the values that it allows, or by what it refers to in its document and its
 * branches. What says it in other ways is not looked at. `known`: each schema is looked at once, however often others refer to it.
 */
function typesIn(schema: unknown, root: unknown, known = new Map<unknown, readonly unknown[]>()): readonly unknown[] {
  const before = known.get(schema);
  if (!isObject(schema) || before !== undefined) return before ?? [];
  // One that leads round to itself adds nothing.
  known.set(schema, []);
  const types = [...new Set(findTypes(schema, root, (each) => typesIn(each, root, known)))];
  known.set(schema, types);
  return types;
}

type TypesIn = (schema: unknown) => readonly unknown[];

function findTypes(schema: JsonObject, root: unknown, inside: TypesIn): readonly unknown[] {
  const { type, $ref: reference, enum: values } = schema;
  if (type !== undefined) return [type].flat();
  if (Array.isArray(values)) return values.map(typeOf);
  if (Object.hasOwn(schema, 'const')) return [typeOf(schema.const)];
  const target = typeof reference === 'string' && reference.startsWith('#/') ? valueAt(root, reference) : undefined;
  const branches = ['anyOf', 'oneOf'].flatMap((keyword) => objectsIn(member(schema, keyword)));
  // Of schemas that hold together, one that is narrow enough is enough.
  const together = objectsIn(schema.allOf).map(inside);
  const narrow = together.find((types) => types.length > 0 && isMirrored(types)) ?? together.flat();
  return [...[target, ...branches].flatMap(inside), ...narrow];
}

const isMirrored = (types: readonly unknown[]): boolean =>
  types.length === 0 ||
  (types.every((each) => MIRRORED.has(each) || each === 'null') && types.some((each) => MIRRORED.has(each)));

const headerParameters: Check = (view, sink) => {
  const judge: JudgeTool = (tool, tell, examined) => {
    for (const { path, schema } of headerAnnotations(tool)) {
      examined();
      const of = `the tool ${quote(member(tool, 'name'))}`;
      if (!REACHED.test(path)) {
        tell({
          message: `An \`${HEADER}\` of ${of} stands where it cannot be read from the arguments.`,
          expected: 'a property that is reached from the root through `properties` alone',
          actual: path === '' ? 'the root' : `\`${path}\``,
        });
        continue;
      }
      const types = typesIn(schema, member(tool, 'inputSchema'));
      if (!isMirrored(types)) {
        tell({
          message: `The \`${HEADER}\` at \`${path}\` of ${of} stands at a parameter of another type.`,
          expected: 'a parameter of the type `integer`, `string` or `boolean`',
          actual: `the type ${types.map((each) => quote(each)).join(' or ')}`,
        });
      }
    }
  };
  eachTool(view, judge, sink);
};

/** Names that leave no doubt, without their case and what joins their words. */
const SECRETS: ReadonlySet<string> = new Set([
  'accesskey',
  'accesstoken',
  'apikey',
  'apisecret',
  'apitoken',
  'authtoken',
  'bearertoken',
  'clientsecret',
  'creditcard',
  'creditcardnumber',
  'credentials',
  'dateofbirth',
  'idtoken',
  'passportnumber',
  'passphrase',
  'passwd',
  'password',
  'privatekey',
  'refreshtoken',
  'secret',
  'secretaccesskey',
  'secretkey',
  'sessiontoken',
  'socialsecuritynumber',
  'ssn',
]);

/** Of a few values that everybody can read in the schema, or of yes and no, none is a secret. */
const isOfKnownValues = ({ type, enum: values, ...schema }: JsonObject): boolean =>
  type === 'boolean' || Array.isArray(values) || Object.hasOwn(schema, 'const');

const isSecret = (name: string): boolean => SECRETS.has(name.toLowerCase().replace(/[^a-z]/g, ''));
const nameAt = (path: string): string => unescapeStep(path.slice(path.lastIndexOf('/') + 1));

const noSecrets: Check = (view, sink) => {
  const judge: JudgeTool = (tool, tell, examined) => {
    for (const { path, value, schema } of headerAnnotations(tool)) {
      examined();
      if (isOfKnownValues(schema)) continue;
      // The header that repeats it may name it better than the parameter does.
      if (!isSecret(nameAt(path)) && !(typeof value === 'string' && isSecret(value))) continue;
      tell({
        message: `The tool ${quote(member(tool, 'name'))} has a parameter that holds a secret repeated in a header.`,
        expected: `no \`${HEADER}\` on it`,
        actual: `${quote(value)} at \`${path}\``,
      });
    }
  };
  eachTool(view, judge, sink);
};

export const checks: Checks = {
  'tools.x-mcp-header.no-sensitive-parameters': noSecrets,
  /** A permission: every tool could make use of it, and none breaks it. */
  'tools.x-mcp-header.allowed': (view, sink) => eachTool(view, (_tool, _tell, examined) => examined(), sink),
  'tools.x-mcp-header.name': headerNames,
  'tools.x-mcp-header.parameter': headerParameters,
};

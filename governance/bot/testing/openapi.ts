/** Judges a request by what GitHub publishes of its REST API: method, path, parameters and body. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly schema: object };
  readonly statuses: readonly number[];
}

export interface Matched {
  readonly operation: Operation;
  /** Values in the path, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const FILE = join(import.meta.dirname, 'github-openapi.json');
export const { operations } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly operations: readonly Operation[] };

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
const compiled = new Map<object, ValidateFunction>();
const problemsOf = (schema: object, value: unknown): readonly string[] => {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** GitHub's schemas allow members that they do not name; a member that GitHub does not know is a mistake of ours. */
const unknownMembers = (schema: object, body: unknown): readonly string[] => {
  const shapes = [
    schema,
    ...((schema as { oneOf?: object[] }).oneOf ?? []),
    ...((schema as { anyOf?: object[] }).anyOf ?? []),
  ];
  const known = shapes.flatMap((shape) => Object.keys((shape as { properties?: object }).properties ?? {}));
  return Object.keys((body ?? {}) as object).filter((name) => !known.includes(name));
};

const patternOf = ({ path }: Operation): RegExp => {
  const names = path
    .split('/')
    .map((part) => (part === '{ref}' ? '(?<ref>.+?)' : part.replace(/^\{(\w+)\}$/, '(?<$1>[^/]+)')));
  return new RegExp(`^${names.join('/')}$`);
};

const PATTERNS = operations.map((operation) => [operation, patternOf(operation)] as const);
const typed = (schema: Parameter['schema'], text: string): unknown =>
  schema.type === 'integer' ? Number(text) : schema.type === 'boolean' ? text === 'true' : text;

/** The operation that a request is; throws with everything that GitHub would not understand. */
export const match = (method: string, address: string, text: string | undefined): Matched => {
  const url = new URL(address);
  const found = PATTERNS.find(([operation, pattern]) => operation.method === method && pattern.test(url.pathname));
  if (found === undefined) throw new Error(`no operation of GitHub: ${method} ${url.pathname}`);
  const [operation, pattern] = found;
  const path = Object.fromEntries(
    Object.entries(pattern.exec(url.pathname)?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
  const problems: string[] = [];
  for (const { name, in: place, required, schema } of operation.parameters) {
    const value =
      place === 'path' ? path[name] : place === 'query' ? (url.searchParams.get(name) ?? undefined) : undefined;
    if (place === 'header') continue;
    if (value === undefined && required === true) problems.push(`${name} is missing in the ${place}`);
    if (value !== undefined) problems.push(...problemsOf(schema, typed(schema, value)).map((each) => `${name}${each}`));
  }
  for (const name of url.searchParams.keys())
    if (!operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name))
      problems.push(`${name} is no parameter`);
  const body: unknown = text === undefined || text === '' ? undefined : JSON.parse(text);
  if (operation.body?.required === true && body === undefined) problems.push('the body is missing');
  if (operation.body === undefined && body !== undefined) problems.push('there is a body');
  if (operation.body !== undefined && body !== undefined) {
    problems.push(...problemsOf(operation.body.schema, body).map((each) => `body${each}`));
    problems.push(...unknownMembers(operation.body.schema, body).map((name) => `${name} is no member of the body`));
  }
  if (problems.length > 0) throw new Error(`${operation.id}: ${problems.join('; ')}`);
  return { operation, path, query: url.searchParams, body };
};

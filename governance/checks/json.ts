/** JSON and JSON Lines against the JSON Schemas of the repository. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Files, textOf } from '../files.ts';
import type { Problem } from '../problem.ts';
import { schemaProblem } from './kind.ts';

const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats.default(ajv);

export type Parsed = { readonly value: unknown } | { readonly fault: string };

export const parseJson = (text: string): Parsed => {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
};

const findingOf = ({ instancePath, message = 'something else', params }: ErrorObject, line: number) => {
  const { additionalProperty } = params as { readonly additionalProperty?: string };
  const member = additionalProperty === undefined ? '' : ` (${additionalProperty})`;
  return {
    actual: `value at ${instancePath === '' ? 'the top' : instancePath}`,
    expected: `what the schema says: ${message}${member}`,
    place: { line, column: 1 },
  };
};

/** Compiled once per schema: a run checks hundreds of files against the same one. */
const compiled = new Map<string, ValidateFunction>();

/** `pointer`: a definition inside the schema; the whole of it when empty. */
const compile = (files: Files, schema: string, pointer: string): ValidateFunction => {
  const text = textOf(files, schema) ?? '';
  const key = `${pointer}\n${text}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  // Without its id, so that one instance of ajv takes the same schema from two trees of files.
  const { $id: _, ...whole } = JSON.parse(text) as { readonly $id?: string; readonly $defs?: object };
  const validate = ajv.compile(pointer === '' ? whole : { $ref: pointer, $defs: whole.$defs });
  compiled.set(key, validate);
  return validate;
};

export const checkValue = (
  files: Files,
  file: string,
  value: unknown,
  schema: { readonly file: string; readonly pointer?: string; readonly line?: number },
): readonly Problem[] => {
  const validate = compile(files, schema.file, schema.pointer ?? '');
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => schemaProblem(file, findingOf(error, schema.line ?? 1)));
};

export const checkJson = (files: Files, file: string, schema: string): readonly Problem[] => {
  const parsed = parseJson(textOf(files, file) ?? '');
  if ('fault' in parsed) return [schemaProblem(file, { actual: `text (${parsed.fault})`, expected: 'JSON' })];
  return checkValue(files, file, parsed.value, { file: schema });
};

/** A JSON Schema that is none would accept everything. */
export const checkIsSchema = (files: Files, file: string): readonly Problem[] => {
  const parsed = parseJson(textOf(files, file) ?? '');
  if ('fault' in parsed) return [schemaProblem(file, { actual: `text (${parsed.fault})`, expected: 'JSON' })];
  const { $schema } = parsed.value as { readonly $schema?: unknown };
  if ($schema !== 'https://json-schema.org/draft/2020-12/schema')
    return [schemaProblem(file, { actual: `$schema ${JSON.stringify($schema)}`, expected: 'JSON Schema 2020-12' })];
  if (ajv.validateSchema(parsed.value as object) === true) return [];
  return (ajv.errors ?? []).map((error) => schemaProblem(file, findingOf(error, 1)));
};

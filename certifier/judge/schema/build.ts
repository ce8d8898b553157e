// biome-ignore-all lint/correctness/noNodejsModules: runs while developing; nothing of the judge imports it.
/**
 * Compiles the message schemas of `specification/schema/` into `messages.generated.js`, and the meta-schemas of JSON Schema into
 * `meta-schemas.generated.js`: plain functions, so that judging needs no schema compiler, no `eval` and no Node. Two files, as the
 * rules that read the one do not read the other, and a browser loads what one rule needs.
 *
 *   node certifier/judge/schema/build.ts [--check]
 *
 * With `--check` it writes nothing and fails when a committed file is not what it would write. The same schemas give the same bytes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchemaObject, type Options } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { isObject, type Json, type JsonObject, member } from '../engine/json.ts';
import { FORMATS } from './formats.ts';
import { SCHEMA_REVISIONS } from './methods.ts';
import { placeOf } from './place.ts';
import { pointerTo } from './pointer.ts';
import { schemaWords } from './words.ts';

/** Names of the files that it writes, beside this one. */
export const OUTPUTS = ['messages.generated.js', 'meta-schemas.generated.js'] as const;
type Output = (typeof OUTPUTS)[number];
export const pathOf = (output: Output): string => fileURLToPath(new URL(output, import.meta.url));

const SCHEMAS = fileURLToPath(new URL('../../../specification/schema/', import.meta.url));
const OPTIONS: Options = {
  allErrors: true,
  inlineRefs: false,
  meta: false,
  validateSchema: false,
  code: { esm: true, source: true },
  logger: false,
};
/** A keyword below which member names are not keywords. */
const MAPS = new Set(['$defs', 'definitions', 'properties', 'patternProperties', 'dependentSchemas']);
const DEFINITION = /^#\/\$defs\/(\w+)$/;

export const readSchema = async (revision: string): Promise<JsonObject> =>
  JSON.parse(await readFile(`${SCHEMAS}${revision}.json`, 'utf8')) as JsonObject;

/** Whether a definition is that of an object, of a union of objects, or another name of one. */
const isOfObjects = (definition: Json): boolean =>
  member(definition, 'type') === 'object' || member(definition, '$ref') !== undefined;

/**
 * A definition as it is compiled. References lead to the compiled definition of that name. Where a member or an item
 * refers to one, the JSON type is also asserted there, and a definition that is no object is copied there: so a wrong
 * value is reported at the place that holds it (`Tool.annotations`) and not at the type that it should have been.
 */
function linked(node: Json, definitions: JsonObject, idOf: (name: string) => string, holds = false): Json {
  if (Array.isArray(node)) return node.map((each: Json) => linked(each, definitions, idOf));
  if (!isObject(node)) return node;
  const result: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === 'description') continue;
    if (keyword === '$ref') {
      const name = DEFINITION.exec(String(value))?.[1];
      const target = name === undefined ? undefined : definitions[name];
      if (name === undefined || target === undefined) throw new Error(`no definition for ${String(value)}`);
      if (
        isOfObjects(target) ||
        isObject(member(target, '$ref') ?? undefined) ||
        member(target, '$ref') !== undefined
      ) {
        if (holds) result['type'] = 'object';
        result['$ref'] = idOf(name);
      } else {
        Object.assign(result, linked(target, definitions, idOf));
      }
    } else if (MAPS.has(keyword) && isObject(value)) {
      result[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, linked(each, definitions, idOf, true)]),
      );
    } else if (keyword === 'const' || keyword === 'enum') {
      result[keyword] = value;
    } else {
      result[keyword] = linked(value, definitions, idOf, keyword === 'items' || keyword === 'additionalProperties');
    }
  }
  return result;
}

/** One module that exports the validator of each definition under its name. */
function messageModule(revision: string, schema: JsonObject): string {
  const ajv = new Ajv2020({ ...OPTIONS, messages: false, strict: true, strictTypes: false, strictRequired: false });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  const definitions = schema['$defs'] as JsonObject;
  const idOf = (name: string): string => `mcp:${revision}/${name}`;
  for (const [name, definition] of Object.entries(definitions)) {
    ajv.addSchema({ $id: idOf(name), ...(linked(definition, definitions, idOf) as AnySchemaObject) });
    // An error of a referenced schema says where in that schema it is, not in which: ajv leaves its root `#` unless told.
    const compiled = ajv.schemas[idOf(name)] ?? ajv.refs[idOf(name)];
    if (compiled === undefined || typeof compiled === 'string') throw new Error(`ajv did not take ${name}`);
    Object.assign(compiled, { schemaPath: name });
  }
  return standaloneCode(ajv, Object.fromEntries(Object.keys(definitions).map((name) => [name, idOf(name)])));
}

/** What is expected of each required member, by its place: ajv says that it is missing, not what it should have been. */
function requiredMembers(definitions: JsonObject): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (node: Json | undefined, path: string): void => {
    if (Array.isArray(node)) for (const [index, each] of node.entries()) walk(each, `${path}/${index}`);
    if (!isObject(node)) return;
    const required = member(node, 'required');
    for (const name of Array.isArray(required) ? (required as readonly string[]) : []) {
      const place = placeOf(path, name);
      const schema = member(member(node, 'properties'), name);
      if (schema !== undefined) found[place] = schemaWords(schema);
    }
    for (const [keyword, value] of Object.entries(node)) {
      if (keyword === 'if') continue;
      if (MAPS.has(keyword) && isObject(value)) {
        for (const [name, each] of Object.entries(value)) walk(each, pointerTo(`${path}/${keyword}`, name));
      } else {
        walk(value, `${path}/${keyword}`);
      }
    }
  };
  for (const [name, definition] of Object.entries(definitions)) walk(linked(definition, definitions, String), name);
  return found;
}

/** The meta-schema without what ajv does not compile ahead: its dynamic references all mean the meta-schema itself. */
function settled(node: unknown, root: string): unknown {
  if (Array.isArray(node)) return node.map((each) => settled(each, root));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([keyword, value]): [string, unknown][] => {
      if (keyword === '$dynamicRef' && value === '#meta') return [['$ref', root]];
      if (keyword === '$dynamicAnchor' && typeof value === 'string') return [];
      if (keyword === '$vocabulary' && !('type' in (value as object))) return [];
      return [[keyword, settled(value, root)]];
    }),
  );
}

/** The meta-schemas that ajv carries. Formats are annotations in both, so that no pattern of a subject is ever compiled. */
function metaModule(): string {
  const require = createRequire(import.meta.url);
  const carried = (path: string): AnySchemaObject => require(`ajv/dist/refs/${path}.json`) as AnySchemaObject;
  const ajv = new Ajv2020({ ...OPTIONS, strict: false, validateFormats: false });
  const newest = carried('json-schema-2020-12/schema');
  const root = newest['$id'] as string;
  for (const part of ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content']) {
    ajv.addSchema(settled(carried(`json-schema-2020-12/meta/${part}`), root) as AnySchemaObject);
  }
  ajv.addSchema(settled(newest, root) as AnySchemaObject);
  const draft07 = carried('json-schema-draft-07');
  ajv.addSchema({ ...draft07, $id: 'draft-07' });
  const code = standaloneCode(ajv, { draft202012: root, draft07: 'draft-07' });
  return `import equal from 'fast-deep-equal';\n${code.replaceAll('require("ajv/dist/runtime/equal").default', 'equal')}`;
}

interface Source {
  readonly modules: ReadonlyMap<string, string>;
  /** What joins them. */
  readonly entry: string;
  readonly from: string;
}

async function messageSource(): Promise<Source> {
  const modules = new Map<string, string>();
  const required: Record<string, Readonly<Record<string, string>>> = {};
  for (const revision of SCHEMA_REVISIONS) {
    const schema = await readSchema(revision);
    modules.set(revision, messageModule(revision, schema));
    required[revision] = requiredMembers(schema['$defs'] as JsonObject);
  }
  const entry = [
    ...SCHEMA_REVISIONS.map((revision, index) => `import * as revision${index} from 'compiled:${revision}';`),
    `export const messages = { ${SCHEMA_REVISIONS.map((revision, index) => `'${revision}': { ...revision${index} }`).join(', ')} };`,
    `export const requiredMembers = ${JSON.stringify(required)};`,
  ].join('\n');
  return { modules, entry, from: 'specification/schema/*.json' };
}

const metaSource = (): Source => ({
  modules: new Map([['meta', metaModule()]]),
  entry: [
    `import { draft202012, draft07 } from 'compiled:meta';`,
    `export const metaSchemas = { '2020-12': draft202012, 'draft-07': draft07 };`,
  ].join('\n'),
  from: 'the meta-schemas of JSON Schema',
});

const SOURCES: Readonly<Record<Output, () => Source | Promise<Source>>> = {
  'messages.generated.js': messageSource,
  'meta-schemas.generated.js': metaSource,
};

/** The text of one of the files. */
export async function generate(output: Output): Promise<string> {
  const { modules, entry, from } = await SOURCES[output]();
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: `// Made by certifier/judge/schema/build.ts from ${from}. Not for editing.` },
    plugins: [
      {
        name: 'compiled',
        setup(builder) {
          builder.onResolve({ filter: /^compiled:/ }, ({ path }) => ({ path: path.slice(9), namespace: 'compiled' }));
          builder.onLoad({ filter: /.*/, namespace: 'compiled' }, ({ path }) => ({
            contents: modules.get(path) ?? '',
            resolveDir: fileURLToPath(new URL('.', import.meta.url)),
          }));
        },
      },
    ],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no output');
  return file.text;
}

if (import.meta.main) {
  for (const output of OUTPUTS) {
    const text = await generate(output);
    if (!process.argv.includes('--check')) {
      await writeFile(pathOf(output), text);
      continue;
    }
    const committed = await readFile(pathOf(output), 'utf8').catch(() => '');
    if (committed === text) continue;
    console.error(`${output} is stale: run node certifier/judge/schema/build.ts`);
    process.exitCode = 1;
  }
}

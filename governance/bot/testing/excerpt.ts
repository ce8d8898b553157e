/**
 * Writes `github-openapi.json`: what GitHub publishes of the operations that the bot uses, and of no others, because the
 * whole description is hundreds of megabytes. To regenerate, unpack the package @octokit/openapi somewhere and run
 *
 *     node governance/bot/testing/excerpt.ts <folder of the package>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from './operations.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Fields = { readonly [name: string]: Json };

/** Words for people, and examples, which are most of the bytes. */
const DROPPED = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'title', 'x-multi-segment']);

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (root: Json, pointer: string): Json =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json>((value, key) => (isFields(value) ? (value[key] ?? null) : null), root);

/** OpenAPI 3.0 has a word of its own where JSON Schema has a type. */
const orNull = ({ nullable, ...schema }: Fields): Fields =>
  nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;

/** `names`: the value is a map from names that others chose, such as properties, so none of them is a word of ours. */
const inlined = (value: Json, root: Json, names = false): Json => {
  if (Array.isArray(value)) return value.map((each: Json) => inlined(each, root));
  if (!isFields(value)) return value;
  if (typeof value.$ref === 'string') return inlined(at(root, value.$ref.slice(1)), root);
  const fields = Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => names || !DROPPED.has(name))
      .map(([name, each]) => [name, inlined(each, root, !names && name === 'properties')]),
  );
  return names ? fields : orNull(fields);
};

const [folder = ''] = process.argv.slice(2);
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const { name, version, license } = JSON.parse(text('package.json')) as Record<'name' | 'version' | 'license', string>;
const description = JSON.parse(text('generated/api.github.com.json')) as { readonly paths: Record<string, Fields> };

const operations = Object.entries(description.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      if (!isFields(operation) || !OPERATIONS.includes(String(operation.operationId))) return [];
      const { operationId, parameters = [], requestBody, responses } = operation;
      const body = isFields(requestBody) ? inlined(requestBody, description as unknown as Json) : undefined;
      return [
        {
          id: operationId,
          method: method.toUpperCase(),
          path,
          parameters: inlined(parameters, description as unknown as Json),
          ...(isFields(body)
            ? { body: { required: body.required === true, schema: at(body, '/content/application~1json/schema') } }
            : {}),
          statuses: Object.keys(isFields(responses) ? responses : {}).map(Number),
        },
      ];
    }),
  )
  .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));

const missing = OPERATIONS.filter((id) => !operations.some((operation) => operation.id === id));
if (missing.length > 0) throw new Error(`not in the description: ${missing.join(', ')}`);

const excerpt = {
  note: `An excerpt of ${name} ${version} (licence ${license}), GitHub's published description of its REST API. Made by governance/bot/testing/excerpt.ts, which says how to regenerate it.`,
  operations,
};
writeFileSync(join(import.meta.dirname, 'github-openapi.json'), `${JSON.stringify(excerpt, null, 2)}\n`);

/**
 * Schemas that come from a subject: whether they are schemas at all, and whether a value fits them. They are interpreted,
 * never compiled, and nothing that they refer to is fetched. What cannot be judged in bounded time is said not to be.
 */
import type { Json, JsonObject } from '../engine/json.ts';
import { isObject, member, quote } from '../engine/json.ts';
import { type Dialect, dialectOf, isOfReasonableSize, schemasIn } from './dialect.ts';
import { FoundBefore } from './equal.ts';
import { interpret, NotJudged, type Problem } from './interpret.ts';
import { metaSchemas } from './meta-schemas.generated.js';
import { valueAt } from './pointer.ts';
import type { ValidatorError } from './validator.ts';
import { enumWords, typeWords, valueWords } from './words.ts';

export type { Problem } from './interpret.ts';

export interface Judgement {
  /** False where there is no verdict; `why` then says why, and `problems` is empty. */
  readonly judged: boolean;
  readonly why?: string;
  readonly problems: readonly Problem[];
}

export interface SchemaJudgement extends Judgement {
  /** What is no fault, but worth knowing: references to other documents, which are not fetched. */
  readonly notes: readonly Problem[];
}

/** Of a schema that is wrong all over, no more than this is looked at and said. */
const MAX_ERRORS = 200;
const MAX_PROBLEMS = 20;

/** What is wrong, in words; the rest is in ajv's own. */
function messageOf({ keyword, params, message }: ValidatorError, value: unknown): string {
  if (keyword === 'type') return `expected ${typeWords(params['type'])}, found ${valueWords(value)}`;
  if (keyword === 'enum') return `expected ${enumWords(params['allowedValues'])}, found ${valueWords(value)}`;
  return `${message ?? keyword}, found ${valueWords(value)}`;
}

/** One problem for each value: of an `anyOf` the error that looks deepest, and of those at one value the first. */
function problemsOf(errors: readonly ValidatorError[], schema: unknown): readonly Problem[] {
  const paths = new Set(errors.map(({ instancePath }) => instancePath));
  const found = new Map<string, Problem>();
  for (const error of errors) {
    const { instancePath: path, keyword, schemaPath } = error;
    if (found.size === MAX_PROBLEMS) break;
    if (keyword === 'anyOf' || keyword === 'if' || found.has(path)) continue;
    const deeper = [...paths].some((other) => other.startsWith(`${path}/`));
    if (deeper && (schemaPath.includes('/anyOf/') || keyword === 'enum')) continue;
    found.set(path, { path, message: messageOf(error, valueAt(schema, path)) });
  }
  return [...found.values()];
}

/** References to documents other than the schema and those that it contains. */
function remoteReferences(schema: unknown, dialect: Dialect): readonly Problem[] {
  const all = schemasIn(schema, dialect);
  const known = new Set(all.map((each) => member(each.schema, '$id')).filter((id) => typeof id === 'string'));
  return all.flatMap(({ path, schema: each }) => {
    const reference = member(each, '$ref');
    if (typeof reference !== 'string' || !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference)) return [];
    const [document = ''] = reference.split('#');
    return known.has(document) || known.has(`${document}#`)
      ? []
      : [{ path: `${path}/$ref`, message: `refers to ${quote(reference)}, which is not fetched` }];
  });
}

/** One schema stands against many values: what was found about it is kept as long as the schema itself is. */
const judgements = new WeakMap<object, SchemaJudgement>();
const judgedSchemas = new FoundBefore<SchemaJudgement>();
const judgedInstances = new FoundBefore<Judgement>();

/** Whether a schema is one: valid against the meta-schema of the dialect that it declares. */
export function schemaProblems(schema: unknown): SchemaJudgement {
  if (typeof schema === 'boolean') return judgementOf(schema);
  if (!isObject(schema)) {
    const message = `expected an object or a boolean, found ${valueWords(schema)}`;
    return { judged: true, problems: [{ path: '', message }], notes: [] };
  }
  const known = judgements.get(schema) ?? judgementOf(schema);
  judgements.set(schema, known);
  return known;
}

function judgementOf(schema: JsonObject | boolean): SchemaJudgement {
  const dialect = dialectOf(schema);
  if (dialect === undefined) {
    const why = `the schema declares the dialect ${quote(member(schema, '$schema'))}, which we do not know`;
    return { judged: false, why, problems: [], notes: [] };
  }
  if (!isOfReasonableSize(schema)) {
    return { judged: false, why: 'the schema is too large or too deep', problems: [], notes: [] };
  }
  return judgedSchemas.get([schema], () => {
    const validator = metaSchemas[dialect];
    const problems = validator(schema) ? [] : problemsOf((validator.errors ?? []).slice(0, MAX_ERRORS), schema);
    return { judged: true, problems, notes: remoteReferences(schema, dialect) };
  });
}

/** Where an instance does not fit a schema. */
export function instanceProblems(schema: unknown, instance: unknown): Judgement {
  const { judged, why, problems } = schemaProblems(schema);
  const dialect = dialectOf(schema);
  if (!judged || dialect === undefined) return { judged: false, why: why ?? 'the dialect is unknown', problems: [] };
  if (problems.length > 0) return { judged: false, why: 'the schema itself is not valid', problems: [] };
  if (!isOfReasonableSize(instance)) return interpreted(schema as Json, dialect, instance as Json);
  return judgedInstances.get([schema, instance], () => interpreted(schema as Json, dialect, instance as Json));
}

function interpreted(schema: Json, dialect: Dialect, instance: Json): Judgement {
  try {
    return { judged: true, problems: interpret(schema, dialect, instance) };
  } catch (error) {
    // The interpreter throws where a reference leads nowhere, and where one leads back to itself for ever.
    const reason = error instanceof NotJudged ? error.message : 'its references cannot be followed';
    return { judged: false, why: reason, problems: [] };
  }
}

/** specification/tools.md */
import type { Finding } from '../report/report.ts';
import type { Check, Checks, Sink } from './engine/check.ts';
import { canonical, isObject, type JsonObject, member, objectsIn, parse, quote } from './engine/json.ts';
import {
  answeredWhenDeclared,
  declaredWhenListed,
  isUnlisted,
  keysUnique,
  sameAcrossConnections,
  sameOrder,
} from './engine/lists.ts';
import type { Call } from './engine/message.ts';
import { isFinal, listings, twinOf } from './engine/readers.ts';
import { remembered } from './engine/remember.ts';
import type { View } from './engine/view.ts';
import { dialectOf, isOfReasonableSize, schemasIn } from './schema/dialect.ts';
import { instanceProblems, schemaProblems } from './schema/subject-schema.ts';
import { valueWords } from './schema/words.ts';

/** What the members of listed tools are judged for; a server lists the same tools again and again, and each wrong one is told once. */
function eachTool(
  view: View,
  judge: (tool: JsonObject, tell: (finding: Omit<Finding, 'seq'>) => void) => void,
  sink: Sink,
): void {
  const told = new Set<string>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value, seq } of items) {
      judge(value, (finding) => {
        const known = `${finding.message} ${finding.actual}`;
        if (told.has(known)) return;
        told.add(known);
        sink.finding({ ...finding, seq: [seq] });
      });
    }
  }
}

/** A check of the name of each tool: what is wrong with it, in words, or undefined. */
const eachName =
  (message: string, expected: string, problemOf: (name: string) => string | undefined): Check =>
  (view, sink) => {
    const judge: Parameters<typeof eachTool>[1] = (tool, tell) => {
      const name = member(tool, 'name');
      if (typeof name !== 'string') return;
      sink.examined();
      const actual = problemOf(name);
      if (actual !== undefined) tell({ message: `${message}: ${quote(name, 60)}.`, expected, actual });
    };
    eachTool(view, judge, sink);
  };

const MOST_CHARACTERS = 128;
const lengthProblem = (name: string): string | undefined => {
  const { length } = [...name];
  return length >= 1 && length <= MOST_CHARACTERS ? undefined : `${length} characters`;
};

const charactersProblem = (name: string): string | undefined => {
  const others = [...new Set(name.replace(/[A-Za-z0-9_.-]/g, ''))];
  return others.length === 0
    ? undefined
    : `${others
        .slice(0, 5)
        .map((each) => quote(each))
        .join(', ')} in it`;
};

/** What is wrong with a schema that a tool lists, in words; undefined where it cannot be told. */
function schemaProblem(
  schema: unknown,
  ofObjects: boolean,
): { readonly expected: string; readonly actual: string } | 'none' | undefined {
  const type = member(schema, 'type');
  if (!isObject(schema)) return { expected: 'a JSON Schema object', actual: valueWords(schema) };
  if (ofObjects && type !== 'object')
    return { expected: '`"type": "object"` at its root', actual: `\`type\` is ${valueWords(type)}` };
  const { judged, problems } = schemaProblems(schema);
  if (!judged) return undefined;
  const [problem] = problems;
  if (problem === undefined) return 'none';
  return {
    expected: 'a JSON Schema that is valid in its dialect',
    actual: `at ${problem.path === '' ? 'its root' : `\`${problem.path}\``}: ${problem.message}`,
  };
}

/** `ofObjects`: in which revisions the root must say that it describes objects. */
const schemaValid =
  (name: 'inputSchema' | 'outputSchema', ofObjects: (view: View) => boolean): Check =>
  (view, sink) => {
    const judge: Parameters<typeof eachTool>[1] = (tool, tell) => {
      if (name === 'outputSchema' && !Object.hasOwn(tool, name)) return;
      const problem = schemaProblem(member(tool, name), ofObjects(view));
      if (problem === undefined) return;
      sink.examined();
      const message = `The \`${name}\` of the tool ${quote(member(tool, 'name'))} is not a valid JSON Schema object.`;
      if (problem !== 'none') tell({ message, ...problem });
    };
    eachTool(view, judge, sink);
  };

interface HeaderAnnotation {
  /** JSON pointer to the schema that bears it. */
  readonly path: string;
  readonly value: unknown;
  readonly schema: JsonObject;
}

const HEADER = 'x-mcp-header';

/** Schemas inside the `inputSchema` of a tool that are annotated for a header; of members with that name, none. */
function headerAnnotations(tool: JsonObject): readonly HeaderAnnotation[] {
  const schema = member(tool, 'inputSchema');
  const dialect = dialectOf(schema);
  if (dialect === undefined || !isOfReasonableSize(schema)) return [];
  return schemasIn(schema, dialect).flatMap(({ path, schema: each }) =>
    isObject(each) && Object.hasOwn(each, HEADER) ? [{ path, value: each[HEADER], schema: each }] : [],
  );
}

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const headerNames: Check = (view, sink) => {
  const judge: Parameters<typeof eachTool>[1] = (tool, tell) => {
    const names = new Set<string>();
    for (const { path, value } of headerAnnotations(tool)) {
      sink.examined();
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

/** A schema without `type` may say in other ways what it takes; that is not looked at. */
function isMirrored(type: unknown): boolean {
  if (type === undefined || MIRRORED.has(type)) return true;
  return (
    Array.isArray(type) &&
    type.every((each) => MIRRORED.has(each) || each === 'null') &&
    type.some((each) => MIRRORED.has(each))
  );
}

const headerParameters: Check = (view, sink) => {
  const judge: Parameters<typeof eachTool>[1] = (tool, tell) => {
    for (const { path, schema } of headerAnnotations(tool)) {
      sink.examined();
      const of = `the tool ${quote(member(tool, 'name'))}`;
      if (!REACHED.test(path)) {
        tell({
          message: `An \`${HEADER}\` of ${of} stands where it cannot be read from the arguments.`,
          expected: 'a property that is reached from the root through `properties` alone',
          actual: path === '' ? 'the root' : `\`${path}\``,
        });
      } else if (!isMirrored(member(schema, 'type'))) {
        tell({
          message: `The \`${HEADER}\` at \`${path}\` of ${of} stands at a parameter of another type.`,
          expected: 'a parameter of the type `integer`, `string` or `boolean`',
          actual: `the type ${quote(member(schema, 'type'))}`,
        });
      }
    }
  };
  eachTool(view, judge, sink);
};

/**
 * Name → the output schemas that tools of this name were listed with, each once: more than one where the tool changed. What is no
 * object is kept too, undefined for none.
 */
const outputSchemas = remembered((view): ReadonlyMap<unknown, readonly unknown[]> => {
  const distinct = new Map<unknown, Map<string, unknown>>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value } of items) {
      const [name, schema] = [member(value, 'name'), member(value, 'outputSchema')];
      const known = distinct.get(name) ?? new Map<string, unknown>();
      distinct.set(name, known);
      const key = schema === undefined ? '' : canonical(schema);
      if (!known.has(key)) known.set(key, schema);
    }
  }
  return new Map([...distinct].map(([name, schemas]) => [name, [...schemas.values()]]));
});

/** A result that a tool gave by succeeding: no error, no interim answer, no handle of a task. */
const succeeded = ({ result }: Call): boolean =>
  result !== undefined && isFinal(result) && member(result, 'isError') !== true && !Object.hasOwn(result, 'task');

/** Where a tool was listed with several output schemas, a result that fits one of them is as good as the text asks for. */
const outputConforms: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const { result, params, request, response } = call;
    if (result === undefined || !succeeded(call)) continue;
    const schemas = outputSchemas(view).get(member(params, 'name')) ?? [];
    if (schemas.length === 0 || !schemas.every(isObject)) continue;
    const name = quote(member(params, 'name'));
    const seq = [response?.seq ?? request.seq, request.seq];
    if (!Object.hasOwn(result, 'structuredContent')) {
      sink.examined();
      sink.finding({
        message: `The tool ${name} has an \`outputSchema\`, but its result has no structured content.`,
        expected: 'a member `structuredContent`',
        actual: 'nothing',
        seq,
      });
      continue;
    }
    const verdicts = schemas.map((schema) => instanceProblems(schema, result.structuredContent));
    if (verdicts.some(({ judged }) => !judged)) continue;
    sink.examined();
    if (verdicts.some(({ problems }) => problems.length === 0)) continue;
    const problem = verdicts[0]?.problems[0];
    sink.finding({
      message: `The structured content of the tool ${name} does not fit its \`outputSchema\`.`,
      expected: 'a value that its own `outputSchema` accepts',
      actual: `at ${problem === undefined || problem.path === '' ? 'its root' : `\`${problem.path}\``}: ${problem?.message ?? ''}`,
      seq,
    });
  }
};

/** The texts of a result's content. */
const textsOf = (result: JsonObject): readonly string[] =>
  objectsIn(member(result, 'content')).flatMap((block) => {
    const text = member(block, 'type') === 'text' ? member(block, 'text') : undefined;
    return typeof text === 'string' ? [text] : [];
  });

/** However it is spaced and ordered, the JSON in one text must be that of the structured content. */
const structuredAsText: Check = (view, sink) => {
  for (const { result, params, request, response } of view.callsTo('tools/call')) {
    if (result === undefined || !isFinal(result)) continue;
    const value = member(result, 'structuredContent');
    if (value === undefined) continue;
    sink.examined();
    const wanted = canonical(value);
    const texts = textsOf(result);
    const isSame = (text: string): boolean => {
      const parsed = parse(text);
      return parsed !== undefined && canonical(parsed) === wanted;
    };
    if (texts.some(isSame)) continue;
    sink.finding({
      message: `The tool ${quote(member(params, 'name'))} returns structured content, and no text with the same JSON.`,
      expected: `a text block with ${quote(value)}`,
      actual: texts.length === 0 ? 'no text' : `the text ${quote(texts[0])}`,
      seq: [response?.seq ?? request.seq, request.seq],
    });
  }
};

/** A result for a tool that does not exist speaks for itself; an error counts only where a call was accepted before. */
const unknownToolRejected: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const name = member(call.params, 'name');
    if (typeof name !== 'string' || !isUnlisted(view, 'tools/list', name)) continue;
    if (call.error !== undefined && twinOf(view, call) !== undefined) sink.examined();
    if (call.result === undefined) continue;
    sink.examined();
    sink.finding({
      message: `A call of the tool ${quote(name)}, which is not in the list, is answered with a result.`,
      expected: 'a JSON-RPC error (code -32602, Invalid params)',
      actual: member(call.result, 'isError') === true ? 'a result with `isError`' : 'a result',
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'tools.capability.declared': declaredWhenListed('tools', ['tools/list']),
  'tools.list.answered': answeredWhenDeclared('tools', 'tools/list'),
  'tools.name.unique': keysUnique('tools/list', 'tools'),
  'tools.name.length': eachName(
    'The name of a tool is not 1 to 128 characters long',
    `1 to ${MOST_CHARACTERS} characters`,
    lengthProblem,
  ),
  'tools.name.characters': eachName(
    'The name of a tool has characters that it should not have',
    'ASCII letters, digits, `_`, `-` and `.` alone',
    charactersProblem,
  ),
  'tools.tool.input-schema': schemaValid('inputSchema', () => true),
  'tools.tool.output-schema': schemaValid('outputSchema', ({ revision }) => revision <= '2025-11-25'),
  'tools.x-mcp-header.name': headerNames,
  'tools.x-mcp-header.parameter': headerParameters,
  'tools.list.same-across-connections': sameAcrossConnections('tools/list'),
  'tools.list.order': sameOrder('tools/list'),
  'tools.call.output-conforms': outputConforms,
  'tools.result.structured-as-text': structuredAsText,
  'tools.call.unknown-tool': unknownToolRejected,
  /** A permission: every result of a tool could make use of it, and none breaks it. */
  'tools.result.resource-link': (view, sink) => {
    for (const { result } of view.callsTo('tools/call')) {
      if (Array.isArray(member(result, 'content'))) sink.examined();
    }
  },
};

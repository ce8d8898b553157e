/** specification/tools.md */
import type { Check, Checks } from './engine/check.ts';
import { isObject, type JsonObject, member, quote } from './engine/json.ts';
import { declaredWhenListed, isUnlisted, sameAcrossConnections, sameOrder } from './engine/lists.ts';
import type { Call } from './engine/message.ts';
import { isFinal, listings, twinOf } from './engine/readers.ts';
import type { View } from './engine/view.ts';
import { instanceProblems, schemaProblems } from './schema/subject-schema.ts';
import { valueWords } from './schema/words.ts';

const namesUnique: Check = (view, sink) => {
  for (const { items } of listings(view, 'tools/list')) {
    const first = new Map<unknown, number>();
    for (const { value, seq } of items) {
      const name = member(value, 'name');
      if (typeof name !== 'string') continue;
      sink.examined();
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, seq);
      else {
        sink.finding({
          message: `Two tools are called ${quote(name)}.`,
          expected: 'each tool name once in the list',
          actual: `${quote(name)} again`,
          seq: earlier === seq ? [seq] : [seq, earlier],
        });
      }
    }
  }
};

/** What is wrong with the schema of a tool's arguments, in words; undefined where it cannot be told. */
function inputSchemaProblem(
  schema: unknown,
): { readonly expected: string; readonly actual: string } | 'none' | undefined {
  const type = member(schema, 'type');
  if (!isObject(schema)) return { expected: 'a JSON Schema object', actual: valueWords(schema) };
  if (type !== 'object')
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

/** A server lists the same tools again and again; each wrong one is told once. */
const inputSchemaValid: Check = (view, sink) => {
  const told = new Set<string>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value, seq } of items) {
      const problem = inputSchemaProblem(member(value, 'inputSchema'));
      if (problem === undefined) continue;
      sink.examined();
      if (problem === 'none') continue;
      const message = `The \`inputSchema\` of the tool ${quote(member(value, 'name'))} is not a valid JSON Schema object.`;
      if (told.has(message)) continue;
      told.add(message);
      sink.finding({ message, ...problem, seq: [seq] });
    }
  }
};

/** Definitions of this tool that were listed; more than one where it changed. */
const definitionsOf = (view: View, name: unknown): readonly JsonObject[] =>
  listings(view, 'tools/list').flatMap(({ items }) =>
    items.map(({ value }) => value).filter((value) => member(value, 'name') === name),
  );

/** A result that a tool gave by succeeding: no error, no interim answer, no handle of a task. */
const succeeded = ({ result }: Call): boolean =>
  result !== undefined && isFinal(result) && member(result, 'isError') !== true && !Object.hasOwn(result, 'task');

/** Where a tool was listed with several output schemas, a result that fits one of them is as good as the text asks for. */
const outputConforms: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const { result, params, request, response } = call;
    if (result === undefined || !succeeded(call)) continue;
    const definitions = definitionsOf(view, member(params, 'name'));
    const schemas = definitions.map((definition) => member(definition, 'outputSchema'));
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
  'tools.name.unique': namesUnique,
  'tools.tool.input-schema': inputSchemaValid,
  'tools.list.same-across-connections': sameAcrossConnections('tools/list'),
  'tools.list.order': sameOrder('tools/list'),
  'tools.call.output-conforms': outputConforms,
  'tools.call.unknown-tool': unknownToolRejected,
  /** A permission: every result of a tool could make use of it, and none breaks it. */
  'tools.result.resource-link': (view, sink) => {
    for (const { result } of view.callsTo('tools/call')) {
      if (Array.isArray(member(result, 'content'))) sink.examined();
    }
  },
};

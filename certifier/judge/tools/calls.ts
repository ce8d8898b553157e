/** specification/tools.md, calls. */
import type { Check, Checks } from '../engine/check.ts';
import { canonical, isObject, type JsonObject, member, quote } from '../engine/json.ts';
import { isFinal, itemsListed } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { instanceProblems } from '../schema/subject-schema.ts';
import { valueWords } from '../schema/words.ts';
import { toolResults } from './readers.ts';

/**
 * Name → the output schemas that tools of this name were listed with, each once: more than one where the tool changed. What is no
 * object is kept too, undefined for none.
 */
const outputSchemas = remembered((view): ReadonlyMap<unknown, readonly unknown[]> => {
  const distinct = new Map<unknown, Map<string, unknown>>();
  for (const value of itemsListed(view, 'tools/list')) {
    const [name, schema] = [member(value, 'name'), member(value, 'outputSchema')];
    const known = distinct.get(name) ?? new Map<string, unknown>();
    distinct.set(name, known);
    const key = schema === undefined ? '' : canonical(schema);
    if (!known.has(key)) known.set(key, schema);
  }
  return new Map([...distinct].map(([name, schemas]) => [name, [...schemas.values()]]));
});

/** A result that a tool gave by succeeding: no error, no interim answer, no handle of a task. */
const isSuccess = (result: JsonObject): boolean =>
  isFinal(result) && member(result, 'isError') !== true && !Object.hasOwn(result, 'task');

/** Where a tool was listed with several output schemas, a result that fits one of them is as good as the text asks for. */
const outputConforms: Check = (view, sink) => {
  for (const { name: tool, result, seq } of toolResults(view)) {
    const schemas = outputSchemas(view).get(tool) ?? [];
    if (schemas.length === 0 || !isSuccess(result) || !schemas.every(isObject)) continue;
    if (!Object.hasOwn(result, 'structuredContent')) {
      sink.examined();
      sink.finding({
        message: `The tool ${quote(tool)} has an \`outputSchema\`, but its result has no structured content.`,
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
      message: `The structured content of the tool ${quote(tool)} does not fit its \`outputSchema\`.`,
      expected: 'a value that its own `outputSchema` accepts',
      actual: `at ${problem === undefined || problem.path === '' ? 'its root' : `\`${problem.path}\``}: ${problem?.message ?? ''}`,
      seq,
    });
  }
};

/** What tells a task that was handed out from a result of the tool, in a call as a task. */
const HANDLES = ['task', 'taskId'] as const;

const resultContent: Check = (view, sink) => {
  for (const { result, params, request, response } of view.callsTo('tools/call')) {
    // A handle of a task is given before there is a result; where it has to stand is the business of another rule.
    const isHandle = result !== undefined && HANDLES.some((name) => Object.hasOwn(result, name));
    if (result === undefined || !isFinal(result) || (isObject(params.task) ? isHandle : Object.hasOwn(result, 'task')))
      continue;
    sink.examined();
    const content = member(result, 'content');
    if (Array.isArray(content) && content.every(isObject)) continue;
    const [actual] = Array.isArray(content) ? content.filter((each) => !isObject(each)).map(valueWords) : [];
    sink.finding({
      message: `The result of the tool ${quote(member(params, 'name'))} has no array of blocks in \`content\`.`,
      expected: 'an array of content blocks, empty or not',
      actual: actual === undefined ? valueWords(content) : `an array with ${actual}`,
      seq: [response?.seq ?? request.seq, request.seq],
    });
  }
};

export const checks: Checks = {
  'tools.call.result-content': resultContent,
  'tools.call.output-conforms': outputConforms,
};

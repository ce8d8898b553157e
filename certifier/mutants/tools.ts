/** specification/tools.md */
import { isObject, type JsonObject, objectsIn } from '../judge/engine/json.ts';
import { succeed } from './engine/answer.ts';
import { onResult } from './engine/change.ts';
import { isFirstPage, keptFromOthers, undeclared } from './engine/faults.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

const numbersAsText = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeof each === 'number' ? `${each}` : each]));

export const mutants: Mutants = {
  'tools.capability.declared': undeclared('tools'),

  'tools.list.same-across-connections': keptFromOthers('tools/list'),

  /** Every second listing of a connection begins in another order. */
  'tools.list.order': onResult('tools/list', (result, asked, memo) => {
    if (!isFirstPage(asked)) return undefined;
    const turned = `turned:${asked.connection}`;
    memo[turned] = memo[turned] === false;
    return memo[turned] === true ? { ...result, tools: objectsIn(result.tools).toReversed() } : undefined;
  }),

  /** The first tool takes an argument of a type that JSON Schema does not know. */
  'tools.tool.input-schema': onResult('tools/list', (result) => {
    const [first, ...rest] = objectsIn(result.tools);
    if (first === undefined) return undefined;
    const inputSchema = { type: 'object', properties: { limit: { type: 'int' } } };
    return { ...result, tools: [{ ...first, inputSchema }, ...rest] };
  }),

  /** The first tool of each page stands there twice. */
  'tools.name.unique': onResult('tools/list', (result) => {
    const [first, ...rest] = objectsIn(result.tools);
    return first === undefined ? undefined : { ...result, tools: [first, first, ...rest] };
  }),

  /** Numbers come as text, in the structured result and in the text that repeats it. */
  'tools.call.output-conforms': onResult('tools/call', (result) => {
    if (!isObject(result.structuredContent)) return undefined;
    const structuredContent = numbersAsText(result.structuredContent);
    return { ...result, structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
  }),

  /** A tool that does not exist is reported like a tool that failed. */
  'tools.call.unknown-tool': succeed('tools/call', ({ code, message }) =>
    code === -32602 ? { content: [{ type: 'text', text: message ?? '' }], isError: true } : undefined,
  ),
};

export const liberties: Liberties = {
  /** A result ends with a link to a resource. */
  'tools.result.resource-link': onResult('tools/call', (result) => ({
    ...result,
    content: [
      ...objectsIn(result.content),
      { type: 'resource_link', uri: 'file:///accord/more.txt', name: 'more.txt' },
    ],
  })),
};

/** specification/tools.md */
import { isObject, type JsonObject, objectsIn } from '../judge/engine/json.ts';
import { refuse, succeed } from './engine/answer.ts';
import { onResult } from './engine/change.ts';
import { isFirstPage, keptFromOthers, undeclared } from './engine/faults.ts';
import type { Liberties, Mutant, Mutants } from './engine/mutant.ts';

const numbersAsText = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeof each === 'number' ? `${each}` : each]));

/** One more tool at the end of the first page; nothing says that it only reads, so it is not called. */
const withTool = (tool: JsonObject): Mutant =>
  onResult('tools/list', (result, asked) =>
    isFirstPage(asked)
      ? { ...result, tools: [...objectsIn(result.tools), { inputSchema: { type: 'object' }, ...tool }] }
      : undefined,
  );

const taking = (name: string, schema: JsonObject): JsonObject => ({
  inputSchema: { type: 'object', properties: { [name]: schema } },
});

export const mutants: Mutants = {
  'tools.capability.declared': undeclared('tools'),

  /** The server declares tools, and has no list of them. */
  'tools.list.answered': refuse('tools/list', { code: -32601, message: 'Method not found: tools/list' }, 404),

  'tools.list.same-across-connections': keptFromOthers('tools/list'),

  /** Every second listing of a connection begins in another order. */
  'tools.list.order': onResult('tools/list', (result, asked, memo) => {
    if (!isFirstPage(asked)) return undefined;
    const turned = `turned:${asked.connection}`;
    memo[turned] = memo[turned] === false;
    return memo[turned] === true ? { ...result, tools: objectsIn(result.tools).toReversed() } : undefined;
  }),

  /** A tool takes an argument of a type that JSON Schema does not know. */
  'tools.tool.input-schema': withTool({ name: 'limited', ...taking('limit', { type: 'int' }) }),

  /** A tool gives results of a type that JSON Schema does not know. */
  'tools.tool.output-schema': withTool({
    name: 'counted',
    outputSchema: { type: 'object', properties: { count: { type: 'int' } } },
  }),

  /** A parameter is mirrored into a header whose name has a space. */
  'tools.x-mcp-header.name': withTool({
    name: 'regional',
    ...taking('region', { type: 'string', 'x-mcp-header': 'Home Region' }),
  }),

  /** A parameter is mirrored into a header, and is no integer. */
  'tools.x-mcp-header.parameter': withTool({
    name: 'proportional',
    ...taking('ratio', { type: 'number', 'x-mcp-header': 'Ratio' }),
  }),

  /** A name as a machine makes it, of 129 characters. */
  'tools.name.length': withTool({ name: `get_${'very_'.repeat(24)}large` }),

  /** A name as a person writes it. */
  'tools.name.characters': withTool({ name: 'get user' }),

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

  /** What is structured is not said in text again. */
  'tools.result.structured-as-text': onResult('tools/call', (result) =>
    result.structuredContent === undefined ? undefined : { ...result, content: [{ type: 'text', text: 'Done' }] },
  ),

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

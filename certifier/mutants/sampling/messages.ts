/** specification/sampling.md, messages and the tools in them. */
import { at, isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { chain, without } from '../engine/change.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';
import { onParams } from '../engine/questions.ts';
import { SAMPLE } from './requests.ts';

/** Changes the messages of each sampling request. */
const onMessages = (change: (messages: readonly JsonObject[]) => readonly JsonObject[]): Mutant =>
  onParams(SAMPLE, (params) => ({ ...params, messages: change(objectsIn(params.messages)) }));

const blocksOf = ({ content }: JsonObject): readonly JsonObject[] =>
  isObject(content) ? [content] : objectsIn(content);
const holds = (message: JsonObject, type: string): boolean => blocksOf(message).some((block) => block.type === type);

/** Changes each message that holds results of tools. */
const onResults = (change: (message: JsonObject, blocks: readonly JsonObject[]) => JsonObject): Mutant =>
  onMessages((messages) =>
    messages.map((message) => (holds(message, 'tool_result') ? change(message, blocksOf(message)) : message)),
  );

/** Changes each block of this type, in the messages that are meant. */
const onBlocks = (
  type: string,
  change: (block: JsonObject) => JsonObject,
  isMeant: (index: number, count: number) => boolean = () => true,
): Mutant =>
  onMessages((messages) =>
    messages.map((message, index) =>
      holds(message, type) && isMeant(index, messages.length)
        ? { ...message, content: blocksOf(message).map((block) => (block.type === type ? change(block) : block)) }
        : message,
    ),
  );

export const mutants: Mutants = {
  /** A role that models know, and the protocol does not. */
  'sampling.message.role': onMessages((messages) =>
    messages.map((message, index) => (index === 0 ? { ...message, role: 'system' } : message)),
  ),

  /** A text is as good as a block with a text. */
  'sampling.message.content': onMessages((messages) =>
    messages.map((message, index) =>
      index === 0 ? { ...message, content: String(at(blocksOf(message)[0], 'text') ?? '') } : message,
    ),
  ),

  /** What the tools gave is commented upon. */
  'sampling.messages.tool-results-only': onResults((message, blocks) => ({
    ...message,
    content: [...blocks, { type: 'text', text: 'These are the results' }],
  })),

  /** One of two calls has no result. */
  'sampling.messages.use-result-balance': onResults((message, blocks) => ({ ...message, content: blocks.slice(1) })),

  /** A result for a call that nobody made. */
  'sampling.messages.result-id': onResults((message, blocks) => ({
    ...message,
    content: [...blocks, { type: 'tool_result', toolUseId: 'call-0', content: [{ type: 'text', text: 'None' }] }],
  })),

  /** What the tools gave is said by the one that called them. */
  'sampling.roles.tool-result-user': onResults((message) => ({ ...message, role: 'assistant' })),

  /** A number as a text. */
  'sampling.tool-result.structured': onBlocks('tool_result', (block) => ({
    ...block,
    structuredContent: { degrees: '18' },
  })),

  /** What is structured is a list, of which the tool promised nothing. */
  'sampling.tool-result.structured-object': chain(
    onParams(SAMPLE, ({ tools, ...params }) =>
      tools === undefined
        ? undefined
        : { ...params, tools: objectsIn(tools).map((tool) => without(tool, 'outputSchema')) },
    ),
    onBlocks('tool_result', (block) => ({ ...block, structuredContent: [18, 19] })),
  ),

  /** Only what the protocol has names for is kept of a call. */
  'sampling.tool-use.meta-preserved': onBlocks('tool_use', (block) => without(block, '_meta')),

  /** What was sent once is sent again without what is not needed. */
  'sampling.tool-result.meta-preserved': onBlocks(
    'tool_result',
    (block) => without(block, '_meta'),
    (index, count) => index < count - 1,
  ),
};

/** specification/tools.md, calls. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { simpleCalls } from './called.ts';

const numbersAsText = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeof each === 'number' ? `${each}` : each]));

export const mutants: Mutants = {
  /** What has nothing to say has no content. */
  'tools.call.result-content': onResult(simpleCalls, (result) =>
    result.structuredContent === undefined ? without(result, 'content') : undefined,
  ),

  /** Numbers come as text, in the structured result and in the text that repeats it. */
  'tools.call.output-conforms': onResult('tools/call', (result) => {
    if (!isObject(result.structuredContent)) return undefined;
    const structuredContent = numbersAsText(result.structuredContent);
    return { ...result, structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
  }),
};

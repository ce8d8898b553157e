/** specification/tools.md, content of a result. */
import { objectsIn } from '../../judge/engine/json.ts';
import { onResult } from '../engine/change.ts';
import type { Liberties, Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** What is structured is not said in text again. */
  'tools.result.structured-as-text': onResult('tools/call', (result) =>
    result.structuredContent === undefined ? undefined : { ...result, content: [{ type: 'text', text: 'Done' }] },
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

/** specification/prompts.md, the list. */
import { objectsIn } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import { onResult } from '../engine/change.ts';
import { keptFromOthers, undeclared } from '../engine/faults.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** The method of the list is not there. */
  'prompts.list.method-known': refuse('prompts/list', { code: -32601, message: 'Method not found: prompts/list' }),

  'prompts.capability.declared': undeclared('prompts'),

  /** The server declares prompts, and has no list of them. */
  'prompts.list.answered': refuse('prompts/list', { code: -32601, message: 'Method not found: prompts/list' }, 404),

  'prompts.list.same-across-connections': keptFromOthers('prompts/list'),

  /** The first prompt of each page stands there twice. */
  'prompts.name.unique': onResult('prompts/list', (result) => {
    const [first, ...rest] = objectsIn(result.prompts);
    return first === undefined ? undefined : { ...result, prompts: [first, first, ...rest] };
  }),
};

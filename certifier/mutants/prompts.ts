/** specification/prompts.md */
import { onError } from './engine/change.ts';
import { keptFromOthers, undeclared } from './engine/faults.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  'prompts.capability.declared': undeclared('prompts'),

  'prompts.list.same-across-connections': keptFromOthers('prompts/list'),

  /** A name that is not found is an accident inside. */
  'prompts.get.unknown-name': onError(
    (error) => (error.code === -32602 ? { ...error, code: -32603 } : undefined),
    'prompts/get',
  ),
};

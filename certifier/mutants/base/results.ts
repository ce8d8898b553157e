/** specification/base.md: types of results. */
import { any } from '../engine/asked.ts';
import { once, onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** One list is of a type that no capability tells of. */
  'base.result-type.allowed-set': onResult('tools/list', (result, _, memo) =>
    once(memo, 'partial') ? { ...result, resultType: 'com.example/partial' } : undefined,
  ),

  /** Results as earlier revisions knew them. */
  'base.result.type': onResult(any, (result) => without(result, 'resultType')),
};

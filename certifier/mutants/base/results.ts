/** specification/base.md: types of results. */
import { any } from '../engine/asked.ts';
import { onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** Results as earlier revisions knew them. */
  'base.result.type': onResult(any, (result) => without(result, 'resultType')),
};

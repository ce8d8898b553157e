/** specification/base.md: types of results. */
import { any } from '../engine/asked.ts';
import { once, onResult, without } from '../engine/change.ts';
import type { Liberties, Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** One list is of a type that no capability tells of. */
  'base.result-type.allowed-set': onResult('tools/list', (result, _, memo) =>
    once(memo, 'partial') ? { ...result, resultType: 'com.example/partial' } : undefined,
  ),

  /** Results as earlier revisions knew them. */
  'base.result.type': onResult(any, (result) => without(result, 'resultType')),
};

export const liberties: Liberties = {
  /** Each result says which build it came from, but for those whose method has them carry no data: they stay empty. */
  'base.result.any-object': onResult(any, (result) =>
    Object.keys(without(result, '_meta')).length > 0 ? { ...result, 'com.example/build': '7f3a' } : undefined,
  ),
};

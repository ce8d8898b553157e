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
  /** Each result says which build it came from, but for that of ping, which is empty. */
  'base.result.any-object': onResult(
    ({ method }) => method !== 'ping',
    (result) => ({ ...result, 'com.example/build': '7f3a' }),
  ),
};

/** specification/completion.md */
import { isObject } from '../judge/engine/json.ts';
import { onResult } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

/** One more than a response may hold. */
const values = Array.from({ length: 101 }, (_, index) => `value ${index + 1}`);

export const mutants: Mutants = {
  /** Everything that matches is sent at once. */
  'completion.values.limit': onResult('completion/complete', (result) =>
    isObject(result.completion)
      ? { ...result, completion: { values, total: values.length, hasMore: false } }
      : undefined,
  ),
};

/** specification/versioning.md */
import { isObject } from '../judge/engine/json.ts';
import { refuse } from './engine/answer.ts';
import { chain, onError, onResult, without } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

const UNSUPPORTED = -32022;

export const mutants: Mutants = {
  /** The refusal comes as it did before this error had a code of its own. */
  'versioning.unsupported.error': onError((error) =>
    error.code === UNSUPPORTED ? { ...error, code: -32602 } : undefined,
  ),

  /** The refusal does not list what is supported. */
  'versioning.unsupported.data': onError((error) =>
    error.code === UNSUPPORTED && isObject(error.data)
      ? { ...error, data: without(error.data, 'supported') }
      : undefined,
  ),

  /** A connection on which nothing was discovered yet is not served. */
  'versioning.request.no-prior-context': chain(
    onResult('server/discover', (_, { connection }, memo) => {
      memo[`discovered:${connection}`] = true;
      return undefined;
    }),
    refuse(({ connection }, memo) => memo[`discovered:${connection}`] !== true, {
      code: -32600,
      message: 'Call server/discover first',
    }),
  ),
};

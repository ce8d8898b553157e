/** specification/caching.md */
import { any } from './engine/asked.ts';
import { onResult, without } from './engine/change.ts';
import { isFirstPage } from './engine/faults.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** How long a result is fresh is said, and not for whom. */
  'caching.hints.present': onResult(any, (result) => without(result, 'cacheScope')),

  /** Minus one, for what must not be cached. */
  'caching.ttl.non-negative': onResult(any, (result) =>
    result.ttlMs === undefined ? undefined : { ...result, ttlMs: -1 },
  ),

  /** The pages after the first are of the other scope. */
  'caching.page.same-scope': onResult(
    (asked) => !isFirstPage(asked),
    (result) => ({ ...result, cacheScope: result.cacheScope === 'public' ? 'private' : 'public' }),
  ),
};

export const liberties: Liberties = {
  /** The pages after the first are fresh for half as long. */
  'caching.page.ttl': onResult(
    (asked) => !isFirstPage(asked),
    (result) => (typeof result.ttlMs === 'number' ? { ...result, ttlMs: Math.floor(result.ttlMs / 2) } : undefined),
  ),
};

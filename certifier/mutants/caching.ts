/** specification/caching.md */
import { isObject, objectsIn } from '../judge/engine/json.ts';
import { any } from './engine/asked.ts';
import { chain, once, onNotification, onResult, without } from './engine/change.ts';
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

  /** The hints are written by the code that every result goes through. */
  'caching.hints.none-on-interim': onResult(any, (result) =>
    result.resultType === 'input_required' ? { ...result, ttlMs: 60_000, cacheScope: 'private' } : undefined,
  ),
};

export const liberties: Liberties = {
  /** The pages after the first are fresh for half as long. */
  'caching.page.ttl': onResult(
    (asked) => !isFirstPage(asked),
    (result) => (typeof result.ttlMs === 'number' ? { ...result, ttlMs: Math.floor(result.ttlMs / 2) } : undefined),
  ),

  /** What the server says of itself is good for a day, and is another the next time. */
  'caching.ttl.early-change': onResult('server/discover', (result, { earlier }) => ({
    ...result,
    instructions: `This is answer number ${earlier + 1}`,
    ttlMs: 86_400_000,
  })),

  /** Prompts are fresh for an hour, and no notification tells of a change before. */
  'caching.notification.optional': chain(
    onResult('server/discover', (result) =>
      isObject(result.capabilities) && isObject(result.capabilities.prompts)
        ? { ...result, capabilities: { ...result.capabilities, prompts: {} } }
        : undefined,
    ),
    onResult('prompts/list', (result) => ({ ...result, ttlMs: 3_600_000 })),
    onNotification('notifications/subscriptions/acknowledged', ({ params, ...notification }) =>
      isObject(params) && isObject(params.notifications)
        ? {
            ...notification,
            params: { ...params, notifications: without(params.notifications, 'promptsListChanged') },
          }
        : undefined,
    ),
  ),

  /** A resource was taken away between two pages, so that the first one of the second page is missed. */
  'caching.page.no-consistency': onResult('resources/list', (result, asked, memo) => {
    if (isFirstPage(asked) || !once(memo, 'gap')) return undefined;
    return { ...result, resources: objectsIn(result.resources).slice(1) };
  }),
};

/** specification/transports.md */
import { serveAnyway } from './engine/answer.ts';
import { chain, onResult } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';
import { headerOf } from './http/asked.ts';
import { repeatsWrongly } from './http/headers.ts';

export const mutants: Mutants = {
  /** What is asked for stands in the header, and is served: here a list of tools, whatever the body says. */
  'transports.binding.body-is-truth': chain(
    serveAnyway(repeatsWrongly),
    onResult(
      ({ method, headers }) => method !== 'tools/list' && headerOf(headers, 'Mcp-Method') === 'tools/list',
      ({ resultType = 'complete', _meta = {} }) => ({
        resultType,
        tools: [],
        ttlMs: 0,
        cacheScope: 'private',
        _meta,
      }),
    ),
  ),
};

/** specification/caching.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const page = (tool: string, ttlMs: number, rest: object = {}) => ({
  result: complete({
    tools: [{ name: tool, inputSchema: { type: 'object', additionalProperties: false } }],
    ttlMs,
    cacheScope: 'public',
    ...rest,
  }),
});

const onePage = () =>
  new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, page('add', 0));
const twoPages = () =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, page('add', 60000, { nextCursor: 'page-2' }))
    .call('tools/list', { cursor: 'page-2' }, page('subtract', 60000));

export const examples: Examples = {
  'caching.hints.present': onePage,
  'caching.ttl.non-negative': onePage,
  'caching.page.same-scope': twoPages,
  'caching.page.ttl': twoPages,
};

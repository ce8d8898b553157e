/** specification/pagination.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const hints = { ttlMs: 60000, cacheScope: 'public' };
const page = (tool: string, rest: object = {}) => ({
  result: complete({
    tools: [{ name: tool, inputSchema: { type: 'object', additionalProperties: false } }],
    ...hints,
    ...rest,
  }),
});

export const examples: Examples = {
  'pagination.cursor.string': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page('add', { nextCursor: 'eyJhdCI6MX0=' }))
      .call('tools/list', { cursor: 'eyJhdCI6MX0=' }, page('subtract')),
  'pagination.cursor.invalid': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page('add'))
      .call('tools/list', { cursor: 'never-handed-out' }, { error: { code: -32602, message: 'Invalid cursor' } }),
};

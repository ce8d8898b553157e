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

const cursor = 'eyJhdCI6MX0=';
const twoPages = () =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, page('add', { nextCursor: cursor }))
    .call('tools/list', { cursor }, page('subtract'));
const refused = () =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, page('add'))
    .call('tools/list', { cursor: 'never-handed-out' }, { error: { code: -32602, message: 'Invalid cursor' } });

export const examples: Examples = {
  'pagination.page.next-cursor': twoPages,
  'pagination.cursor.accepted': twoPages,
  'pagination.cursor.stable': () =>
    twoPages()
      .call('tools/list', {}, page('add', { nextCursor: cursor }))
      .call('tools/list', { cursor }, page('subtract'))
      .call('tools/list', { cursor }, page('subtract')),
  'pagination.cursor.invalid-graceful': refused,
  'pagination.cursor.string': twoPages,
  'pagination.cursor.invalid': refused,
};

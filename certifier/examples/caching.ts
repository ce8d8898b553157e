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

const onePageWith = (ttlMs: number): Composer =>
  new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, page('add', ttlMs));
const onePage = () => onePageWith(0);
const twoPages = () =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, page('add', 60000, { nextCursor: 'page-2' }))
    .call('tools/list', { cursor: 'page-2' }, page('subtract', 60000));

const question = {
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message: 'Which branch?',
    requestedSchema: { type: 'object', properties: { branch: { type: 'string' } } },
  },
};

export const examples: Examples = {
  'caching.hints.none-on-interim': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call(
        'tools/call',
        { name: 'deploy', arguments: {} },
        { result: { ...complete({ inputRequests: { branch: question } }), resultType: 'input_required' } },
        { meta: { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } } },
      ),
  'caching.ttl.early-change': () => onePageWith(60000).call('tools/list', {}, page('subtract', 60000)),
  'caching.notification.optional': onePage,
  'caching.page.no-consistency': twoPages,
  'caching.hints.present': onePage,
  'caching.ttl.non-negative': onePage,
  'caching.page.same-scope': twoPages,
  'caching.page.ttl': twoPages,
};

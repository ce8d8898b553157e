/** specification/base.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const tools = { tools: [{ name: 'add', inputSchema: { type: 'object' } }], ttlMs: 60000, cacheScope: 'public' };
const discovered = {
  result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 60000, cacheScope: 'public' }),
};
const notFound = { error: { code: -32601, message: 'Method not found' } };

/** An error that no other rule looks at: the tool could not be reached. */
const refused = { error: { code: -32603, message: 'Internal error' } };

export const examples: Examples = {
  'base.message.valid': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
  'base.message.formats': () =>
    new Composer('stdio').established('2026-07-28', { resources: {} }).call(
      'resources/list',
      {},
      {
        result: complete({
          resources: [{ uri: 'file:///notes/a%20b.txt', name: 'a b' }],
          ttlMs: 60000,
          cacheScope: 'public',
        }),
      },
    ),
  'base.response.same-id': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/list', {}, { result: { tools: [] } }, { id: 'a-1' })
      .call('ping', {}, { result: {} }, { id: 2 }),
  'base.result.type': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
  'base.error.code-integer': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'none', arguments: {} }, { error: { code: -32602, message: 'Unknown tool: none' } }),
  'base.notification.no-response': () =>
    new Composer('stdio')
      .established('2025-11-25')
      .notify('notifications/cancelled', { requestId: 'none', reason: 'The client no longer needs it' })
      .call('ping', {}, { result: {} }),
  'base.method.not-found': () => new Composer('stdio').established('2025-11-25').call('accord/unknown', {}, notFound),
  'base.meta.required': () =>
    new Composer('stdio')
      .established('2026-07-28')
      .call('server/discover', {}, discovered)
      .call(
        'server/discover',
        {},
        { error: { code: -32602, message: 'Invalid params: _meta lacks clientCapabilities' } },
        { meta: { 'io.modelcontextprotocol/clientCapabilities': undefined } },
      ),
  'base.response.once': () =>
    new Composer('stdio').established('2025-11-25', { tools: {} }).call('tools/list', {}, { result: { tools: [] } }),
  'base.error.reserved-codes': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'add', arguments: {} }, refused),
  'base.error.retired-codes': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'add', arguments: {} }, refused),
  'base.meta.key-names': () =>
    new Composer('stdio').established('2025-11-25', { tools: {} }).call(
      'tools/list',
      {},
      {
        result: {
          tools: [{ name: 'add', inputSchema: { type: 'object' }, _meta: { 'com.example/rate-limit': 10 } }],
        },
      },
    ),
  'base.meta.server-info': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
};

/** specification/base.md: messages against the schema of their revision. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const tools = {
  tools: [{ name: 'add', inputSchema: { type: 'object', additionalProperties: false } }],
  ttlMs: 60000,
  cacheScope: 'public',
};

export const examples: Examples = {
  'base.jsonrpc.conformance': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {}, logging: {} })
      .received({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'Ready' } })
      .call('tools/list', {}, { result: { tools: [] } })
      .call('tools/call', { name: 'none', arguments: {} }, { error: { code: -32602, message: 'Unknown tool: none' } }),
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
};

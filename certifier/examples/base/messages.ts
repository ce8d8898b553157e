/** specification/base.md: messages against the schema of their revision. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const tools = { tools: [{ name: 'add', inputSchema: { type: 'object' } }], ttlMs: 60000, cacheScope: 'public' };

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
};

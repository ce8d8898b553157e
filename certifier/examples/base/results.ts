/** specification/base.md: types of results. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const tools = {
  tools: [{ name: 'add', inputSchema: { type: 'object', additionalProperties: false } }],
  ttlMs: 60000,
  cacheScope: 'public',
};

export const examples: Examples = {
  'base.result.any-object': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
  'base.result-type.allowed-set': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
  'base.result.type': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
};

/** specification/base.md: what answers a request. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

export const examples: Examples = {
  'base.response.result-or-error': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/list', {}, { result: { tools: [] } })
      .call('tools/call', { name: 'none', arguments: {} }, { error: { code: -32602, message: 'Unknown tool: none' } }),
  'base.response.same-id': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/list', {}, { result: { tools: [] } }, { id: 'a-1' })
      .call('ping', {}, { result: {} }, { id: 2 }),
  'base.response.once': () =>
    new Composer('stdio').established('2025-11-25', { tools: {} }).call('tools/list', {}, { result: { tools: [] } }),
};

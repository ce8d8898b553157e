/** specification/base.md: errors and their codes. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const notFound = { error: { code: -32601, message: 'Method not found' } };
/** An error that no other rule looks at: the tool could not be reached. */
const refused = { error: { code: -32603, message: 'Internal error' } };

const unknownTool = (revision: '2025-11-25' | '2026-07-28') => (): Composer =>
  new Composer('stdio')
    .established(revision, { tools: {} })
    .call('tools/call', { name: 'none', arguments: {} }, { error: { code: -32602, message: 'Unknown tool: none' } });
const ownCode = (): Composer =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call('tools/call', { name: 'add', arguments: {} }, { error: { code: 429, message: 'Too many calls' } });

/** Two spoilt messages, each with a good request behind it. */
const spoilt = (): Composer =>
  new Composer('stdio')
    .established('2025-11-25')
    .sent('{"jsonrpc":"2.0","id":"half","method":"ping"')
    .received({ jsonrpc: '2.0', error: { code: -32700, message: 'Parse error' } })
    .call('ping', {}, { result: {} })
    .sent({ jsonrpc: '2.0', id: 'numbered', method: 17 })
    .received({ jsonrpc: '2.0', id: 'numbered', error: { code: -32600, message: 'Invalid request' } })
    .call('ping', {}, { result: {} });

export const examples: Examples = {
  'base.error.parse-error': spoilt,
  'base.error.invalid-request': spoilt,
  'base.method.not-advertised': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('prompts/list', {}, notFound),
  'base.error.data-optional': unknownTool('2025-11-25'),
  'base.error.code-and-message': unknownTool('2025-11-25'),
  'base.error.message-concise': unknownTool('2025-11-25'),
  'base.error.standard-codes': unknownTool('2025-11-25'),
  'base.error.reserved-meaning': unknownTool('2026-07-28'),
  'base.error.legacy-range-avoid': ownCode,
  'base.error.new-codes-outside-range': ownCode,
  'base.error.reserved-codes': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'add', arguments: {} }, refused),
  'base.error.retired-codes': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'add', arguments: {} }, refused),
  'base.error.code-integer': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/call', { name: 'none', arguments: {} }, { error: { code: -32602, message: 'Unknown tool: none' } }),
  'base.method.not-found': () => new Composer('stdio').established('2025-11-25').call('accord/unknown', {}, notFound),
};

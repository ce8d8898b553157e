/** Messages of a session, for the tests of the base protocol. */
import { Composer } from '../../examples/engine/compose.ts';

export const stdio = (revision: '2025-11-25' | '2026-07-28' = '2025-11-25') =>
  new Composer('stdio').established(revision, { tools: {} });
export const http = (revision: '2025-11-25' | '2026-07-28' = '2025-11-25') =>
  new Composer('streamable-http').established(revision, { tools: {} });
export const ask = (id: unknown, method = 'ping') => ({ jsonrpc: '2.0', id, method });
export const answer = (id: unknown) => ({ jsonrpc: '2.0', id, result: {} });
export const error = (id: unknown, code: unknown = -32600) => ({
  jsonrpc: '2.0',
  ...(id === undefined ? {} : { id }),
  error: { code, message: 'no' },
});
export const notFound = { error: { code: -32601, message: 'Method not found' } };

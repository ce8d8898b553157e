/** specification/base.md: requests of the server. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const pingedTwice = (): Composer =>
  new Composer('stdio')
    .established('2025-11-25')
    .received({ jsonrpc: '2.0', id: 1, method: 'ping' })
    .sent({ jsonrpc: '2.0', id: 1, result: {} })
    .received({ jsonrpc: '2.0', id: 's-2', method: 'ping' })
    .sent({ jsonrpc: '2.0', id: 's-2', result: {} })
    .call('ping', {}, { result: {} });

export const examples: Examples = {
  'base.request.either-direction': pingedTwice,
  'base.server-request.id-type': pingedTwice,
  'base.server-request.id-unique-session': pingedTwice,
};

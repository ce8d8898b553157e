/** specification/base.md: several messages in one array. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const asks = (id: string) => ({ jsonrpc: '2.0', id, method: 'ping' });
const answers = (id: string) => ({ jsonrpc: '2.0', id, result: {} });

export const examples: Examples = {
  'base.batch.received': () =>
    new Composer('stdio')
      .established('2025-03-26')
      .call('ping', {}, { result: {} })
      .sent(JSON.stringify([asks('first'), asks('second')]))
      .received(JSON.stringify([answers('first'), answers('second')]))
      .call('ping', {}, { result: {} }),
};

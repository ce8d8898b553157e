/** specification/base.md: messages that want no answer. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

export const examples: Examples = {
  'base.notification.no-id': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: { listChanged: true } })
      .received({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })
      .call('ping', {}, { result: {} }),
  'base.notification.no-response': () =>
    new Composer('stdio')
      .established('2025-11-25')
      .notify('notifications/cancelled', { requestId: 'none', reason: 'The client no longer needs it' })
      .call('ping', {}, { result: {} }),
};

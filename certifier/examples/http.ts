/** specification/http.md */
import { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

export const examples: Examples = {
  'http.notification.accepted': () =>
    new Composer('streamable-http')
      .established('2026-07-28')
      .notify('notifications/cancelled', { requestId: 'none', reason: 'The client no longer needs it' }),
};

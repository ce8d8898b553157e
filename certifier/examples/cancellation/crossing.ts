/** specification/cancellation.md: cancellations that cross with the end of their request, or come too late over HTTP. */
import type { Examples } from '../engine/example.ts';
import { givenUp } from '../engine/working.ts';
import { inSession, pong } from '../http/conversations.ts';
import { endedByServer } from '../subscriptions/ending.ts';

export const examples: Examples = {
  'cancellation.race.survived': () => givenUp('stdio', '2025-11-25', 'by a notification', 1),
  'cancellation.request.http-no-response': () => givenUp('streamable-http', '2025-11-25', 'by a notification', 1),
  'cancellation.invalid.http-ignored': () =>
    inSession()
      .call('ping', {}, pong, { id: 12 })
      .notify('notifications/cancelled', { requestId: 12, reason: 'The user pressed Stop' })
      .call('ping', {}, pong),
  'cancellation.notification.request-id': endedByServer,
  'cancellation.subscription.told': endedByServer,
};

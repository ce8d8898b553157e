/** specification/base.md: messages that want no answer. */
import { parse } from '../../judge/engine/json.ts';
import { isNotification } from '../../judge/engine/message.ts';
import { withHeader } from '../engine/answer.ts';
import { chain, once, onEvent, onMessage } from '../engine/change.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';

const isNotified = (text: string | undefined): boolean => isNotification(parse(text ?? ''));

const unknownNotification = JSON.stringify({ jsonrpc: '2.0', error: { code: -32601, message: 'Method not found' } });

/** With an id of its own making: without one it would be the refusal of a notification. */
const unknownRequest = JSON.stringify({ ...JSON.parse(unknownNotification), id: 'notified' });

const answersNotificationOnStdio = onEvent('line', (line) => {
  if (line.direction !== 'sent' || !isNotified(line.text)) return undefined;
  const { connection, process } = line;
  return [
    line,
    { connection, process, kind: 'line', stream: 'stdout', direction: 'received', text: unknownNotification },
  ];
});

const answersNotificationOverHttp: Mutant = (event, memo) => {
  if (!('exchange' in event) || event.exchange === undefined) return [event];
  const { connection, exchange } = event;
  const key = `notified:${exchange}`;
  if (event.kind === 'request' && isNotified(event.text)) memo[key] = true;
  // What the server rejects, it rejects.
  if (event.kind === 'response' && event.status >= 400) memo[key] = false;
  if (memo[key] !== true) return [event];
  if (event.kind === 'response')
    return [{ ...event, status: 200, headers: withHeader(event.headers, 'content-type', 'application/json') }];
  if (event.kind === 'end')
    return [{ connection, exchange, kind: 'body', direction: 'received', text: unknownRequest }, event];
  return [event];
};

export const mutants: Mutants = {
  /** A writer of messages that always writes an id. */
  'base.notification.no-id': onMessage((message, { memo }) =>
    isNotification(message) && message.method !== 'notifications/subscriptions/acknowledged' && once(memo, 'id')
      ? { ...message, id: null }
      : undefined,
  ),

  /** Notifications are dispatched as if they were requests: each is answered. */
  'base.notification.no-response': chain(answersNotificationOnStdio, answersNotificationOverHttp),
};

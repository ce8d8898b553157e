/** specification/cancellation.md, cancellations that cross with the end of their request, or come too late over HTTP. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { stream, withHeader } from '../engine/answer.ts';
import { type Asked, askedIn, remember } from '../engine/asked.ts';
import { chain, type OfKind, onEvent, onNotification } from '../engine/change.ts';
import type { Memo, Mutants } from '../engine/mutant.ts';
import { said } from '../engine/unasked.ts';
import { CANCELLED, CANCELLED_ERROR, cancelled, crashesAtCancellation, follows } from './cancelled.ts';

const isFirst = ({ method, connection }: Asked, memo: Memo): boolean =>
  ['ping', 'tools/list', 'tools/call'].includes(method) && memo[`said:${connection}`] !== true;

/** The end of the stream of a cancelled request, with an answer before it. */
const answeredLate = (end: OfKind<'end'>, { id }: Asked): readonly WireDraft[] => [
  ...said(end, { jsonrpc: '2.0', id, error: CANCELLED_ERROR }, end.exchange),
  end,
];

export const mutants: Mutants = {
  /** A cancellation and the end of the work meet in code that two enter at once. */
  'cancellation.race.survived': crashesAtCancellation('open'),

  /** A cancelled request is answered by an error, once the work has stopped: after another request was answered. */
  'cancellation.request.http-no-response': chain(
    follows,
    onEvent('request', (request, memo) => {
      const id = cancelled(request, 'open', memo);
      if (id === undefined) return undefined;
      memo[`cancelled:${JSON.stringify(id)}`] = true;
      memo.read = false;
      return undefined;
    }),
    onEvent('end', (end, memo) => {
      remember(end, memo);
      const asked = askedIn(end, memo);
      if (asked === undefined || end.direction !== 'received') return undefined;
      if (memo[`cancelled:${JSON.stringify(asked.id)}`] === true) {
        if (memo.read === true) return answeredLate(end, asked);
        memo.held = end;
        return [];
      }
      const held = memo.held as OfKind<'end'> | undefined;
      memo.held = undefined;
      memo.read = true;
      const late = held === undefined ? undefined : askedIn(held, memo);
      return held === undefined || late === undefined ? undefined : [end, ...answeredLate(held, late)];
    }),
  ),

  /** Who cancels what is over is told that there is no such request. */
  'cancellation.invalid.http-ignored': chain(
    follows,
    onEvent('request', (request, memo) => {
      if (cancelled(request, 'answered', memo) !== undefined) memo[`late:${request.exchange}`] = true;
      return undefined;
    }),
    (event, memo) => {
      if (!('exchange' in event) || event.exchange === undefined || memo[`late:${event.exchange}`] !== true)
        return [event];
      const { connection, exchange } = event;
      if (event.kind === 'response') {
        return [{ ...event, status: 400, headers: withHeader(event.headers, 'content-type', 'application/json') }];
      }
      if (event.kind !== 'end') return [event];
      const text = JSON.stringify({ jsonrpc: '2.0', error: { code: -32602, message: 'No such request' } });
      return [{ connection, exchange, kind: 'body', direction: 'received', text }, event];
    },
  ),

  /** Something is cancelled, and nobody knows what. */
  'cancellation.notification.request-id': stream(isFirst, ({ connection }, memo) => {
    memo[`said:${connection}`] = true;
    return [{ jsonrpc: '2.0', method: CANCELLED, params: { reason: 'The server is busy' } }];
  }),

  /** A subscription is over, and no notification says so. */
  'cancellation.subscription.told': onNotification(CANCELLED, () => []),
};

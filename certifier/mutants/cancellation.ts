/** specification/cancellation.md */
import { at, type Json, parse } from '../judge/engine/json.ts';
import { stream } from './engine/answer.ts';
import { chain, type OfKind, onEvent, onMessage } from './engine/change.ts';
import type { Memo, Mutant, Mutants } from './engine/mutant.ts';

const CANCELLED = 'notifications/cancelled';

const CANCELLED_ERROR = { code: -32800, message: 'Request cancelled' } as const;

const keyOf = (connection: number, id: unknown): string => `state:${connection}:${JSON.stringify(id)}`;

/** Notes of each of our requests over stdio whether it is open or answered. */
const follows: Mutant = chain(
  onEvent('line', (line, memo) => {
    const id = at(parse(line.text ?? ''), 'id');
    if (line.stream === 'stdin' && id !== undefined) memo[keyOf(line.connection, id)] = 'open';
    return undefined;
  }),
  onMessage((message, { asked, memo, event }) => {
    if (asked !== undefined) memo[keyOf(event.connection, message.id)] = 'answered';
    return undefined;
  }),
);

/** The id of the request that this line of ours cancels, if that request is in this state. */
function cancelled(line: OfKind<'line'>, state: 'open' | 'answered', memo: Memo): Json | undefined {
  const notification = line.stream === 'stdin' ? parse(line.text ?? '') : undefined;
  const id = at(notification, 'params', 'requestId');
  return at(notification, 'method') === CANCELLED && memo[keyOf(line.connection, id)] === state ? id : undefined;
}

/** Announces that the first request of each method is cancelled, and goes on to answer it. */
const cancelsOurs = stream(
  ({ method, earlier }) => method !== 'initialize' && earlier === 0,
  ({ id }) => [{ jsonrpc: '2.0', method: CANCELLED, params: { requestId: id, reason: 'The server is busy' } }],
);

export const mutants: Mutants = {
  /** A call that is cancelled is answered by an error, once the work has stopped. */
  'cancellation.request.no-response': chain(
    follows,
    onEvent('line', (line, memo) => {
      memo.owed ??= cancelled(line, 'open', memo);
      return undefined;
    }),
    // After the answer to another request: so it cannot have been on its way when the cancellation was sent.
    onMessage((message, { asked, memo }) => {
      const id = memo.owed as Json | undefined;
      if (asked === undefined || id === undefined) return undefined;
      memo.owed = undefined;
      return [message, { jsonrpc: '2.0', id, error: CANCELLED_ERROR }];
    }),
  ),

  /** Who cancels what is over meets an exception that nobody catches. */
  'cancellation.invalid.ignored': chain(follows, (event, memo) => {
    if (!('process' in event) || event.process === undefined) return [event];
    const { connection, process } = event;
    const crashed = `crashed:${process}`;
    if (memo[crashed] === true) return event.direction === 'sent' ? [event] : [];
    if (event.kind !== 'line' || cancelled(event, 'answered', memo) === undefined) return [event];
    memo[crashed] = true;
    return [event, { connection, process, kind: 'exit', direction: 'received', code: 1, signal: null }];
  }),

  'cancellation.server.own-requests': cancelsOurs,
  'cancellation.server.only-subscriptions': cancelsOurs,
};

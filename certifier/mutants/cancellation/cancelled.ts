/** What mutants of cancellations share: which of our requests are open, and which we cancel. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, type Json, parse } from '../../judge/engine/json.ts';
import { askedIn, remember } from '../engine/asked.ts';
import { chain, onMessage } from '../engine/change.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';

export const CANCELLED = 'notifications/cancelled';

export const CANCELLED_ERROR = { code: -32800, message: 'Request cancelled' } as const;

type State = 'open' | 'answered';

const keyOf = (connection: number, id: unknown): string => `state:${connection}:${JSON.stringify(id)}`;

const sentText = (event: WireDraft): string | undefined =>
  event.kind === 'request' || (event.kind === 'line' && event.stream === 'stdin') ? event.text : undefined;

/** Notes of each of our requests whether it is open or answered. */
export const follows: Mutant = chain(
  (event, memo) => {
    const id = at(parse(sentText(event) ?? ''), 'id');
    if (id !== undefined) memo[keyOf(event.connection, id)] = 'open';
    return [event];
  },
  onMessage((message, { asked, memo, event }) => {
    if (asked !== undefined) memo[keyOf(event.connection, message.id)] = 'answered';
    return undefined;
  }),
);

/** The id of the request that this message of ours cancels, if that request is in this state. */
export function cancelled(event: WireDraft, state: State, memo: Memo): Json | undefined {
  const notification = parse(sentText(event) ?? '');
  const id = at(notification, 'params', 'requestId');
  return at(notification, 'method') === CANCELLED && memo[keyOf(event.connection, id)] === state ? id : undefined;
}

/** Over HTTP in the stateless era: we close the stream of a call before its answer has come. */
function leaves(event: WireDraft, memo: Memo): boolean {
  if (event.kind !== 'end' || event.direction !== 'sent' || event.exchange === undefined) return false;
  const asked = askedIn(event, memo);
  const isStateless = at(asked?.params, '_meta', 'io.modelcontextprotocol/protocolVersion') !== undefined;
  return asked?.method === 'tools/call' && isStateless && memo[keyOf(event.connection, asked.id)] === 'open';
}

/** The process is gone; over HTTP nobody is there any more. */
function afterCrash(event: WireDraft, memo: Memo): readonly WireDraft[] {
  if (event.direction === 'sent') return [event];
  if (!('exchange' in event) || event.exchange === undefined) return [];
  const { connection, exchange } = event;
  const refused = `refused:${exchange}`;
  if (memo[refused] === true) return [];
  memo[refused] = true;
  return [
    {
      connection,
      exchange,
      kind: 'failure',
      direction: 'received',
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED',
    },
  ];
}

/** At such an event there is an exception that nobody catches; it is seen when the next line is on its way. */
export const crashesAt =
  (isDeadly: (event: WireDraft, memo: Memo) => boolean): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const process = 'process' in event ? event.process : undefined;
    const crashed = `crashed:${process}`;
    if (memo[crashed] === true) return afterCrash(event, memo);
    if (memo[crashed] === 'unseen' && process !== undefined) {
      memo[crashed] = true;
      const { connection } = event;
      const exit = { connection, process, kind: 'exit', direction: 'received', code: 1, signal: null } as const;
      return event.direction === 'sent' ? [event, exit] : [exit];
    }
    if (isDeadly(event, memo)) memo[crashed] = process === undefined ? true : 'unseen';
    return [event];
  };

/** Who cancels a request in this state is the end of the server. */
export const crashesAtCancellation = (state: State): Mutant =>
  chain(
    follows,
    crashesAt(
      (event, memo) => cancelled(event, state, memo) !== undefined || (state === 'open' && leaves(event, memo)),
    ),
  );

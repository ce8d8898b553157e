/** What mutants of cancellations share: which of our requests are open, and which we cancel. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, type Json, parse } from '../../judge/engine/json.ts';
import { askedIn } from '../engine/asked.ts';
import { chain, onMessage } from '../engine/change.ts';
import { crashesAt } from '../engine/faults.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';

export const CANCELLED = 'notifications/cancelled';

export const CANCELLED_ERROR = { code: -32800, message: 'Request cancelled' } as const;

/** `unknown`: no request of ours bears the id that it names; `nothing`: it names none. */
type State = 'open' | 'answered' | 'unknown' | 'nothing';

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
export const cancelled = (event: WireDraft, state: State, memo: Memo): Json | undefined =>
  cancels(event, state, memo) ? at(parse(sentText(event) ?? ''), 'params', 'requestId') : undefined;

const stateOf = ({ connection }: WireDraft, id: Json | undefined, memo: Memo): State =>
  id === undefined ? 'nothing' : ((memo[keyOf(connection, id)] as State | undefined) ?? 'unknown');

/** Whether this is a message of ours that cancels something in this state. */
function cancels(event: WireDraft, state: State, memo: Memo): boolean {
  const notification = parse(sentText(event) ?? '');
  if (at(notification, 'method') !== CANCELLED) return false;
  return stateOf(event, at(notification, 'params', 'requestId'), memo) === state;
}

/** Over HTTP in the stateless era: we close the stream of a call before its answer has come. */
function leaves(event: WireDraft, memo: Memo): boolean {
  if (event.kind !== 'end' || event.direction !== 'sent' || event.exchange === undefined) return false;
  const asked = askedIn(event, memo);
  const isStateless = at(asked?.params, '_meta', 'io.modelcontextprotocol/protocolVersion') !== undefined;
  return asked?.method === 'tools/call' && isStateless && memo[keyOf(event.connection, asked.id)] === 'open';
}

/** Who cancels a request in this state is the end of the server. */
export const crashesAtCancellation = (state: State): Mutant =>
  chain(
    follows,
    crashesAt((event, memo) => cancels(event, state, memo) || (state === 'open' && leaves(event, memo))),
  );

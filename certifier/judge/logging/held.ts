/** specification/logging.md: the levels that hold for a log message. */
import { callsOn } from '../engine/asked.ts';
import { header, resumedAt } from '../engine/exchange.ts';
import type { Call, Message } from '../engine/message.ts';
import { countBefore, groupBy, lastBefore } from '../engine/order.ts';
import { META_LOG_LEVEL } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { isInSession } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { ownOverStdio } from './alone.ts';

/** From the most talkative to the gravest. */
export const LEVELS: readonly unknown[] = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
];

const callIn = remembered((view) => {
  const calls = view.calls.filter(({ exchange }) => exchange !== undefined);
  return new Map(calls.map((call) => [call.exchange?.number, call]));
});

/** Over HTTP: the request on whose stream a message came. */
export function ownRequest(view: View, { exchange, connection, seq }: Message): Call | undefined {
  const call = exchange === undefined ? undefined : callIn(view).get(exchange);
  return call?.connection === connection && call.request.seq < seq ? call : undefined;
}

/** The level that a request asks for: for itself, or for its session. */
export const levelAsked = (view: View, call: Call): unknown =>
  view.era === 'stateless'
    ? call.meta[META_LOG_LEVEL]
    : call.method === 'logging/setLevel'
      ? call.params.level
      : undefined;

/** Connection → the requests on it that ask for a level. */
const asking = remembered((view) =>
  groupBy(
    view.calls.filter((call) => levelAsked(view, call) !== undefined),
    ({ connection }) => connection,
  ),
);

/** Those of them that were not refused. */
const accepted = remembered((view) => {
  const isAccepted = ({ response, result }: Call): boolean => response === undefined || result !== undefined;
  return new Map([...asking(view)].map(([connection, calls]) => [connection, calls.filter(isAccepted)]));
});

/** Connection → level → where it was first asked for. */
const levelsSince = remembered((view) => {
  const ofConnection = (calls: readonly Call[]): ReadonlyMap<unknown, number> =>
    new Map(calls.toReversed().map((call) => [levelAsked(view, call), call.request.seq]));
  return new Map([...asking(view)].map(([connection, calls]) => [connection, ofConnection(calls)]));
});

/** Where a request was answered, and the last place at which one that was answered by then was sent. */
interface RoundTrip {
  readonly answered: number;
  readonly sent: number;
}

/** Connection → its requests that were answered, in the order of their answers. */
const roundTrips = remembered((view) => {
  const ofConnection = (calls: readonly Call[]): readonly RoundTrip[] => {
    const trips = calls.flatMap(({ request, response }): readonly RoundTrip[] =>
      response === undefined ? [] : [{ sent: request.seq, answered: response.seq }],
    );
    let sent = 0;
    return trips
      .toSorted((one, other) => one.answered - other.answered)
      .map((trip) => {
        sent = Math.max(sent, trip.sent);
        return { ...trip, sent };
      });
  };
  return new Map([...callsOn(view)].map(([connection, calls]) => [connection, ofConnection(calls)]));
});

/**
 * From where on a level has to have been confirmed to hold for this message. On the stream of a GET it may come later than what was said
 * after it, elsewhere: there a whole request has to lie between. Undefined where it belongs to no session.
 */
function heldSince(view: View, message: Message, own: Call | undefined): number | undefined {
  if (own !== undefined) return isInSession(own) ? own.request.seq : undefined;
  if (message.exchange === undefined) return message.seq;
  const exchange = view.exchange(message.exchange);
  const listens = exchange?.request.method === 'GET' && resumedAt(exchange) === undefined;
  if (!listens || header(exchange.request.headers, 'mcp-session-id') === undefined) return undefined;
  return lastBefore(roundTrips(view).get(message.connection) ?? [], message.seq, ({ answered }) => answered)?.sent;
}

/**
 * Levels of which one holds for this message, as far as can be told from outside. None where that cannot be told. In a session:
 * the last that was confirmed before (over HTTP, before the request on whose stream the message came), and those on their way.
 */
export function levelsFor(view: View, message: Message): readonly unknown[] {
  const own = ownRequest(view, message);
  if (view.era === 'stateless') {
    if (message.exchange !== undefined && own === undefined) return [];
    const owner = own ?? ownOverStdio(view, message);
    if (owner !== undefined) return [levelAsked(view, owner)].filter((level) => level !== undefined);
    const since = levelsSince(view).get(message.connection) ?? new Map<unknown, number>();
    return [...since].filter(([, seq]) => seq < message.seq).map(([level]) => level);
  }
  const since = heldSince(view, message, own);
  if (since === undefined) return [];
  const all = accepted(view).get(message.connection) ?? [];
  const before = countBefore(all, message.seq, ({ request }) => request.seq);
  const levels: unknown[] = [];
  for (let place = before - 1; place >= 0; place--) {
    const call = all[place] as Call;
    levels.push(levelAsked(view, call));
    if (call.response !== undefined && call.response.seq < since) return levels;
  }
  return [];
}

/** Changes as a session hears of them: what it watches, and whether it was told. */
import type { Capability } from '../../catalogue/requirement.ts';
import type { Check } from './check.ts';
import { changesMade, LIST_CHANGED, UPDATED, WATCHED } from './fixture.ts';
import { notificationsOf } from './heard.ts';
import { at, member } from './json.ts';
import { answeredAfter, type Told, toldOf } from './listens.ts';
import type { Call, Message } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { remembered } from './remember.ts';
import { statementOn } from './session.ts';
import type { View } from './view.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Changes of this kind that were made. */
export const changesHeard = (view: View, method: string): readonly Call[] => changesMade(view).get(method) ?? [];

/** Where the first request that was sent after this place was answered. */
export const readAfter = (view: View, connection: number, seq: number): number | undefined =>
  answeredAfter(view, connection, seq)?.response?.seq;

const notificationsOn = remembered((view) => groupBy(view.notifications, ({ connection }) => connection));

/** Connection → the streams that a GET began on it. */
const streamsOn = remembered((view) =>
  groupBy(
    view.exchanges.filter((each) => each.request.method === 'GET' && each.mediaType === 'text/event-stream'),
    ({ connection }) => connection,
  ),
);

/**
 * Between which places a session could be told of something: over stdio always; over HTTP while a stream was open that a GET
 * began. Undefined where it never could.
 */
function listened(view: View, connection: number): readonly [number, number] | undefined {
  if (view.transport === 'stdio') return [0, NEVER];
  let span: readonly [number, number] | undefined;
  for (const { response, end, failure } of streamsOn(view).get(connection) ?? []) {
    const [from, to] = span ?? [NEVER, 0];
    span = [Math.min(from, response?.seq ?? NEVER), Math.max(to, end?.seq ?? failure?.seq ?? NEVER)];
  }
  return span;
}

/** Changes of which it can be said whether the session of this connection was told. */
function toldIn(view: View, connection: number, method: string, messages: readonly Message[]): readonly Told[] {
  const when = listened(view, connection);
  return when === undefined ? [] : toldOf(view, connection, method, messages, when);
}

/**
 * Whether the tools that change a list do so in sessions: the contract asks for them in the stateless era alone, and a list of which
 * nobody is told may be one that did not change. One that was told of shows that they do.
 */
const changesLists = remembered((view): boolean =>
  view.connections.some((connection) =>
    Object.values(LIST_CHANGED).some((method) =>
      toldIn(view, connection, method, notificationsOn(view).get(connection) ?? []).some(
        ({ heard }) => heard !== undefined,
      ),
    ),
  ),
);

/** A server that declares `listChanged` tells each session when the list changes. */
export const tellsSession =
  (capability: Capability, method: string): Check =>
  (view, sink) => {
    if (view.era !== 'session' || !changesLists(view)) return;
    for (const connection of view.connections) {
      if (at(statementOn(view).get(connection)?.result, 'capabilities', capability, 'listChanged') !== true) continue;
      for (const { change, silence } of toldIn(view, connection, method, notificationsOn(view).get(connection) ?? [])) {
        sink.examined();
        if (silence === undefined) continue;
        sink.finding({
          message: `The list of ${capability} changed, and the session was not told.`,
          expected: `\`${method}\``,
          actual: `nothing within ${silence.after} ms after the change`,
          seq: [silence.seq, change.request.seq],
        });
      }
    }
  };

export interface Watch {
  readonly call: Call;
  readonly uri: string;
  /** The request that ended it, and where it was begun again. */
  readonly left?: Call;
  readonly again: number;
  readonly told: readonly Told[];
}

const seqOf = ({ request }: Call): number => request.seq;
const placeOf = (connection: number, uri: unknown): string => `${connection} ${JSON.stringify(uri)}`;

/** Connection and URI → what was said of it, in order. */
const byPlace = (calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> =>
  groupBy(calls, ({ connection, params }) => placeOf(connection, params.uri));
const updatesOf = remembered((view) =>
  groupBy(notificationsOf(view, UPDATED), ({ connection, value }) => placeOf(connection, at(value, 'params', 'uri'))),
);

/** Subscriptions of sessions to a resource, those that were accepted. */
export const watches = remembered((view): readonly Watch[] => {
  const good = view.callsTo('resources/subscribe').filter(({ result }) => result !== undefined);
  const [begun, ended] = [byPlace(good), byPlace(view.callsTo('resources/unsubscribe'))];
  const toldOn = new Map<number, readonly Told[]>();
  const toldOfWatched = (connection: number): readonly Told[] => {
    const messages = updatesOf(view).get(placeOf(connection, WATCHED)) ?? [];
    const known = toldOn.get(connection) ?? toldIn(view, connection, UPDATED, messages);
    toldOn.set(connection, known);
    return known;
  };
  return good.flatMap((call): readonly Watch[] => {
    const uri = member(call.params, 'uri');
    if (typeof uri !== 'string') return [];
    const place = placeOf(call.connection, uri);
    const firstAfter = (all: readonly Call[] = []): Call | undefined => all[countBefore(all, seqOf(call) + 1, seqOf)];
    const left = firstAfter(ended.get(place));
    const again = firstAfter(begun.get(place))?.request.seq ?? NEVER;
    const until = Math.min(left?.request.seq ?? NEVER, again);
    const told = uri === WATCHED ? toldOfWatched(call.connection) : [];
    const since = call.response?.seq ?? NEVER;
    return [
      {
        call,
        uri,
        ...(left === undefined ? {} : { left }),
        again,
        told: told.filter(({ change }) => change.request.seq > since && change.request.seq < until),
      },
    ];
  });
});

/** Subscriptions of the stateless era: what was asked and acknowledged, how each ended, and what came on it. */
import { answeredOn } from './answered.ts';
import { cancelledAt } from './asked.ts';
import { changesMade } from './fixture.ts';
import { at, isObject, type JsonObject, member } from './json.ts';
import { eventsOf } from './kinds.ts';
import { type Call, type Message, methodOf } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export const LISTEN = 'subscriptions/listen';
export const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
export const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** Notifications that tell of a change → the member of the filter that asks for them. */
export const ASKED_BY: Readonly<Record<string, string>> = {
  'notifications/tools/list_changed': 'toolsListChanged',
  'notifications/prompts/list_changed': 'promptsListChanged',
  'notifications/resources/list_changed': 'resourcesListChanged',
  'notifications/resources/updated': 'resourceSubscriptions',
};
export const isChange = (message: Message): boolean => Object.hasOwn(ASKED_BY, methodOf(message) ?? '');

export const subscriptionOf = ({ value }: Message): unknown => at(value, 'params', '_meta', SUBSCRIPTION_ID);

export interface Subscription {
  readonly call: Call;
  /** The filter as it was asked for. */
  readonly asked: JsonObject;
  readonly acknowledgement?: Message;
  /** The filter as it was acknowledged; empty where it was not. */
  readonly honoured: JsonObject;
  /** Where the client ended it, and where the server did; endless where nobody did. */
  readonly left: number;
  readonly ended: number;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Exchange, or connection and id → what came on this subscription, in order. */
export const arrivals = remembered((view) => ({
  byExchange: groupBy(view.notifications, ({ exchange }) => exchange),
  byId: groupBy(view.notifications, (message) => `${message.connection} ${JSON.stringify(subscriptionOf(message))}`),
}));

/** What came on this subscription. Over HTTP it has its stream; over stdio what bears its id is its own. */
export const arrived = (view: View, { exchange, connection, id, request }: Call): readonly Message[] => {
  const { byExchange, byId } = arrivals(view);
  const all =
    exchange === undefined ? byId.get(`${connection} ${JSON.stringify(id)}`) : byExchange.get(exchange.number);
  return (all ?? []).filter(({ seq }) => seq > request.seq);
};

function subscription(view: View, call: Call): Subscription {
  const { exchange, params, response } = call;
  const acknowledgement = arrived(view, call).find((message) => methodOf(message) === ACKNOWLEDGED);
  const asked = member(params, 'notifications');
  const honoured = at(acknowledgement?.value, 'params', 'notifications');
  const closed = exchange?.end?.direction === 'sent' ? exchange.end.seq : NEVER;
  const over = exchange?.end?.direction === 'received' ? exchange.end.seq : (exchange?.failure?.seq ?? NEVER);
  return {
    call,
    asked: isObject(asked) ? asked : {},
    ...(acknowledgement === undefined ? {} : { acknowledgement }),
    honoured: isObject(honoured) ? honoured : {},
    left: exchange === undefined ? cancelledAt(view, call) : closed,
    ended: Math.min(response?.seq ?? NEVER, over),
  };
}

export const subscriptions = remembered((view): readonly Subscription[] =>
  view.callsTo(LISTEN).map((call) => subscription(view, call)),
);

/** Until where a subscription was open. */
export const openUntil = ({ left, ended }: Subscription): number => Math.min(left, ended);

/** Whether a filter asks for what this notification tells of; a resource is asked for by its URI. */
export function asksFor(filter: JsonObject, method: string): boolean {
  const value = member(filter, ASKED_BY[method] ?? '');
  return Array.isArray(value) ? value.length > 0 : value === true;
}

const silences = remembered((view) =>
  groupBy(
    eventsOf(view, 'gave-up').filter(({ awaited }) => awaited === 'silence'),
    ({ connection }) => connection,
  ),
);

/** The first request on this connection that was sent after this place and answered. */
export function answeredAfter(view: View, connection: number, seq: number): Call | undefined {
  const calls = answeredOn(view).get(connection) ?? [];
  return calls[countBefore(calls, seq + 1, ({ request }) => request.seq)];
}

/** What became of a change: the message that told of it, or the place where waiting for one ended. */
export interface Told {
  readonly change: Call;
  readonly heard?: Message;
  /** Nothing came until the bound, and another request was answered after it. */
  readonly silence?: { readonly seq: number; readonly after: number };
}

/**
 * Of changes that were made on a connection between two places, each of which it can be said whether these messages told of it:
 * before the next one like it was made.
 */
export function toldOf(
  view: View,
  connection: number,
  method: string,
  messages: readonly Message[],
  [since, until]: readonly [number, number],
): readonly Told[] {
  const changes = (changesMade(view).get(method) ?? []).filter((change) => change.connection === connection);
  return changes.flatMap((change, index): readonly Told[] => {
    const from = change.request.seq;
    const to = Math.min(changes[index + 1]?.request.seq ?? NEVER, until);
    if (from < since || from > until) return [];
    const heard = messages.find((message) => methodOf(message) === method && message.seq > from && message.seq < to);
    if (heard !== undefined) return [{ change, heard }];
    const silence = (silences(view).get(connection) ?? []).find(
      ({ seq }) => seq > (change.response?.seq ?? NEVER) && seq < to,
    );
    if (silence === undefined || answeredAfter(view, connection, silence.seq) === undefined) return [];
    return [{ change, silence }];
  });
}

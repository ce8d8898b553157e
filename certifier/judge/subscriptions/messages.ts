/** specification/subscriptions.md: what every message of a subscription is held to. */
import { lastAnswered } from '../engine/answered.ts';
import type { Checks } from '../engine/check.ts';
import { at, quote } from '../engine/json.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

const LISTEN = 'subscriptions/listen';
const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** Notifications that reach a client on a subscription and in no other way. */
const SUBSCRIBED: readonly (string | undefined)[] = [
  ACKNOWLEDGED,
  'notifications/tools/list_changed',
  'notifications/prompts/list_changed',
  'notifications/resources/list_changed',
  'notifications/resources/updated',
];
/** What must not be on the stream at all, or says by itself which request it means: other rules speak of these. */
const APART: readonly (string | undefined)[] = [
  'notifications/message',
  'notifications/progress',
  'notifications/cancelled',
];

const subscriptionOf = ({ value }: Message): unknown => at(value, 'params', '_meta', SUBSCRIPTION_ID);

const placeOf = (connection: number, exchange: number | undefined): string =>
  exchange === undefined ? `connection ${connection}` : `exchange ${exchange}`;

/** Without what stands apart: by exchange what came on its stream, by connection and id what bears it. */
const delivered = remembered((view) => {
  const all = view.notifications.filter((message) => !APART.includes(methodOf(message)));
  const byConnection = groupBy(all, ({ connection }) => connection);
  return {
    byExchange: groupBy(all, ({ exchange }) => exchange),
    byId: new Map([...byConnection].map(([connection, each]) => [connection, groupBy(each, subscriptionOf)])),
  };
});

/** The first notification of this subscription. Over HTTP it has its stream; over stdio what bears its id is its own. */
function firstDelivered(view: View, { connection, request, exchange, id }: Call): Message | undefined {
  const { byId, byExchange } = delivered(view);
  const own = exchange === undefined ? byId.get(connection)?.get(id) : byExchange.get(exchange.number);
  return own?.[countBefore(own, request.seq, ({ seq }) => seq)];
}

/**
 * Exchange, or over stdio connection → its last acknowledgement that bears the id of no subscription: one is meant by it, and that it
 * does not say which is another rule's business.
 */
const lastAstray = remembered((view) => {
  const asked = groupBy(view.callsTo(LISTEN), ({ connection }) => connection);
  const ids = new Map(
    [...asked].map(([connection, calls]) => [connection, new Set<unknown>(calls.map(({ id }) => id))]),
  );
  const all = view.notifications.filter(
    (message) =>
      methodOf(message) === ACKNOWLEDGED && ids.get(message.connection)?.has(subscriptionOf(message)) !== true,
  );
  return new Map(all.map(({ connection, exchange, seq }) => [placeOf(connection, exchange), seq]));
});

/** Something was answered after we had stopped waiting: the subject was there, and silent. */
const answeredAfter = (view: View, { connection, gaveUp }: Call): boolean =>
  gaveUp !== undefined && (lastAnswered(view).get(connection) ?? 0) > gaveUp.seq;

const first = (
  view: View,
  call: Call,
): { readonly actual: string; readonly seq: number } | 'acknowledged' | undefined => {
  const notification = firstDelivered(view, call);
  const { response, result, connection, request, gaveUp } = call;
  if (notification !== undefined && (response === undefined || notification.seq < response.seq)) {
    const method = methodOf(notification);
    return method === ACKNOWLEDGED ? 'acknowledged' : { actual: `\`${method}\``, seq: notification.seq };
  }
  if ((lastAstray(view).get(placeOf(connection, call.exchange?.number)) ?? 0) > request.seq) return 'acknowledged';
  if (response !== undefined)
    return result === undefined ? undefined : { actual: 'the answer to the request', seq: response.seq };
  return gaveUp !== undefined && answeredAfter(view, call)
    ? { actual: `nothing within ${gaveUp.after} ms, while another request was answered`, seq: gaveUp.seq }
    : undefined;
};

/** Subscriptions of one connection or exchange, in order, and where one with this id was first asked for. */
interface Asked {
  readonly calls: readonly Call[];
  readonly since: ReadonlyMap<unknown, number>;
}

const asked = (groups: ReadonlyMap<unknown, readonly Call[]>): ReadonlyMap<unknown, Asked> =>
  new Map(
    [...groups].map(([key, calls]) => {
      const since = new Map(calls.toReversed().map(({ id, request }) => [id, request.seq]));
      return [key, { calls, since }];
    }),
  );

const listens = remembered((view) => ({
  byExchange: asked(groupBy(view.callsTo(LISTEN), ({ exchange }) => exchange?.number)),
  byConnection: asked(groupBy(view.callsTo(LISTEN), ({ connection }) => connection)),
}));

/** Subscriptions that this may belong to: over HTTP that of its stream; over stdio any of the connection that it could reach. */
function mayBelongTo(view: View, message: Message): Asked | undefined {
  const { byExchange, byConnection } = listens(view);
  if (message.exchange !== undefined) return byExchange.get(message.exchange);
  return SUBSCRIBED.includes(methodOf(message)) ? byConnection.get(message.connection) : undefined;
}

/** More ids than this are not listed in a finding. */
const MOST_IDS = 5;

export const checks: Checks = {
  /** A request that is rejected opens no subscription. */
  'subscriptions.acknowledged.first': (view, sink) => {
    for (const call of view.callsTo(LISTEN)) {
      const found = first(view, call);
      if (found === undefined) continue;
      sink.examined();
      if (found === 'acknowledged') continue;
      sink.finding({
        message: 'A subscription does not begin with its acknowledgement.',
        expected: `\`${ACKNOWLEDGED}\` before anything else on the subscription`,
        actual: found.actual,
        seq: [found.seq, call.request.seq],
      });
    }
  },

  'subscriptions.message.subscription-id': (view, sink) => {
    for (const message of view.notifications) {
      const method = methodOf(message);
      if (APART.includes(method)) continue;
      const { calls, since } = mayBelongTo(view, message) ?? { calls: [], since: new Map<unknown, number>() };
      const open = countBefore(calls, message.seq, ({ request }) => request.seq);
      if (open === 0) continue;
      sink.examined();
      const given = subscriptionOf(message);
      if ((since.get(given) ?? message.seq) < message.seq) continue;
      const some = calls.slice(0, Math.min(open, MOST_IDS));
      const ids = some.map(({ id }) => quote(id)).join(' or ');
      const more = open > some.length ? ` or ${open - some.length} more` : '';
      sink.finding({
        message: `\`${method}\` does not say which subscription it belongs to.`,
        expected: `\`${SUBSCRIPTION_ID}\` in its \`_meta\`, with the value ${ids}${more}`,
        actual: given === undefined ? 'no such member' : quote(given),
        seq: [message.seq, ...some.slice(0, 1).map(({ request }) => request.seq)],
      });
    }
  },
};

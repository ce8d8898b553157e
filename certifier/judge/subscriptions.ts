/** specification/subscriptions.md */
import type { Checks } from './engine/check.ts';
import { at, quote } from './engine/json.ts';
import { type Call, type Id, type Message, methodOf } from './engine/message.ts';
import type { View } from './engine/view.ts';

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
const APART: readonly (string | undefined)[] = ['notifications/message', 'notifications/cancelled'];

const subscriptionOf = ({ value }: Message): unknown => at(value, 'params', '_meta', SUBSCRIPTION_ID);

/** Notifications of this subscription, in order. Over HTTP it has its stream; over stdio what bears its id is its own. */
const deliveredOn = (view: View, { connection, request, exchange, id }: Call): readonly Message[] =>
  view.notifications.filter((message) => {
    if (message.connection !== connection || message.seq < request.seq) return false;
    if (APART.includes(methodOf(message))) return false;
    return exchange === undefined ? subscriptionOf(message) === id : message.exchange === exchange.number;
  });

/** Something was answered after we had stopped waiting: the subject was there, and silent. */
const answeredAfter = (view: View, { connection, gaveUp }: Call): boolean =>
  gaveUp !== undefined &&
  view.calls.some(
    (each) => each.connection === connection && each.request.seq > gaveUp.seq && each.response !== undefined,
  );

const first = (
  view: View,
  call: Call,
): { readonly actual: string; readonly seq: number } | 'acknowledged' | undefined => {
  const [notification] = deliveredOn(view, call);
  const { response, result, connection, request, gaveUp } = call;
  if (notification !== undefined && (response === undefined || notification.seq < response.seq)) {
    const method = methodOf(notification);
    return method === ACKNOWLEDGED ? 'acknowledged' : { actual: `\`${method}\``, seq: notification.seq };
  }
  // Over stdio: an acknowledgement with another id, or none, is one all the same; what it lacks is the other rule's business.
  const stray = view.notifications.some(
    (each) => each.connection === connection && each.seq > request.seq && methodOf(each) === ACKNOWLEDGED,
  );
  if (stray) return 'acknowledged';
  if (response !== undefined)
    return result === undefined ? undefined : { actual: 'the answer to the request', seq: response.seq };
  return gaveUp !== undefined && answeredAfter(view, call)
    ? { actual: `nothing within ${gaveUp.after} ms, while another request was answered`, seq: gaveUp.seq }
    : undefined;
};

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
    const listens = view.callsTo(LISTEN);
    for (const message of view.notifications) {
      const method = methodOf(message);
      if (APART.includes(method)) continue;
      const open = listens.filter(
        ({ connection, request, exchange }) =>
          connection === message.connection &&
          request.seq < message.seq &&
          (message.exchange === undefined ? SUBSCRIBED.includes(method) : exchange?.number === message.exchange),
      );
      if (open.length === 0) continue;
      sink.examined();
      const given = subscriptionOf(message);
      const ids = open.map(({ id }) => id);
      if (ids.includes(given as Id)) continue;
      sink.finding({
        message: `\`${method}\` does not say which subscription it belongs to.`,
        expected: `\`${SUBSCRIPTION_ID}\` in its \`_meta\`, with the value ${ids.map((id) => quote(id)).join(' or ')}`,
        actual: given === undefined ? 'no such member' : quote(given),
        seq: [message.seq, ...open.slice(0, 1).map(({ request }) => request.seq)],
      });
    }
  },
};

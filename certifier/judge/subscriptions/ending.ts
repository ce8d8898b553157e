/** specification/subscriptions.md: how a subscription ends. */
import type { Checks } from '../engine/check.ts';
import { changesMade, ENDS_SUBSCRIPTIONS } from '../engine/fixture.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import {
  ASKED_BY,
  answeredAfter,
  arrivals,
  asksFor,
  isChange,
  openUntil,
  SUBSCRIPTION_ID,
  type Subscription,
  subscriptionOf,
  subscriptions,
} from '../engine/listens.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { onConnection } from '../engine/pairs.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

/** Results of subscriptions that had been acknowledged. */
const results = (view: View): readonly Call[] =>
  subscriptions(view).flatMap(({ call, acknowledgement }) =>
    acknowledgement !== undefined && call.result !== undefined ? [call] : [],
  );

/** Connection and id → where the server cancelled it. */
const cancelled = remembered((view) =>
  groupBy(
    notificationsOf(view, 'notifications/cancelled'),
    ({ connection, value }) => `${connection} ${JSON.stringify(at(value, 'params', 'requestId'))}`,
  ),
);
export const cancellationOf = (view: View, { connection, id, request }: Call): Message | undefined =>
  cancelled(view)
    .get(`${connection} ${JSON.stringify(id)}`)
    ?.find(({ seq }) => seq > request.seq);

/** Connection and notification → the changes that it is due for. */
const changesOn = remembered((view) =>
  groupBy(
    [...changesMade(view)].flatMap(([method, changes]) => changes.map((change) => ({ method, change }))),
    ({ method, change }) => `${change.connection} ${method}`,
  ),
);

/** Of a line that broke nobody knows who broke it: a proxy cuts what is long and quiet. Unless the server was about to end it. */
const wasToldToEnd = (view: View, { connection }: Call, seq: number): boolean =>
  view
    .callsTo('tools/call')
    .some(
      (call) => call.connection === connection && call.params.name === ENDS_SUBSCRIPTIONS && call.request.seq < seq,
    );

/** Where the server ended it, as far as something shows that. */
export function endedByServer(view: View, { call, ended, left }: Subscription): number | undefined {
  if (ended < left)
    return ended === call.exchange?.failure?.seq && !wasToldToEnd(view, call, ended) ? undefined : ended;
  const told = cancellationOf(view, call);
  return told === undefined || told.seq > left ? undefined : told.seq;
}

export const checks: Checks = {
  'subscriptions.end.silence': (view, sink) => {
    for (const each of subscriptions(view)) {
      const { call, left, acknowledgement, honoured } = each;
      if (acknowledgement === undefined || left > each.ended) continue;
      // What was answered afterwards had read the end of the subscription before.
      const read = answeredAfter(view, call.connection, left)?.response;
      if (read === undefined) continue;
      const late = (arrivals(view).byId.get(`${call.connection} ${JSON.stringify(call.id)}`) ?? []).filter(
        ({ seq }) => seq > read.seq,
      );
      const isTried = Object.keys(ASKED_BY).some((method) => {
        if (!asksFor(honoured, method)) return false;
        const changes = changesOn(view).get(`${call.connection} ${method}`) ?? [];
        const next = changes[countBefore(changes, read.seq, ({ change }) => change.request.seq)];
        return next !== undefined && answeredAfter(view, call.connection, next.change.request.seq) !== undefined;
      });
      if (isTried || late.length > 0) sink.examined();
      for (const message of late) {
        sink.finding({
          message: `\`${methodOf(message)}\` is sent on a subscription that the client had ended.`,
          expected: 'nothing on it any more',
          actual: `the id of the subscription, ${quote(call.id)}`,
          seq: [message.seq, left, call.request.seq],
        });
      }
    }
  },

  'subscriptions.end.graceful-result': (view, sink) => {
    for (const each of subscriptions(view)) {
      const { call, acknowledgement } = each;
      const ended = acknowledgement === undefined ? undefined : endedByServer(view, each);
      // What the server says at the end of its own process may have been cut off by that end.
      if (ended === undefined || answeredAfter(view, call.connection, ended) === undefined) continue;
      sink.examined();
      if (call.result !== undefined) continue;
      sink.finding({
        message: 'The server ended a subscription without a result.',
        expected: 'a result that answers `subscriptions/listen`, before the end',
        actual: call.error === undefined ? 'no answer' : `the error ${quote(call.error.code)}`,
        seq: [ended, call.request.seq],
      });
    }
  },

  'subscriptions.end.result-id': (view, sink) => {
    for (const { result, id, response, request } of results(view)) {
      sink.examined();
      const given = at(result, '_meta', SUBSCRIPTION_ID);
      if (given === id) continue;
      sink.finding({
        message: 'The result that ends a subscription does not say which one.',
        expected: `\`${SUBSCRIPTION_ID}\` in its \`_meta\`, with the value ${quote(id)}`,
        actual: given === undefined ? 'no such member' : quote(given),
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  'subscriptions.end.empty-result': (view, sink) => {
    for (const { result, response, request } of results(view)) {
      sink.examined();
      const more = Object.keys(result ?? {}).filter((name) => name !== 'resultType' && name !== '_meta');
      if (more.length === 0) continue;
      sink.finding({
        message: 'The result that ends a subscription holds more than it has members for.',
        expected: '`resultType` and `_meta` alone',
        actual: `also ${more.map((name) => `\`${name}\``).join(', ')}`,
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  'subscriptions.reconnect.nothing-kept': (view, sink) => {
    const before = subscriptions(view).filter(({ acknowledgement }) => acknowledgement !== undefined);
    const named = groupBy(before, ({ call }) => call.id as unknown);
    const over = before.reduce((least, each) => Math.min(least, openUntil(each)), Number.POSITIVE_INFINITY);
    const told = groupBy(view.notifications.filter(isChange), ({ connection }) => connection);
    const changing = new Set([...changesMade(view).values()].flat().map(({ connection }) => connection));
    for (const connection of view.connections) {
      if (onConnection(view).has(connection)) continue;
      const first = answeredAfter(view, connection, 0)?.request.seq ?? 0;
      if (first < over) continue;
      // Where nothing changed there was nothing to tell.
      const later = told.get(connection) ?? [];
      if (later.length > 0 || changing.has(connection)) sink.examined();
      for (const message of later) {
        const earlier = (named.get(subscriptionOf(message)) ?? []).find(
          (each) => each.call.connection < connection && openUntil(each) < first,
        );
        if (earlier === undefined) continue;
        sink.finding({
          message: `\`${methodOf(message)}\` is sent for a subscription of an earlier process.`,
          expected: 'nothing: this process was asked for no subscription',
          actual: `the id ${quote(earlier.call.id)}`,
          seq: [message.seq, earlier.call.request.seq],
        });
      }
    }
  },
};

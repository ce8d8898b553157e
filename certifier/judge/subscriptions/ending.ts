/** specification/subscriptions.md: how a subscription ends. */
import type { Checks } from '../engine/check.ts';
import { changesMade } from '../engine/fixture.ts';
import { at, quote } from '../engine/json.ts';
import {
  answeredAfter,
  asksFor,
  isChange,
  openUntil,
  SUBSCRIPTION_ID,
  type Subscription,
  subscriptionOf,
  subscriptions,
} from '../engine/listens.ts';
import { type Call, methodOf } from '../engine/message.ts';
import { onConnection } from '../engine/pairs.ts';
import type { View } from '../engine/view.ts';

/** Results of subscriptions that had been acknowledged. */
const results = (view: View): readonly Call[] =>
  subscriptions(view).flatMap(({ call, acknowledgement }) =>
    acknowledgement !== undefined && call.result !== undefined ? [call] : [],
  );

/** Where the server ended it, as far as something shows that. */
function endedByServer(view: View, { call, ended, left }: Subscription): number | undefined {
  if (ended < left) return ended;
  const told = view.notifications.find(
    (message) =>
      methodOf(message) === 'notifications/cancelled' &&
      message.connection === call.connection &&
      message.seq > call.request.seq &&
      at(message.value, 'params', 'requestId') === call.id,
  );
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
      const late = view.notifications.filter(
        (message) =>
          message.connection === call.connection &&
          message.seq > read.seq &&
          subscriptionOf(message) === call.id &&
          message.exchange !== call.exchange?.number,
      );
      const isTried = [...changesMade(view)].some(
        ([method, changes]) =>
          asksFor(honoured, method) &&
          changes.some(
            ({ connection, request }) =>
              connection === call.connection &&
              request.seq > read.seq &&
              answeredAfter(view, connection, request.seq) !== undefined,
          ),
      );
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
    for (const connection of view.connections) {
      if (onConnection(view).has(connection)) continue;
      const first = view.calls.find((call) => call.connection === connection);
      const kept = before.filter(
        (each) => openUntil(each) < (first?.request.seq ?? 0) && each.call.connection < connection,
      );
      if (kept.length === 0 || answeredAfter(view, connection, 0) === undefined) continue;
      sink.examined();
      for (const message of view.notifications) {
        if (message.connection !== connection || !isChange(message)) continue;
        const earlier = kept.find(({ call }) => call.id === subscriptionOf(message));
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

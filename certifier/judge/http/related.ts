/** specification/http.md: on which stream a message belongs. */
import type { Check, Checks } from '../engine/check.ts';
import type { Exchange } from '../engine/exchange.ts';
import { Intervals } from '../engine/intervals.ts';
import { at, quote } from '../engine/json.ts';
import { subscriptions } from '../engine/listens.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { groupBy, lastBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { loggedElsewhere } from './logged.ts';
import { begunStreams, endOf, streamed } from './readers.ts';

const NEVER = Number.POSITIVE_INFINITY;

const tokenOf = ({ meta }: Call): unknown => meta.progressToken;
const keyOf = (connection: number, token: unknown): string => `${connection} ${JSON.stringify(token)}`;

/** Connection and token → the requests that gave it, in order. */
const givers = remembered((view) =>
  groupBy(
    view.calls.filter((call) => tokenOf(call) !== undefined),
    (call) => keyOf(call.connection, tokenOf(call)),
  ),
);

const RELATED_TASK = 'io.modelcontextprotocol/related-task';

/**
 * The request that a progress notification is for; undefined where it is none, or bears a token that nobody gave. The progress of
 * a task may come on any stream.
 */
export function progressFor(view: View, message: Message): Call | undefined {
  if (methodOf(message) !== 'notifications/progress') return undefined;
  if (at(message.value, 'params', '_meta', RELATED_TASK) !== undefined) return undefined;
  const token = at(message.value, 'params', 'progressToken');
  const all = givers(view).get(keyOf(message.connection, token)) ?? [];
  const owner = lastBefore(all, message.seq, ({ request }) => request.seq);
  return owner === undefined || at(owner.params, 'task') !== undefined ? undefined : owner;
}

/** Connection → its requests with a token, each while its stream was open. */
const tokened = remembered((view) => {
  const all = view.calls.filter((call) => tokenOf(call) !== undefined && call.exchange !== undefined);
  return new Map(
    [...groupBy(all, ({ connection }) => connection)].map(([connection, calls]) => [
      connection,
      new Intervals(
        calls,
        ({ request }) => request.seq,
        ({ exchange }) => (exchange === undefined ? NEVER : endOf(exchange)),
      ),
    ]),
  );
});

/** Whether progress of another request could have come on this stream by mistake: it was open at the same time. */
const isBeside = (view: View, exchange: Exchange, own?: Call): boolean =>
  tokened(view).get(exchange.connection)?.beside(exchange.request.seq, endOf(exchange), own) !== undefined;

const notificationsIn = remembered((view) => groupBy(view.notifications, ({ exchange }) => exchange));

/** What is said on the stream of a request concerns that request. Only progress says for itself which request it is for. */
const relates: Check = (view, sink) => {
  for (const call of streamed(view)) {
    if (call.method === 'subscriptions/listen' || !isBeside(view, call.exchange, call)) continue;
    const said = notificationsIn(view).get(call.exchange.number) ?? [];
    if (said.length > 0) sink.examined();
    for (const message of said) {
      const owner = progressFor(view, message);
      if (owner === undefined || owner === call || tokenOf(owner) === tokenOf(call)) continue;
      sink.finding({
        message: `The progress of another request came on the stream of \`${call.method}\`.`,
        expected: 'notifications that concern this request',
        actual: `the token ${quote(tokenOf(owner))}, of another \`${owner.method}\``,
        seq: [message.seq, owner.request.seq, call.request.seq],
      });
    }
  }
};

export const checks: Checks = {
  'http.sse.messages-should-relate': relates,
  'http.sse.notifications-related': relates,

  'http.get.messages-unrelated': (view, sink) => {
    for (const exchange of begunStreams(view)) {
      const logged = loggedElsewhere(view, exchange, endOf(exchange));
      if (!isBeside(view, exchange) && logged.length === 0) continue;
      sink.examined();
      for (const [first, again] of logged) {
        sink.finding({
          message: `What the tool ${quote(first.tool)} logs came on the stream of a GET, while it was called and when it was called again.`,
          expected: 'messages that have nothing to do with a request under way',
          actual: `${first.logs.length} log messages each time, the first of them ${quote(first.logs[0]?.value)}`,
          seq: [first, again].flatMap(({ call, logs: [log] }) => [
            call.request.seq,
            ...(log === undefined ? [] : [log.seq]),
          ]),
        });
      }
      for (const message of notificationsIn(view).get(exchange.number) ?? []) {
        const owner = progressFor(view, message);
        if (owner === undefined) continue;
        sink.finding({
          message: `The progress of \`${owner.method}\` came on the stream of a GET.`,
          expected: 'messages that have nothing to do with a request under way',
          actual: `the token ${quote(tokenOf(owner))}`,
          seq: [message.seq, owner.request.seq, exchange.request.seq],
        });
      }
    }
  },

  /** A permission: each stream that a GET began could carry some. */
  'http.get.server-messages': (view, sink) => {
    for (const _ of begunStreams(view)) sink.examined();
  },

  /** A permission: each stream of a request could carry some. */
  'http.sse.requests-before-response': (view, sink) => {
    for (const { response } of streamed(view)) if (response !== undefined) sink.examined();
  },

  'http.listen.no-request-scoped': (view, sink) => {
    for (const { call, acknowledgement } of subscriptions(view)) {
      const { exchange } = call;
      if (exchange === undefined) continue;
      // Silence says something only where there was something to be told elsewhere.
      if (acknowledgement !== undefined && isBeside(view, exchange, call)) sink.examined();
      for (const message of notificationsIn(view).get(exchange.number) ?? []) {
        const method = methodOf(message);
        if (method !== 'notifications/progress' && method !== 'notifications/message') continue;
        // How far the subscription itself has come would be on the stream of its own request.
        if (progressFor(view, message) === call) continue;
        sink.examined();
        sink.finding({
          message: `\`${method}\` came on the stream of a subscription.`,
          expected: 'changes alone; what belongs to a request on the stream of that request',
          actual: quote(message.value),
          seq: [message.seq, call.request.seq],
        });
      }
    }
  },
};

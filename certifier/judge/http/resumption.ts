/** specification/http.md: streams whose connection ends before they do, and how they go on. */
import type { Checks } from '../engine/check.ts';
import { type Exchange, resumedAt } from '../engine/exchange.ts';
import { at, quote } from '../engine/json.ts';
import { idOf, isResponse, type Message, methodOf } from '../engine/message.ts';
import { groupBy, lastBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { isStream, streamed } from './readers.ts';

const keyOf = (connection: number, value: unknown): string => `${connection} ${JSON.stringify(value)}`;

/** Connection and event id → the exchange on which it first came, where that was no resumption. */
const origins = remembered((view) => {
  const found = new Map<string, Exchange>();
  for (const exchange of view.exchanges) {
    if (resumedAt(exchange) !== undefined) continue;
    for (const { id } of exchange.sse) {
      const key = keyOf(exchange.connection, id);
      if (id !== undefined && id !== '' && !found.has(key)) found.set(key, exchange);
    }
  }
  return found;
});

interface Resumed {
  readonly exchange: Exchange;
  readonly origin: Exchange;
}

/** Streams that a GET took up again, with the one that is resumed; what was resumed at an id that we never saw is left out. */
const resumed = remembered((view): readonly Resumed[] =>
  view.exchanges.flatMap((exchange): readonly Resumed[] => {
    const id = resumedAt(exchange);
    const origin = id === undefined ? undefined : origins(view).get(keyOf(exchange.connection, id));
    return origin === undefined || !isStream(exchange) ? [] : [{ exchange, origin }];
  }),
);

const takenUp = remembered((view) => new Set(resumed(view).map(({ origin }) => origin)));

/** Connection and id, or token, → the requests that bore it. */
const requests = remembered((view) => ({
  byId: groupBy(view.calls, ({ connection, id }) => keyOf(connection, id)),
  byToken: groupBy(view.calls, ({ connection, params }) => keyOf(connection, at(params, '_meta', 'progressToken'))),
}));

/** The stream on which a message surely belongs; undefined where it does not say. */
function ownStream(view: View, message: Message): Exchange | undefined {
  const { byId, byToken } = requests(view);
  const calls = isResponse(message.value)
    ? byId.get(keyOf(message.connection, idOf(message)))
    : methodOf(message) === 'notifications/progress'
      ? byToken.get(keyOf(message.connection, at(message.value, 'params', 'progressToken')))
      : undefined;
  return lastBefore(calls ?? [], message.seq, ({ request }) => request.seq)?.exchange;
}

const receivedIn = remembered((view) => groupBy(view.received, ({ exchange }) => exchange));

export const checks: Checks = {
  'http.sse.retry-before-close': (view, sink) => {
    for (const { exchange, response, method, request } of streamed(view)) {
      const { sse, end, number } = exchange;
      const isIdentified = sse.some(({ id }) => id !== undefined && id !== '');
      if (!isIdentified || end?.direction !== 'received' || response?.exchange === number) continue;
      // A stream that was taken up again was not over; of another one the end may have been meant.
      if (!takenUp(view).has(exchange)) continue;
      sink.examined();
      if (sse.some(({ retry }) => retry !== undefined)) continue;
      sink.finding({
        message: `The connection of the stream of \`${method}\` was closed without a word on when to come back.`,
        expected: 'an event with the field `retry` before the end',
        actual: `${sse.length} events without one`,
        seq: [end.seq, request.seq],
      });
    }
  },

  'http.resume.no-cross-stream': (view, sink) => {
    for (const { exchange, origin } of resumed(view)) {
      const messages = receivedIn(view).get(exchange.number) ?? [];
      if (messages.length > 0) sink.examined();
      const ids = new Map(exchange.sse.map(({ seq, id }) => [seq, id]));
      for (const message of messages) {
        const first = origins(view).get(keyOf(message.connection, ids.get(message.seq)));
        const own = first ?? ownStream(view, message);
        if (own === undefined || own.number === origin.number) continue;
        sink.finding({
          message: 'A stream that was taken up again carried a message of another stream.',
          expected: 'what the broken stream would have carried, and nothing else',
          actual: quote(message.value),
          seq: [message.seq, exchange.request.seq, own.request.seq],
        });
      }
    }
  },

  /** Permissions: each stream could make use of them, and nothing breaks them. */
  'http.resume.server-may': (view, sink) => {
    for (const _ of streamed(view)) sink.examined();
  },
  'http.sse.server-closes-connection': (view, sink) => {
    for (const { exchange } of streamed(view)) if (exchange.sse.some(({ id }) => id !== undefined)) sink.examined();
  },
  'http.resume.server-replays': (view, sink) => {
    for (const _ of resumed(view)) sink.examined();
  },
};

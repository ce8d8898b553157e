/** specification/http.md: streams whose connection ends before they do, and how they go on. */
import { callsById } from '../engine/asked.ts';
import type { Checks } from '../engine/check.ts';
import { type Exchange, resumedAt } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { idOf, isResponse, type Message } from '../engine/message.ts';
import { groupBy, lastBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { isStream, streamed } from './readers.ts';
import { progressFor } from './related.ts';

const keyOf = (connection: number, value: unknown): string => `${connection} ${JSON.stringify(value)}`;

/**
 * Connection and event id → the exchange on which it came, where that was no resumption. An id that came on several says of none that it
 * is meant, and is another rule's business.
 */
const origins = remembered((view) => {
  const found = new Map<string, Exchange | undefined>();
  for (const exchange of view.exchanges) {
    if (resumedAt(exchange) !== undefined) continue;
    for (const { id } of exchange.sse) {
      const key = keyOf(exchange.connection, id);
      if (id === undefined || id === '') continue;
      found.set(key, found.has(key) && found.get(key) !== exchange ? undefined : exchange);
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

/** The stream on which a message surely belongs; undefined where it does not say. */
function ownStream(view: View, message: Message): Exchange | undefined {
  if (!isResponse(message.value)) return progressFor(view, message)?.exchange;
  const calls = callsById(view, message.connection, idOf(message));
  return lastBefore(calls, message.seq, ({ request }) => request.seq)?.exchange;
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

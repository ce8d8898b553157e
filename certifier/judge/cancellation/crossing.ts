/** specification/cancellation.md: cancellations that cross with the end of their request, or come too late over HTTP. */
import { namedBy, nextCall } from '../engine/asked.ts';
import { isForeign, isSettled, isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { type Exchange, headerValues, isSuccess } from '../engine/exchange.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import { answeredAfter, subscriptions } from '../engine/listens.ts';
import { type Call, idOf, type Message } from '../engine/message.ts';
import { isReached } from '../engine/reached.ts';
import { remembered } from '../engine/remember.ts';
import { sentAs } from '../engine/sent.ts';
import { breakdownAfter } from '../engine/serving.ts';
import type { View } from '../engine/view.ts';
import { isStream } from '../http/readers.ts';
import { cancellationOf } from '../subscriptions/ending.ts';

const NEVER = Number.POSITIVE_INFINITY;

const cancellations = remembered((view): readonly Message[] =>
  sentAs(view, 'notifications/cancelled').filter((message) => idOf(message) === undefined),
);

/**
 * Whoever could not be reached has not heard it, and what became of them has another cause. Where the connection breaks off under way,
 * the server may well have broken down over what it read.
 */
const wasDelivered = (view: View, message: Message): boolean => {
  const failure = view.exchange(message.exchange)?.failure;
  return failure === undefined || isReached(failure);
};

/** What a page of somebody else says is to be turned away, whatever it says. */
const isTurnedAway = (exchange: Exchange | undefined): boolean =>
  exchange !== undefined && headerValues(exchange.request.headers, 'origin').some(isForeign);

/** Where a client gave up a request that was not answered yet: by a notification, or by closing its stream. */
function* crossings(view: View): Generator<{ readonly call: Call; readonly seq: number }> {
  for (const message of cancellations(view)) {
    if (!wasDelivered(view, message)) continue;
    const call = namedBy(view, message);
    // Its own stream may have broken off before: then nobody was left to hear of it.
    const broken = call?.exchange?.failure?.seq ?? NEVER;
    if (call !== undefined && (call.response?.seq ?? NEVER) > message.seq && broken > message.seq)
      yield { call, seq: message.seq };
  }
  for (const call of view.calls) {
    const { exchange, response, gaveUp } = call;
    const end = exchange?.end;
    if (view.era === 'stateless' && end?.direction === 'sent' && response === undefined && gaveUp === undefined)
      yield { call, seq: end.seq };
  }
}

/** Whether this says nothing of the message: too many of them, nobody behind the gateway, or credentials that have run out. */
const isOfTransport = (exchange: Exchange): boolean =>
  exchange.response !== undefined && (!isSettled(exchange) || [401, 403].includes(exchange.response.status));

/** By which status the server said that a notification is none that it accepts. What has no id at all it may well refuse. */
function refusal(view: View, message: Message): { readonly status: number; readonly seq: number } | undefined {
  const response = view.exchange(message.exchange)?.response;
  return response !== undefined && response.status >= 400 ? response : undefined;
}

export const checks: Checks = {
  'cancellation.race.survived': (view, sink) => {
    for (const { call, seq } of crossings(view)) {
      const next = nextCall(view, call.connection, seq);
      if (next === undefined) continue;
      const wrong = breakdownAfter(view, next);
      if (wrong === undefined && next.response === undefined) continue;
      sink.examined();
      if (wrong === undefined) continue;
      sink.finding({
        message: `After a cancellation of \`${call.method}\` that could cross with its end, the next request is not served.`,
        expected: `an answer to \`${next.method}\``,
        actual: wrong.actual,
        seq: [wrong.seq, next.request.seq, seq, call.request.seq],
      });
    }
  },

  'cancellation.invalid.http-ignored': (view, sink) => {
    for (const message of cancellations(view)) {
      const exchange = view.exchange(message.exchange);
      if (exchange === undefined || isTurnedAway(exchange) || isOfTransport(exchange)) continue;
      const target = namedBy(view, message);
      if (target !== undefined && (target.response?.seq ?? NEVER) > message.seq) continue;
      const refused = refusal(view, message);
      const next = nextCall(view, message.connection, message.seq);
      // Its session had ended before it came, unless that is still there.
      const isGone = refused?.status === 404 && (next?.exchange === undefined || !isSuccess(next.exchange));
      if (isGone) continue;
      if (target !== undefined && refused !== undefined) {
        sink.examined();
        sink.finding({
          message: 'A cancellation of a request that was answered already is refused.',
          expected: 'that it is ignored: status 202',
          actual: `status ${refused.status}`,
          seq: [refused.seq, message.seq, target.request.seq],
        });
        continue;
      }
      if (!wasDelivered(view, message)) continue;
      const status = next?.exchange?.response?.status;
      if (next?.exchange === undefined || !isWellCarried(view, next) || isOfTransport(next.exchange)) continue;
      if (next.exchange.response === undefined && next.exchange.failure === undefined) continue;
      // An error that answers it may be what it deserves: only a ping never does.
      const isAnswered = next.response !== undefined && idOf(next.response) === next.id;
      if (isAnswered && !isSuccess(next.exchange) && next.method !== 'ping') continue;
      sink.examined();
      if (isSuccess(next.exchange)) continue;
      sink.finding({
        message:
          'After a cancellation that names no request in progress, the next request of the session is not served.',
        expected: `that it is ignored, and \`${next.method}\` answered`,
        actual: status === undefined ? 'the connection failed' : `status ${status}`,
        seq: [next.exchange.last, next.request.seq, message.seq],
      });
    }
  },

  'cancellation.request.http-no-response': (view, sink) => {
    for (const message of cancellations(view)) {
      const call = namedBy(view, message);
      const answered = view.exchange(message.exchange);
      if (call?.exchange === undefined || call.method === 'initialize' || Object.hasOwn(call.params, 'task')) continue;
      if (answered === undefined || !isSuccess(answered) || (call.response?.seq ?? NEVER) < message.seq) continue;
      // What was answered to a later request had read the cancellation before; what came earlier may have crossed it.
      const read = answeredAfter(view, call.connection, answered.response?.seq ?? NEVER)?.response;
      if (read === undefined || (call.response !== undefined && call.response.seq < read.seq)) continue;
      // A POST that gets no stream has to get one message: an error says there that nothing came of it.
      if (call.error !== undefined && !isStream(call.exchange)) continue;
      sink.examined();
      if (call.response === undefined) continue;
      sink.finding({
        message: `\`${call.method}\` is answered, though it was cancelled.`,
        expected: 'no answer to a request that was cancelled before it was answered',
        actual: quote(call.response.value),
        seq: [call.response.seq, message.seq, call.request.seq],
      });
    }
  },

  'cancellation.notification.request-id': (view, sink) => {
    for (const { value, seq } of notificationsOf(view, 'notifications/cancelled')) {
      sink.examined();
      const id = at(value, 'params', 'requestId');
      if (typeof id === 'string' || Number.isInteger(id)) continue;
      sink.finding({
        message: 'A cancellation does not name a request.',
        expected: '`requestId`, a string or an integer',
        actual: id === undefined ? 'no such member' : quote(id),
        seq: [seq],
      });
    }
  },

  'cancellation.subscription.told': (view, sink) => {
    for (const { call, acknowledgement, left, ended } of subscriptions(view)) {
      if (call.exchange !== undefined || acknowledgement === undefined || left < ended) continue;
      // What is answered later was written later: the notice has come by then, or comes not at all.
      if (answeredAfter(view, call.connection, ended) === undefined) continue;
      sink.examined();
      if (cancellationOf(view, call) !== undefined) continue;
      sink.finding({
        message: 'The server ended a subscription without a cancellation of its request.',
        expected: `\`notifications/cancelled\` with the id ${quote(call.id)}`,
        actual: 'no such notification',
        seq: [ended, call.request.seq],
      });
    }
  },
};

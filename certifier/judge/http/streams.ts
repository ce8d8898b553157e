/** specification/http.md: event streams. */
import type { Revision } from '../../catalogue/requirement.ts';
import type { SseEvent } from '../../evidence/transcript.ts';
import { cut, cutShort } from '../engine/bodies.ts';
import { assignedSession } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { type Exchange, headerValues, resumedAt } from '../engine/exchange.ts';
import { isObject, type Json, member, parse, quote } from '../engine/json.ts';
import { isNamedOtherwise, isNumberedNotification, isRequest, isResponse, methodOf } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { isBehindProxy } from '../engine/proxies.ts';
import { valueIn } from '../engine/values.ts';
import type { View } from '../engine/view.ts';
import { isGivenUp, isStream, sessionOf, streamed } from './readers.ts';

interface Identified {
  readonly id: string;
  readonly event: SseEvent;
  readonly exchange: number;
}

/** Events with an id, by the session that they belong to; without sessions, by the connection. What was asked for again is left out. */
function identified(view: View): readonly (readonly Identified[])[] {
  const groups = new Map<string, Identified[]>();
  const assigned = new Map(
    view.calls.flatMap((call) =>
      call.exchange === undefined ? [] : [[call.exchange.number, assignedSession(call)] as const],
    ),
  );
  for (const exchange of view.exchanges) {
    if (headerValues(exchange.request.headers, 'last-event-id').length > 0) continue;
    const session = sessionOf(exchange) ?? assigned.get(exchange.number);
    const key = session === undefined ? `connection ${exchange.connection}` : `session ${session}`;
    for (const event of exchange.sse) {
      if (event.id === undefined || event.id === '') continue;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ id: event.id, event, exchange: exchange.number });
    }
  }
  return [...groups.values()];
}

/** Whether an event brings something to whoever listens for messages: it has data, and no name of its own. */
const isData = (event: SseEvent): boolean => event.text !== '' && !isNamedOtherwise(event, parse(event.text));

/** The streams on which messages come: those of requests, and those of a GET, begun or taken up again. */
const messageStreams = (view: View): readonly Exchange[] => [
  ...streamed(view).map(({ exchange }) => exchange),
  ...view.exchanges.filter((exchange) => exchange.request.method === 'GET' && isStream(exchange)),
];

/** Rules of their own say that these come before the response. */
const APART: ReadonlySet<unknown> = new Set(['notifications/progress', 'notifications/message']);

/** The revision from which on a message is one object: before, several could stand in an array. */
const ONE_EACH_SINCE: Revision = '2025-06-18';

/** What the object lacks, other rules say; so does another of JSON that is none, on the stream of a request from that revision on. */
const mayBeMessage = ({ revision }: View, { request }: Exchange, value: Json | undefined): boolean =>
  isObject(value) ||
  (value !== undefined && (revision < ONE_EACH_SINCE ? Array.isArray(value) : request.method === 'POST'));

/**
 * What came on the stream of a request after the last response. Before 2026-07-28 the server ends the stream after the response, and what
 * it may say between the two is left open (messages of tasks may come on any stream).
 */
function afterResponse(view: View, { sse }: Exchange): SseEvent | undefined {
  if (view.era !== 'stateless') return undefined;
  const last = sse.findLastIndex(({ text }) => isResponse(parse(text)));
  const isLate = (event: SseEvent): boolean => isData(event) && !APART.has(member(parse(event.text), 'method'));
  return last === -1 ? undefined : sse.slice(last + 1).find(isLate);
}

export const checks: Checks = {
  'http.sse.eventual-response': (view, sink) => {
    for (const call of streamed(view)) {
      const { exchange, response, method, request } = call;
      const { end, sse, number } = exchange;
      // A stream that is taken up again is the same stream; on any other one the response is in the wrong place.
      const elsewhere = response?.exchange === number ? undefined : view.exchange(response?.exchange);
      if (response !== undefined && (elsewhere === undefined || resumedAt(elsewhere) !== undefined)) {
        sink.examined();
        continue;
      }
      // A connection that was closed on purpose leaves a stream that can be resumed; in a batch the response may be hidden.
      const isResumable = sse.some((event) => event.id !== undefined);
      const isBatch = sse.some(({ text }) => Array.isArray(parse(text)));
      if (end?.direction !== 'received' || isResumable || isBatch || cutShort(view).has(number)) continue;
      if (isGivenUp(view, call, end.seq)) continue;
      sink.examined();
      sink.finding({
        message: `The stream of \`${method}\` ended without the response.`,
        expected: 'the response, a result or an error, before the stream ends',
        actual:
          elsewhere !== undefined
            ? 'the response on another stream'
            : sse.length === 0
              ? 'no event at all'
              : `${sse.length} event${sse.length === 1 ? '' : 's'}, none of them the response`,
        seq: [end.seq, request.seq],
      });
    }
  },

  'http.sse.priming-event': (view, sink) => {
    for (const { exchange, method, request } of streamed(view)) {
      // The stream of the handshake begins before it is settled whether the client knows this event.
      if (method === 'initialize' || !exchange.sse.some((event) => event.id !== undefined)) continue;
      sink.examined();
      // An event with neither is a `retry` alone, and delivers nothing.
      const first = exchange.sse.find((event) => event.id !== undefined || event.text !== '');
      if (first === undefined || (first.id !== undefined && first.text === '')) continue;
      sink.finding({
        message: `The stream of \`${method}\`, whose events have ids, does not begin with an empty one.`,
        expected: 'first an event with an id and empty data',
        actual: `${first.id === undefined ? 'no id' : `the id ${quote(first.id)}`}, and the data ${quote(first.text)}`,
        seq: [first.seq, request.seq],
      });
    }
  },

  'http.resume.event-ids': (view, sink) => {
    for (const { sse } of view.exchanges) for (const { id } of sse) if (id !== undefined && id !== '') sink.examined();
  },

  'http.response.stream': (view, sink) => {
    const told = groupBy(view.notifications, ({ exchange }) => exchange);
    for (const { exchange, response } of streamed(view)) {
      const [first] = told.get(exchange.number) ?? [];
      if (first !== undefined && response !== undefined && first.seq < response.seq) sink.examined();
    }
  },

  'http.sse.response-ends-stream': (view, sink) => {
    for (const { exchange, response, method } of streamed(view)) {
      if (response === undefined) continue;
      const { gaveUp, end } = exchange;
      const late = afterResponse(view, exchange);
      if (gaveUp?.awaited === 'stream-end') {
        sink.examined();
        sink.finding({
          message: `The stream of \`${method}\` stayed open after the response.`,
          expected: 'the stream ends with the response',
          actual: `still open ${gaveUp.after} ms later`,
          seq: [gaveUp.seq, response.seq],
        });
      } else if (late !== undefined) {
        sink.examined();
        sink.finding({
          message: `The stream of \`${method}\` went on after the response.`,
          expected: 'the response is the last that comes on its stream',
          actual: quote(late.text),
          seq: [late.seq, response.seq],
        });
      } else if (end?.direction === 'received' && end.seq > response.seq) sink.examined();
    }
  },

  'http.sse.only-messages': (view, sink) => {
    for (const exchange of messageStreams(view)) {
      for (const event of exchange.sse) {
        if (!isData(event) || cut(view).has(event.seq)) continue;
        sink.examined();
        const value = valueIn(view, event.seq, event.text);
        if (mayBeMessage(view, exchange, value)) continue;
        sink.finding({
          message: 'An event of a stream has data that is no message.',
          expected: 'one JSON object: a message of JSON-RPC',
          actual: value === undefined ? `what is no JSON: ${quote(event.text)}` : quote(value),
          seq: [event.seq, exchange.request.seq],
        });
      }
    }
  },

  'http.sse.no-requests': (view, sink) => {
    const said = groupBy(view.received, ({ exchange }) => exchange);
    for (const { exchange, method } of streamed(view)) {
      const messages = said.get(exchange.number) ?? [];
      if (messages.length > 0) sink.examined();
      for (const message of messages) {
        if (!isRequest(message.value) || isNumberedNotification(message.value)) continue;
        sink.finding({
          message: `The server sent the request \`${methodOf(message)}\` on the stream of \`${method}\`.`,
          expected: 'no requests: what the server needs from the client stands in an `input_required` result',
          actual: quote(message.value),
          seq: [message.seq, exchange.request.seq],
        });
      }
    }
  },

  'http.sse.no-buffering': (view, sink) => {
    for (const { exchange, method } of streamed(view)) {
      const values = headerValues(exchange.response.headers, 'x-accel-buffering');
      // Proxies take `X-Accel-…` fields out of what they pass on, or may.
      if (values.length === 0 && isBehindProxy(exchange)) continue;
      sink.examined();
      if (values.some((value) => value.trim().toLowerCase() === 'no')) continue;
      sink.finding({
        message: `The stream of \`${method}\` does not ask proxies to pass on each event at once.`,
        expected: '`X-Accel-Buffering: no`',
        actual: values.length === 0 ? 'no `X-Accel-Buffering`' : `\`X-Accel-Buffering\`: ${quote(values.join(', '))}`,
        seq: [exchange.response.seq],
      });
    }
  },

  'http.resume.event-id-unique': (view, sink) => {
    for (const group of identified(view)) {
      const first = new Map<string, Identified>();
      const again = group.filter((each) => {
        const known = first.get(each.id);
        if (known === undefined) {
          first.set(each.id, each);
          return false;
        }
        const { text } = each.event;
        // On one stream an event without data may bear the id that was reached: it delivers nothing new. On another one the same message
        // with the same id may be the same event, told to a client that may have missed it.
        return known.exchange === each.exchange ? text !== '' : text === '' || text !== known.event.text;
      });
      if (again.length > 0 || new Set(group.map(({ exchange }) => exchange)).size > 1) sink.examined();
      for (const { id, event } of again) {
        sink.finding({
          message: `Two events of one session have the id ${quote(id)}.`,
          expected: 'an id that no other event has, on any stream of the session',
          actual: 'the id of an earlier event',
          seq: [event.seq, (first.get(id) as Identified).event.seq],
        });
      }
    }
  },
};

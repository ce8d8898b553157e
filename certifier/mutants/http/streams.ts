/** specification/http.md: event streams. */
import { parse } from '../../judge/engine/json.ts';
import { isResponse } from '../../judge/engine/message.ts';
import { isStream, stream, withHeader } from '../engine/answer.ts';
import { chain, onEvent, onResponse } from '../engine/change.ts';
import type { Further, Liberties, Mutant, Mutants } from '../engine/mutant.ts';

/** On each stream this text comes as an event of its own, just before the answer. */
const beforeAnswer =
  (text: string): Mutant =>
  (event) => {
    if (event.kind !== 'sse' || !isResponse(parse(event.text))) return [event];
    const { id: _, ...said } = { ...event, text };
    return [said, event];
  };

export const mutants: Mutants = {
  /** The stream stays open after the answer. */
  'http.sse.response-ends-stream': chain(
    onEvent('response', (response, memo) => {
      memo[`stream:${response.exchange}`] = isStream(response);
      return undefined;
    }),
    onEvent('end', (end, memo) =>
      end.direction === 'received' && memo[`stream:${end.exchange}`] === true ? [] : undefined,
    ),
  ),

  /** The stream of a call ends, and the answer never came. Nothing on it has an id by which it could be resumed. */
  'http.sse.eventual-response': chain(
    onEvent('sse', ({ id: _, ...event }) => (event.comment === undefined && event.text === '' ? [] : event)),
    onResponse('tools/call', (_message, _asked, _memo, event) => (event.kind === 'sse' ? [] : undefined)),
  ),

  /** Nothing comes before the first message. */
  'http.sse.priming-event': onEvent('sse', (event) =>
    event.comment === undefined && event.text === '' ? [] : undefined,
  ),

  /** The end of the stream is said in a word of its own, before the answer to the call. */
  'http.sse.only-messages': chain(stream('tools/call'), beforeAnswer('[DONE]')),

  /** The server asks whether the client is there while a tool is called, as earlier revisions let it. */
  'http.sse.no-requests': stream('tools/call', ({ id }) => [{ jsonrpc: '2.0', id: `ping-${id}`, method: 'ping' }]),

  /** Nothing keeps a proxy from holding the stream back. */
  'http.sse.no-buffering': onEvent('response', (response) => ({
    ...response,
    headers: withHeader(response.headers, 'x-accel-buffering'),
  })),

  /** Every stream counts its events from the same number. */
  'http.resume.event-id-unique': onEvent('sse', (event, memo) => {
    if (event.comment === true) return undefined;
    const key = `events:${event.exchange}`;
    memo[key] = Number(memo[key] ?? 0) + 1;
    return { ...event, id: String(memo[key]) };
  }),
};

export const further: Further = {
  'http.sse.response-ends-stream': {
    'a notification follows the answer': {
      since: '2026-07-28',
      mutant: chain(
        stream('tools/call'),
        onResponse('tools/call', (message, _asked, _memo, { kind }) =>
          kind === 'sse' ? [message, { jsonrpc: '2.0', method: 'notifications/com.example/over' }] : undefined,
        ),
      ),
    },
  },
};

/** No two streams have an event id in common: each begins with the number of its exchange. */
const numbered = onEvent('sse', (event, memo) => {
  if (event.comment === true) return undefined;
  const key = `event:${event.exchange}`;
  const next = (): string => {
    memo[key] = Number(memo[key] ?? 0) + 1;
    return `${event.exchange}/${memo[key]}`;
  };
  if (memo[key] !== undefined || event.text === '') return { ...event, id: next() };
  return [
    { ...event, text: '', id: next() },
    { ...event, id: next() },
  ];
});

export const liberties: Liberties = {
  /** Each event has an id, and an event without data goes before the first message. */
  'http.resume.event-ids': numbered,

  /** Lists are answered by a stream. */
  'http.response.stream': stream('tools/list'),
};

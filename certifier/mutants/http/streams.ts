/** specification/http.md: event streams. */
import { isStream, stream, withHeader } from '../engine/answer.ts';
import { chain, onEvent } from '../engine/change.ts';
import type { Liberties, Mutants } from '../engine/mutant.ts';

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

  /** The server asks for the roots while a tool is called, as earlier revisions let it. */
  'http.sse.no-requests': stream('tools/call', ({ id }) => [
    { jsonrpc: '2.0', id: `roots-${id}`, method: 'roots/list' },
  ]),

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

export const liberties: Liberties = {
  /** Lists are answered by a stream. */
  'http.response.stream': stream('tools/list'),
};

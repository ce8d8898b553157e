/** specification/http.md: streams that a GET opens. */
import type { HeaderField } from '../../evidence/transcript.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';

/** Answers to GET: what is on the stream behind one is dropped. */
const onGet =
  (headers: readonly HeaderField[]): Mutant =>
  (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const key = `get:${event.exchange}`;
    if (event.kind === 'request' && event.method === 'GET') memo[key] = true;
    if (memo[key] !== true) return [event];
    if (event.kind === 'response') return [{ ...event, status: 200, headers }];
    return event.kind === 'sse' || event.kind === 'body' ? [] : [event];
  };

export const mutants: Mutants = {
  /** A page for people. */
  'http.get.stream-or-405': onGet([['content-type', 'text/html']]),
};

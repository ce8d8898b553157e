/** specification/http.md: streams that a GET opens. */
import type { HeaderField, WireDraft } from '../../evidence/transcript.ts';
import { at, type Json, parse } from '../../judge/engine/json.ts';
import { chain, once, onEvent } from '../engine/change.ts';
import { eventOn, isContent } from '../engine/content.ts';
import type { Liberties, Memo, Mutant, Mutants } from '../engine/mutant.ts';

/** Answers to GET: what is on the stream behind one is dropped. */
const onGet =
  (headers: readonly HeaderField[]): Mutant =>
  (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const key = `get:${event.exchange}`;
    if (event.kind === 'request' && event.method === 'GET') memo[key] = true;
    if (memo[key] !== true) return [event];
    if (event.kind === 'response') return [{ ...event, status: 200, headers }];
    return isContent(event) ? [] : [event];
  };

type OnStream = WireDraft & { readonly exchange: number };

/** Changes what comes after the head of a stream that a GET opened. */
const onOpened =
  (change: (event: OnStream, memo: Memo) => readonly WireDraft[]): Mutant =>
  (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const key = `opened:${event.exchange}`;
    if (event.kind === 'request' && event.method === 'GET') memo[key] = 'asked';
    if (event.kind === 'response' && memo[key] === 'asked') memo[key] = event.status === 200 ? 'open' : 'refused';
    return memo[key] === 'open' ? change(event as OnStream, memo) : [event];
  };

export const mutants: Mutants = {
  /** The answer to a request that was answered before stands on this stream, too. */
  'http.get.no-responses': chain(
    onEvent('request', ({ connection, text }, memo) => {
      memo[`asked:${connection}`] = at(parse(text ?? ''), 'id') ?? memo[`asked:${connection}`];
      return undefined;
    }),
    onOpened((event, memo) => {
      const { connection, exchange } = event;
      const comesOn = event.kind === 'sse' || (event.kind === 'end' && event.direction === 'received');
      if (!comesOn || !once(memo, `answered:${exchange}`)) return [event];
      const id = memo[`asked:${connection}`] as Json;
      const response = eventOn(event, { jsonrpc: '2.0', id, result: {} });
      return event.kind === 'sse' ? [event, response] : [response, event];
    }),
  ),

  /** A page for people. */
  'http.get.stream-or-405': onGet([['content-type', 'text/html']]),
};

export const liberties: Liberties = {
  /** The stream ends with its first event. */
  'http.get.server-may-close': onOpened((event, memo) => {
    const { connection, exchange } = event;
    const closed = `closed:${exchange}`;
    if (memo[closed] === true) return [];
    if (event.kind !== 'sse') return [event];
    memo[closed] = true;
    return [event, { connection, exchange, kind: 'end', direction: 'received', stream: 'response' }];
  }),
};

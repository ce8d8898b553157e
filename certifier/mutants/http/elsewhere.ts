/** Messages that come by another event stream than their own. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, isObject, type JsonObject, parse } from '../../judge/engine/json.ts';
import { isStream } from '../engine/answer.ts';
import type { OfKind } from '../engine/change.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';
import { headerOf } from './asked.ts';

/** An event stream that is open, and the request that opened it. */
export interface OpenStream {
  readonly exchange: number;
  readonly connection: number;
  /** The method of the message, or `GET`. */
  readonly by: string;
  /** The event that a GET goes on from. */
  readonly after: string | undefined;
}

/** A stream of what the client did not ask for. */
export const isStanding = ({ by, after }: OpenStream): boolean => by === 'GET' && after === undefined;

interface Known {
  readonly asked: Map<number, OpenStream>;
  readonly open: Map<number, OpenStream>;
  /** The event that was looked at last. Mutants that are made of several parts come by here more than once. */
  last?: WireDraft;
}

/** The streams that are open, in the order in which they were opened. */
export function openStreams(event: WireDraft, memo: Memo): ReadonlyMap<number, OpenStream> {
  memo.streams ??= { asked: new Map(), open: new Map() } satisfies Known;
  const known = memo.streams as Known;
  if (!('exchange' in event) || event.exchange === undefined || known.last === event) return known.open;
  known.last = event;
  const { connection, exchange } = event;
  if (event.kind === 'request') {
    const by = event.method === 'GET' ? 'GET' : String(at(parse(event.text ?? ''), 'method'));
    known.asked.set(exchange, { exchange, connection, by, after: headerOf(event.headers, 'Last-Event-ID') });
  }
  const asked = known.asked.get(exchange);
  if (event.kind === 'response' && isStream(event) && asked !== undefined) known.open.set(exchange, asked);
  if (event.kind === 'end' || event.kind === 'failure') known.open.delete(exchange);
  return known.open;
}

/** The event as it stands on this stream; its id belongs to the stream on which it stood. */
export function onto({ exchange, connection }: OpenStream, event: OfKind<'sse'>): WireDraft {
  const { id: _, ...rest } = event;
  return { ...rest, connection, exchange };
}

/** A message on one stream comes by another one that is open: instead, or besides (`copied`). */
export const elsewhere = (
  isMeant: (message: JsonObject, from: OpenStream) => boolean,
  isThere: (to: OpenStream, from: OpenStream) => boolean,
  how: 'moved' | 'copied' = 'moved',
): Mutant => {
  return (event, memo) => {
    const open = openStreams(event, memo);
    const message = event.kind === 'sse' ? parse(event.text) : undefined;
    if (event.kind !== 'sse' || !isObject(message)) return [event];
    const from = open.get(event.exchange);
    if (from === undefined || !isMeant(message, from)) return [event];
    const to = [...open.values()].find((each) => each.exchange !== from.exchange && isThere(each, from));
    if (to === undefined) return [event];
    return how === 'moved' ? [onto(to, event)] : [event, onto(to, event)];
  };
};

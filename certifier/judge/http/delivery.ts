/** specification/http.md: several streams at once, of which a message belongs on one. */
import type { Checks } from '../engine/check.ts';
import type { Exchange } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { isRequest, isResponse, type Message } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { begunStreams, endOf, sessionOf, streamed } from './readers.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * So many messages, each of its own and all on both streams, are no coincidence. One that is sent again and again is none; a request is
 * the same message where it has the same id.
 */
const FEWEST = 2;

/** Exchange → what came on it and answers nothing. */
const saidOn = remembered((view) =>
  groupBy(
    view.meant.filter(({ value }) => !isResponse(value)),
    ({ exchange }) => exchange,
  ),
);

const seqOf = ({ seq }: Message): number => seq;

/** What came on a stream between two places. */
function saidIn(view: View, { number }: Exchange, since: number, until: number): readonly Message[] {
  const all = saidOn(view).get(number) ?? [];
  return all.slice(countBefore(all, since, seqOf), countBefore(all, until, seqOf));
}

/** Those that came on the other stream, too, in order and as they were written. */
function sharedWith(other: readonly Message[], messages: readonly Message[]): readonly Message[] {
  const known = new Set(other.map(({ text }) => text));
  return messages.filter(({ text }) => known.has(text));
}

/** Whether these messages can only be the same ones, each sent twice. */
function areSame(shared: readonly Message[], again: readonly Message[]): boolean {
  const different = new Set(shared.map(({ text }) => text)).size;
  const isSure = different >= FEWEST || shared.some(({ value }) => isRequest(value));
  return isSure && shared.length === again.length && shared.every(({ text }, place) => text === again[place]?.text);
}

const requestOf = ({ request }: Exchange): number => request.seq;

/** More streams of GETs than this are not looked at for each request. */
const MOST_STANDING = 4;

/**
 * Streams of one session that were open beside each other: two that a GET began one after the other, and that of a request with the last
 * few of those before it. Without sessions a server cannot know that two streams are of one client.
 */
function pairs(view: View): readonly (readonly [Exchange, Exchange])[] {
  const keyOf = (exchange: Exchange): string => `${exchange.connection} ${sessionOf(exchange)}`;
  const inSession = (exchange: Exchange): boolean => sessionOf(exchange) !== undefined;
  const standing = groupBy(begunStreams(view).filter(inSession), keyOf);
  const ofRequests = streamed(view).flatMap(({ exchange }): readonly (readonly [Exchange, Exchange])[] => {
    const streams = standing.get(keyOf(exchange)) ?? [];
    const count = countBefore(streams, exchange.request.seq, requestOf);
    return streams.slice(Math.max(0, count - MOST_STANDING), count).map((each) => [each, exchange] as const);
  });
  const ofGets = [...standing.values()].flatMap((streams) =>
    streams.slice(1).map((other, index) => [streams[index] as Exchange, other] as const),
  );
  return [...ofGets, ...ofRequests];
}

export const checks: Checks = {
  'http.streams.single-delivery': (view, sink) => {
    for (const [one, other] of pairs(view)) {
      const since = Math.max(one.response?.seq ?? NEVER, other.response?.seq ?? NEVER);
      const until = Math.min(endOf(one), endOf(other));
      const first = saidIn(view, one, since, until);
      const second = saidIn(view, other, since, until);
      if (first.length + second.length < FEWEST) continue;
      sink.examined();
      const shared = sharedWith(second, first);
      if (!areSame(shared, sharedWith(first, second))) continue;
      sink.finding({
        message: 'The same messages came on two streams of one session.',
        expected: 'each message on one stream only',
        actual: `${shared.length} on both, the first of them ${quote(shared[0]?.text, 60)}`,
        seq: [one.last, other.last],
      });
    }
  },
};

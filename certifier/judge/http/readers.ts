/** What the rules of the HTTP transport look for, each of several sections. */
import { cancelledAt } from '../engine/asked.ts';
import { type Carried, isSettled } from '../engine/carriage.ts';
import { type Exchange, header, headerValues, isSuccess } from '../engine/exchange.ts';
import { isObject, member, parse } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

export const sessionOf = ({ request }: Exchange): string | undefined =>
  header(request.headers, 'mcp-session-id') || undefined;

/** Session → the last request in it that was served. */
const servedIn = remembered(
  (view) =>
    new Map(
      view.calls.flatMap(({ exchange, result, request }) =>
        exchange === undefined || result === undefined ? [] : [[sessionOf(exchange), request.seq] as const],
      ),
    ),
);

/** The session of this exchange served a request that was sent after this place: it had not ended there. */
export const goesOnAfter = (view: View, exchange: Exchange, seq: number): boolean =>
  (servedIn(view).get(sessionOf(exchange)) ?? 0) > seq;

/** Session → the last request in it that was not found. */
const lostIn = remembered(
  (view) =>
    new Map(
      view.exchanges
        .filter(({ response }) => response?.status === 404)
        .map((exchange) => [sessionOf(exchange), exchange.request.seq] as const),
    ),
);

/** Session → where the client first asked to end it. */
const endedAt = remembered((view) => {
  const ended = new Map<string | undefined, number>();
  for (const exchange of view.exchanges) {
    const session = sessionOf(exchange);
    if (exchange.request.method === 'DELETE' && session !== undefined && !ended.has(session))
      ended.set(session, exchange.request.seq);
  }
  return ended;
});

/** The server had ended the session of this exchange by then: it knows it no more when it is asked again after this place. */
export const isLostAfter = (view: View, exchange: Exchange, seq: number): boolean =>
  sessionOf(exchange) !== undefined &&
  (lostIn(view).get(sessionOf(exchange)) ?? 0) > seq &&
  !goesOnAfter(view, exchange, seq);

/** The client had asked to end the session of this exchange by then. */
export const isEndedBefore = (view: View, exchange: Exchange, seq: number): boolean =>
  (endedAt(view).get(sessionOf(exchange)) ?? Number.POSITIVE_INFINITY) < seq;

/** No response was due any more at this place: the client had given the request up, or its session had ended. */
export const isGivenUp = (view: View, call: Carried, seq: number): boolean =>
  cancelledAt(view, call) < seq || isEndedBefore(view, call.exchange, seq) || isLostAfter(view, call.exchange, seq);

export const isStream = (exchange: Exchange): boolean =>
  isSuccess(exchange) && exchange.mediaType === 'text/event-stream';

/** Requests that were answered by a stream. */
export const streamed = remembered((view): readonly Carried[] =>
  view.calls.filter((call): call is Carried => call.exchange !== undefined && isStream(call.exchange)),
);

/** Streams that a GET began, and none that a GET took up again. */
export const begunStreams = remembered((view): readonly Exchange[] =>
  view.exchanges.filter(
    (exchange) =>
      exchange.request.method === 'GET' &&
      isStream(exchange) &&
      headerValues(exchange.request.headers, 'last-event-id').length === 0,
  ),
);

/** Where a stream was over; endless where it was not. */
export const endOf = ({ end, failure }: Exchange): number => end?.seq ?? failure?.seq ?? Number.POSITIVE_INFINITY;

export const isAnswered = (call: Call): call is Carried => call.exchange !== undefined && isSettled(call.exchange);

/** The version that stands in the header, where the body names another. */
export const versionHeader = ({ exchange }: Carried): string =>
  header(exchange.request.headers, 'mcp-protocol-version') ?? '';

/** A JSON-RPC error that names no request. */
export function isAnonymousError(text: string | undefined): boolean {
  const value = parse(text ?? '');
  return member(value, 'jsonrpc') === '2.0' && isObject(member(value, 'error')) && member(value, 'id') === undefined;
}

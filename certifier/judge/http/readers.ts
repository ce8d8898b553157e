/** What the rules of the HTTP transport look for, each of several sections. */
import { type Carried, isSettled } from '../engine/carriage.ts';
import { type Exchange, header, isSuccess, mediaType } from '../engine/exchange.ts';
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

/** The server had ended the session of this exchange by then: it knows it no more when it is asked again after this place. */
export const isLostAfter = (view: View, exchange: Exchange, seq: number): boolean =>
  sessionOf(exchange) !== undefined &&
  (lostIn(view).get(sessionOf(exchange)) ?? 0) > seq &&
  !goesOnAfter(view, exchange, seq);

export const isStream = (exchange: Exchange): boolean =>
  isSuccess(exchange) && mediaType(exchange.response?.headers ?? []) === 'text/event-stream';

/** Requests that were answered by a stream. */
export const streamed = remembered((view): readonly Carried[] =>
  view.calls.filter((call): call is Carried => call.exchange !== undefined && isStream(call.exchange)),
);

export const isAnswered = (call: Call): call is Carried => call.exchange !== undefined && isSettled(call.exchange);

/** The version that stands in the header, where the body names another. */
export const versionHeader = ({ exchange }: Carried): string =>
  header(exchange.request.headers, 'mcp-protocol-version') ?? '';

/** A JSON-RPC error that names no request. */
export function isAnonymousError(text: string | undefined): boolean {
  const value = parse(text ?? '');
  return member(value, 'jsonrpc') === '2.0' && isObject(member(value, 'error')) && member(value, 'id') === undefined;
}

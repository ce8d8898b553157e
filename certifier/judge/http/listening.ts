/** specification/http.md: streams that a GET opens. */
import { callsOn } from '../engine/asked.ts';
import { challengesOf } from '../engine/authorization.ts';
import { assignedSession, isSettled, isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { type Exchange, headerValues, isSuccess } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { type Call, idOf, isResponse } from '../engine/message.ts';
import { groupBy, lastBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { begunStreams, isEndedBefore, isLostAfter, isStream, sessionOf } from './readers.ts';

/** A stream that a GET began, and up to where it or one before it was open. */
interface Standing {
  readonly seq: number;
  readonly openUntil: number;
  /** Whether the server itself ended it: of one that we closed it may not know yet. */
  readonly isEnded: boolean;
}

/** Connection → its streams that a GET began, in order. */
const standing = remembered((view) => {
  const ofConnection = (exchanges: readonly Exchange[]): readonly Standing[] => {
    let openUntil = 0;
    return exchanges.map(({ request, end }) => {
      openUntil = Math.max(openUntil, end?.seq ?? Number.POSITIVE_INFINITY);
      return { seq: request.seq, openUntil, isEnded: end?.direction === 'received' };
    });
  };
  const begun = view.exchanges.filter((exchange) => exchange.request.method === 'GET' && isStream(exchange));
  const groups = groupBy(begun, ({ connection }) => connection);
  return new Map([...groups].map(([connection, exchanges]) => [connection, ofConnection(exchanges)]));
});

const standingBefore = (view: View, { connection, request }: Exchange): Standing | undefined =>
  lastBefore(standing(view).get(connection) ?? [], request.seq, ({ seq }) => seq);

/** A stream that a GET began was still open when this came. */
const hasStanding = (view: View, exchange: Exchange): boolean =>
  (standingBefore(view, exchange)?.openUntil ?? 0) > exchange.request.seq;

/**
 * The GET was answered for another reason than that it asks to listen: its credentials, a session that is over, or a stream that we closed
 * a moment before and of whose end the server has not heard.
 */
function isTurnedAway(view: View, exchange: Exchange): boolean {
  const { request, response } = exchange;
  switch (response?.status) {
    case 401:
      return true;
    case 403:
      return challengesOf(exchange).length > 0 || headerValues(request.headers, 'authorization').length > 0;
    case 404:
      return isLostAfter(view, exchange, request.seq);
    case 409:
      return standingBefore(view, exchange)?.isEnded === false;
    default:
      return false;
  }
}

/** Connection → its requests that tell whether a session lives: an error that came with a good status speaks of the request alone. */
const telling = remembered((view) => {
  const ofRequest = ({ error, exchange }: Call): boolean =>
    error !== undefined && exchange !== undefined && isSuccess(exchange);
  return new Map([...callsOn(view)].map(([on, calls]) => [on, calls.filter((call) => !ofRequest(call))] as const));
});

/** GET requests to listen, made as a good client makes them: in its session, while it lasts, and no second one beside the first. */
const listenings = (view: View): readonly Exchange[] =>
  view.exchanges.filter((exchange) => {
    const { connection, request } = exchange;
    if (request.method !== 'GET' || !isSettled(exchange) || hasStanding(view, exchange)) return false;
    if (!headerValues(request.headers, 'accept').some((value) => value.includes('text/event-stream'))) return false;
    const session = sessionOf(exchange);
    const served = (call: Call | undefined): boolean =>
      call?.result !== undefined &&
      isWellCarried(view, call) &&
      call.exchange !== undefined &&
      (sessionOf(call.exchange) ?? assignedSession(call)) === session;
    // The session lives: it served a request before, and does not serve one after it was ended.
    const before = lastBefore(telling(view).get(connection) ?? [], request.seq, (call) => call.request.seq);
    return (
      served(before) &&
      !isEndedBefore(view, exchange, request.seq) &&
      headerValues(request.headers, 'origin').length === 0
    );
  });

export const checks: Checks = {
  'http.get.no-responses': (view, sink) => {
    const said = groupBy(view.received, ({ exchange }) => exchange);
    for (const { number, request } of begunStreams(view)) {
      sink.examined();
      for (const message of said.get(number) ?? []) {
        if (!isResponse(message.value)) continue;
        sink.finding({
          message: 'A response came on the stream of a GET, which resumes nothing.',
          expected: 'requests and notifications alone; a response on the stream of its request',
          actual: `the response with the id ${quote(idOf(message))}`,
          seq: [message.seq, request.seq],
        });
      }
    }
  },

  'http.get.server-may-close': (view, sink) => {
    for (const { end } of begunStreams(view)) if (end?.direction === 'received') sink.examined();
  },

  'http.get.stream-or-405': (view, sink) => {
    for (const exchange of listenings(view)) {
      const { response, request } = exchange;
      if (response === undefined || isTurnedAway(view, exchange)) continue;
      sink.examined();
      if (response.status === 405 || isStream(exchange)) continue;
      sink.finding({
        message: 'A GET to the endpoint neither opened an event stream nor was declined by 405.',
        expected: '`Content-Type: text/event-stream`, or status 405',
        actual: `status ${response.status}, \`Content-Type\`: ${quote(exchange.mediaType)}`,
        seq: [response.seq, request.seq],
      });
    }
  },
};

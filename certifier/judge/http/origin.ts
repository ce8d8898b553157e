/** specification/http.md: the origin of a request. */
import { carriedWith, isForeign, isSettled } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { type Exchange, header, headerValues, isSuccess } from '../engine/exchange.ts';
import { isObject, member, parse, quote } from '../engine/json.ts';
import { sentNotifications } from '../engine/sent.ts';
import { isAnonymousError, isStream } from './readers.ts';
import { answerTo, refuses, seqOf } from './refusals.ts';

const originOf = ({ request }: Exchange): string | undefined => header(request.headers, 'origin');

const isForeignPage = ({ request }: Exchange): boolean => headerValues(request.headers, 'origin').some(isForeign);
const isGet = ({ request }: Exchange): boolean => request.method === 'GET';

/**
 * A foreign page may not listen, where anybody else may: each GET of one, on a connection on which a stream was opened for one
 * without an origin.
 */
const judgeGets: Check = (view, sink) => {
  const listening = view.exchanges.filter(
    (exchange) => isGet(exchange) && isStream(exchange) && originOf(exchange) === undefined,
  );
  const open = new Set(listening.map(({ connection }) => connection));
  for (const exchange of view.exchanges) {
    const { request, response, connection } = exchange;
    if (!isGet(exchange) || !isForeignPage(exchange) || response === undefined || !isSettled(exchange)) continue;
    if (!open.has(connection)) continue;
    sink.examined();
    if (!isStream(exchange)) continue;
    sink.finding({
      message: `A stream was opened by GET for the origin ${quote(originOf(exchange))}, which is nobody's.`,
      expected: 'status 403, or another refusal',
      actual: `status ${response.status} and an event stream`,
      seq: [response.seq, request.seq],
    });
  }
};

export const checks: Checks = {
  'http.origin.validate': (view, sink) => {
    // Since 2025-11-25 a request has to be refused in a certain way, and that is judged by a rule of its own.
    for (const call of view.revision < '2025-11-25' ? carriedWith(view, 'foreign-origin') : []) {
      sink.examined();
      if (call.result === undefined) continue;
      sink.finding({
        message: `A request from the origin ${quote(originOf(call.exchange))}, which is nobody's, was served.`,
        expected: 'a refusal',
        actual: answerTo(call),
        seq: [...seqOf(call)],
      });
    }
    // A server that serves requests of that origin too has one fault, and is told of it once, by the rule for requests.
    if (carriedWith(view, 'foreign-origin').some(({ result }) => result !== undefined)) return;
    judgeGets(view, sink);
    /** Connections on which a notification without an origin was accepted. */
    const accepted = new Set<number>();
    for (const { value, exchange: number, connection, seq } of sentNotifications(view)) {
      const exchange = view.exchange(number);
      if (exchange?.response === undefined || !isSettled(exchange)) continue;
      if (originOf(exchange) === undefined && isSuccess(exchange)) accepted.add(connection);
      if (!isForeignPage(exchange) || !accepted.has(connection)) continue;
      sink.examined();
      // An error under a status of success refuses it all the same.
      const isRefused = isObject(member(parse(exchange.body?.text ?? ''), 'error'));
      if (!isSuccess(exchange) || isRefused) continue;
      sink.finding({
        message: `The notification ${quote(member(value, 'method'))} from the origin ${quote(originOf(exchange))}, which is nobody's, was accepted.`,
        expected: 'status 403, or another refusal',
        actual: `status ${exchange.response.status}`,
        seq: [exchange.response.seq, seq],
      });
    }
  },

  'http.origin.error-body': (view, sink) => {
    for (const { exchange } of carriedWith(view, 'foreign-origin'))
      if (exchange.response.status === 403 && isAnonymousError(exchange.body?.text)) sink.examined();
  },

  'http.origin.forbidden': refuses(
    ['foreign-origin'],
    { status: 403 },
    ({ exchange }) =>
      `A request from the origin ${quote(header(exchange.request.headers, 'origin'))}, which is nobody's, was not forbidden.`,
  ),
};

/** specification/versioning.md: how a server of the stateless era alone refuses a handshake. */
import { isAsWritten } from '../engine/bodies.ts';
import type { Checks } from '../engine/check.ts';
import { crashes, exitWords } from '../engine/crashes.ts';
import { isTurnedAway, refusedHandshakes } from '../engine/eras.ts';
import { isSuccess } from '../engine/exchange.ts';
import { canonical, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { mayBeOfProxy } from '../engine/proxies.ts';
import { isReached } from '../engine/reached.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

/** Over HTTP, where a late answer is not seen: so many handshakes that stay without an answer are no accident. */
const FEWEST_SILENT = 2;
const STREAM = 'text/event-stream';

/** The handshakes that a server of this era alone was asked for; none of a server that accepted one. */
const unaccepted = (view: View): readonly Call[] =>
  view.era !== 'stateless' || view.handshakes.some(({ result }) => result !== undefined) ? [] : view.handshakes;

/** Connection → where its last answer lies. */
const latestAnswer = remembered((view) => {
  const latest = new Map<number, number>();
  for (const { connection, response } of view.calls)
    latest.set(connection, Math.max(latest.get(connection) ?? 0, response?.seq ?? 0));
  return latest;
});

/** The last answer of all: over HTTP one server answers on every connection. */
const lastOfAll = (view: View): number => Math.max(0, ...latestAnswer(view).values());

interface Unrefused {
  readonly actual: string;
  readonly seq: number;
}

/** What came over stdio in place of an error; `refused` where one came, undefined where it cannot be told. */
function overStdio(view: View, call: Call): Unrefused | 'refused' | undefined {
  const { error, response, request, gaveUp, connection } = call;
  if (error !== undefined) return 'refused';
  if (response !== undefined) return { actual: quote(response.value), seq: response.seq };
  // A server of which others end by themselves ends for another reason.
  const crash = crashes(view).size === 0 ? view.handshakeCrashes.get(connection) : undefined;
  if (crash !== undefined && crash.seq > request.seq) return { actual: exitWords(crash), seq: crash.seq };
  // Silence counts only where something else that was asked later on the same connection was answered.
  const isSilent = gaveUp !== undefined && (latestAnswer(view).get(connection) ?? 0) > gaveUp.seq;
  return isSilent ? { actual: `nothing within ${gaveUp.after} ms`, seq: gaveUp.seq } : undefined;
}

/** What came over HTTP in place of a refusal, where it was neither a status of one nor an error; undefined where nothing shows it. */
function overHttp(view: View, call: Call): Unrefused | undefined {
  const { exchange, gaveUp, error, result } = call;
  if (exchange === undefined || error !== undefined || result !== undefined) return undefined;
  const { response, end, failure } = exchange;
  if (response !== undefined) {
    // What a stream did not bring may be brought by the next.
    const isOver = end?.direction === 'received' && failure === undefined && exchange.mediaType !== STREAM;
    if (!isSuccess(exchange) || !isOver || !isAsWritten(view, exchange)) return undefined;
    return { actual: `status ${response.status}, no JSON-RPC error`, seq: response.seq };
  }
  if (gaveUp !== undefined && gaveUp.seq < lastOfAll(view))
    return { actual: `nothing within ${gaveUp.after} ms`, seq: gaveUp.seq };
  if (gaveUp !== undefined || failure === undefined || !isReached(failure) || failure.seq > lastOfAll(view))
    return undefined;
  return { actual: `the connection failed (${failure.code})`, seq: failure.seq };
}

export const checks: Checks = {
  'versioning.initialize.names-versions': (view, sink) => {
    for (const { error, response, request } of refusedHandshakes(view)) {
      if (error === undefined) continue;
      sink.examined();
      if (canonical(error).includes(view.revision)) continue;
      sink.finding({
        message: 'The error that refuses `initialize` does not name the versions that the server supports.',
        expected: `${quote(view.revision)} in its message or its data`,
        actual: quote(error),
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  'versioning.initialize.refused': (view, sink) => {
    for (const call of unaccepted(view)) {
      const found = overStdio(view, call);
      if (found === undefined) continue;
      sink.examined();
      if (found === 'refused') continue;
      sink.finding({
        message: `\`initialize\` on connection ${call.connection} was not refused by an error.`,
        expected: 'a JSON-RPC error',
        actual: found.actual,
        seq: [found.seq, call.request.seq],
      });
    }
  },

  'versioning.initialize.refused-status': (view, sink) => {
    const expected = 'status 400, or another from 401 to 499, and a JSON-RPC error';
    const message = '`initialize` without the headers of this era was not refused as it must be.';
    for (const call of refusedHandshakes(view)) {
      const { exchange, request, error } = call;
      if (exchange?.response === undefined || mayBeOfProxy(call)) continue;
      sink.examined();
      const { status, seq } = exchange.response;
      // The method is unknown, too; nothing says which of its faults is found first.
      if (status >= 400 && status < 500 && error !== undefined) continue;
      sink.finding({
        message,
        expected,
        actual: `status ${status}, ${error === undefined ? 'no JSON-RPC error' : `the error ${quote(error.code)}`}`,
        seq: [seq, request.seq],
      });
    }
    const open = unaccepted(view)
      .filter((call) => call.exchange?.response === undefined || !isTurnedAway(call))
      .flatMap((call) => {
        const found = overHttp(view, call);
        return found === undefined ? [] : [{ ...found, call }];
      });
    const isAccident = open.length < FEWEST_SILENT;
    for (const { actual, seq, call } of open) {
      if (isAccident && call.exchange?.response === undefined) continue;
      sink.examined();
      sink.finding({ message, expected, actual, seq: [seq, call.request.seq] });
    }
  },
};

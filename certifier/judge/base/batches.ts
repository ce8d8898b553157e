/** specification/base.md: several messages in one array. */
import { cutShort, isAsWritten } from '../engine/bodies.ts';
import { isTransient } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { crashes, exitWords } from '../engine/crashes.ts';
import { type Exchange, isSuccess } from '../engine/exchange.ts';
import { at, isObject, isSameValue, type Json, type JsonObject, member, quote } from '../engine/json.ts';
import { eventsOf } from '../engine/kinds.ts';
import { answeredAfter } from '../engine/listens.ts';
import { BATCHES_IN, type Call, isRequest, isResponse, type Message } from '../engine/message.ts';
import { isReached } from '../engine/reached.ts';
import { sentMessages } from '../engine/sent.ts';
import { handshakeOn } from '../engine/session.ts';
import { isMalformed } from '../engine/strays.ts';
import type { View } from '../engine/view.ts';

/** An array of ours, and one request for each in it that came alone before and was answered by a result. */
interface Batch {
  readonly sent: Message;
  readonly requests: readonly JsonObject[];
  readonly twins: readonly Call[];
}

/** Batches as a good client sends them: nothing in them but good messages, and each request one that is served when it comes alone. */
function batches(view: View): readonly Batch[] {
  return sentMessages(view).flatMap((sent): readonly Batch[] => {
    const { value, connection, seq } = sent;
    if (!Array.isArray(value) || value.some(isMalformed)) return [];
    const handshake = handshakeOn(view).get(connection);
    if (at(handshake?.result, 'protocolVersion') !== BATCHES_IN) return [];
    const requests = value.filter(isRequest);
    const twins = requests.map(({ method, params }) =>
      view
        .callsTo(String(method))
        .find(
          (call) =>
            call.connection === connection &&
            call.result !== undefined &&
            (call.response?.seq ?? seq) < seq &&
            isSameValue(call.params, params ?? {}),
        ),
    );
    const known = twins.filter((twin) => twin !== undefined);
    return requests.length > 0 && known.length === requests.length ? [{ sent, requests, twins: known }] : [];
  });
}

interface Said {
  readonly seq: number;
  readonly value: JsonObject;
}

/** What came after it, message by message: over HTTP a response may have come on another stream. */
const saidAfter = (view: View, { seq, connection }: Message): readonly Said[] =>
  view.received
    .filter((message) => message.connection === connection && message.seq > seq)
    .flatMap((message) =>
      (Array.isArray(message.value) ? (message.value as readonly Json[]) : [message.value]).flatMap((value) =>
        isResponse(value) ? [{ seq: message.seq, value }] : [],
      ),
    );

interface Broken {
  readonly actual: string;
  readonly seq: readonly number[];
}

/** Statuses by which whoever asks is turned away, whatever was asked: credentials that ran out, a session that is over. */
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403, 404]);

/** How it was refused as a whole. */
function refused(view: View, { sent }: Batch, said: readonly Said[]): Broken | undefined {
  const exchange = view.exchange(sent.exchange);
  const { status = 200, seq: statusSeq = sent.seq } = exchange?.response ?? {};
  if (status >= 400)
    return isTransient(status) || TURNED_AWAY.has(status)
      ? undefined
      : { actual: `status ${status}`, seq: [statusSeq] };
  const isOwn = ({ seq }: Said): boolean =>
    exchange === undefined || (seq > exchange.request.seq && seq <= exchange.last);
  const error = said.find(
    (each) => isOwn(each) && isObject(each.value.error) && (member(each.value, 'id') ?? null) === null,
  );
  return error && { actual: `the error ${quote(error.value.error)}, which names no request`, seq: [error.seq] };
}

/** Of an exchange that ended: one answer that is no stream holds all that there will be. A stream should bear all the responses, and need not. */
function lacking(view: View, exchange: Exchange, words: string): Broken | undefined {
  const { response, body, end, failure, number } = exchange;
  if (failure !== undefined && response === undefined && isReached(failure)) {
    const isFollowed = answeredAfter(view, exchange.connection, failure.seq) !== undefined;
    return isFollowed ? { actual: `the connection failed (${failure.code})`, seq: [failure.seq] } : undefined;
  }
  if (response === undefined || !isSuccess(exchange) || end?.direction !== 'received') return undefined;
  if (exchange.mediaType === 'text/event-stream') return undefined;
  // Of what we could not read to its end it cannot be said what is not in it.
  if (!isAsWritten(view, exchange) || cutShort(view).has(number)) return undefined;
  return { actual: `status ${response.status}, and ${words}`, seq: [body?.seq ?? response.seq] };
}

/** That these were never answered: the process ended over them, or the wait came to its bound and a later request was answered. */
function unanswered(view: View, { sent, requests }: Batch, missing: number): Broken | undefined {
  const { connection, seq } = sent;
  const isWhole = missing === requests.length;
  const crash = crashes(view).get(connection);
  if (crash !== undefined && crash.seq > seq && answeredAfter(view, connection, seq) === undefined)
    return isWhole ? { actual: exitWords(crash), seq: [crash.seq] } : undefined;
  const words = isWhole ? 'no response' : `no response to ${missing} of them`;
  const exchange = view.exchange(sent.exchange);
  if (exchange?.response !== undefined || exchange?.failure !== undefined) return lacking(view, exchange, words);
  const ids = new Set(requests.map(({ id }) => id));
  const wait = eventsOf(view, 'gave-up').find(
    (each) =>
      each.connection === connection &&
      each.seq > seq &&
      each.exchange === sent.exchange &&
      (each.exchange !== undefined || each.awaited === 'silence' || ids.has(each.id)),
  );
  if (wait === undefined || answeredAfter(view, connection, wait.seq) === undefined) return undefined;
  return { actual: `${words} within ${wait.after} ms; what was sent later was answered`, seq: [wait.seq] };
}

function broken(view: View, batch: Batch): Broken | undefined | 'open' {
  const { sent, requests } = batch;
  const said = saidAfter(view, sent);
  const answers = requests.map(({ id }) => said.find(({ value }) => member(value, 'id') === id));
  const missing = answers.filter((answer) => answer === undefined).length;
  if (missing === 0) {
    const errors = answers.filter((answer) => isObject(answer?.value.error));
    // Of some that were served and some that were not, the array is not to blame.
    if (errors.length < answers.length) return undefined;
    const [first] = errors;
    return {
      actual: `the error ${quote(first?.value.error)} to each`,
      seq: errors.map((error) => error?.seq ?? sent.seq),
    };
  }
  const whole = missing === requests.length ? refused(view, batch, said) : undefined;
  return whole ?? unanswered(view, batch, missing) ?? 'open';
}

export const checks: Checks = {
  'base.batch.received': (view, sink) => {
    for (const batch of batches(view)) {
      const found = broken(view, batch);
      if (found === 'open') continue;
      sink.examined();
      if (found === undefined) continue;
      const methods = [...new Set(batch.requests.map(({ method }) => `\`${method}\``))].join(', ');
      sink.finding({
        message: `An array of ${batch.requests.length} requests (${methods}) was not taken, though each is served when it comes alone.`,
        expected: 'a response to each of them, as if it had come alone',
        actual: found.actual,
        seq: [...found.seq, batch.sent.seq, ...new Set(batch.twins.map(({ request }) => request.seq))],
      });
    }
  },
};

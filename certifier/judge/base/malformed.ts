/** specification/base.md: what answers a message that is none. */
import { answeredOn } from '../engine/answered.ts';
import type { Reply } from '../engine/bare.ts';
import { isSettled } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { crashes, exitWords } from '../engine/crashes.ts';
import type { Exchange } from '../engine/exchange.ts';
import { at, isObject, type Json, quote } from '../engine/json.ts';
import { answeredAfter } from '../engine/listens.ts';
import { isResponse, type Message } from '../engine/message.ts';
import { countBefore, groupBy, lastBefore } from '../engine/order.ts';
import { isReached } from '../engine/reached.ts';
import { remembered } from '../engine/remember.ts';
import { sentMessages } from '../engine/sent.ts';
import { strays } from '../engine/strays.ts';
import type { View } from '../engine/view.ts';

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const HEADER_MISMATCH = -32020;

/** What we sent that is no message, and what came of it. */
interface Spoilt {
  readonly sent: Message;
  /** Its answer; undefined where there was none, though something that was sent after it was answered. */
  readonly answer?: Message;
  /** The process ended over it, or over HTTP the server broke off or said nothing, and went on to answer others. */
  readonly broken?: Reply;
}

const codeOf = (message: Message | undefined): Json | undefined => at(message?.value, 'error', 'code');

/** A request in all but its method, which is no string. */
const isNoRequest = (value: Json | undefined): boolean =>
  isObject(value) && Object.hasOwn(value, 'method') && typeof value.method !== 'string';

/** Over HTTP the answer is in the exchange. */
function overHttp(view: View, sent: Message): readonly Spoilt[] {
  const exchange = view.exchange(sent.exchange);
  if (exchange === undefined) return [];
  if (exchange.response === undefined) {
    const broken = brokenOff(exchange);
    return broken === undefined || answeredAfter(view, sent.connection, broken.seq) === undefined
      ? []
      : [{ sent, broken }];
  }
  if (!isSettled(exchange)) return [];
  // Whoever was turned away was turned away for another reason.
  if ([401, 403, 404, 405].includes(exchange.response.status)) return [];
  const answer = answersIn(view).get(exchange.number);
  return [{ sent, ...(answer === undefined ? {} : { answer }) }];
}

function brokenOff({ gaveUp, failure }: Exchange): Reply | undefined {
  if (gaveUp !== undefined) return { words: `nothing within ${gaveUp.after} ms`, seq: gaveUp.seq };
  if (failure === undefined || !isReached(failure)) return undefined;
  return { words: `the connection failed (${failure.code})`, seq: failure.seq };
}

const answersIn = remembered((view) => {
  const first = new Map<number, Message>();
  for (const message of view.received) {
    const { exchange, value } = message;
    if (exchange !== undefined && isResponse(value) && !first.has(exchange)) first.set(exchange, message);
  }
  return first;
});

/** Over stdio an answer to it is one that belongs to no request, and comes before that to a request that was sent later. */
const unclaimed = remembered((view) => groupBy(strays(view), ({ response }) => response.connection));

function overStdio(view: View, sent: Message, code: number, next: Message | undefined): readonly Spoilt[] {
  const controls = answeredOn(view).get(sent.connection) ?? [];
  const before = lastBefore(controls, sent.seq, ({ request }) => request.seq);
  const isFollowed = countBefore(controls, sent.seq, ({ request }) => request.seq) < controls.length;
  if (before === undefined) return [];
  // Of several spoilt messages it was the last that it had heard.
  const crash = next === undefined && !isFollowed ? crashes(view).get(sent.connection) : undefined;
  if (crash !== undefined && crash.seq > sent.seq)
    return [{ sent, broken: { words: exitWords(crash), seq: crash.seq } }];
  if (!isFollowed) return [];
  const all = unclaimed(view).get(sent.connection) ?? [];
  const later = all.slice(countBefore(all, sent.seq, ({ response }) => response.seq)).map(({ response }) => response);
  // A slow one may come after what was sent next; then its code tells which of the two it is for.
  const right = later.find((response) => codeOf(response) === code);
  const own = later.find(({ seq }) => next === undefined || seq < next.seq);
  const answer = right ?? own;
  return [{ sent, ...(answer === undefined ? {} : { answer }) }];
}

/** Messages of ours that are no request that anybody could read, in order. */
const unreadable = remembered((view): readonly Message[] =>
  sentMessages(view).filter(({ value, text }) => (value === undefined || isNoRequest(value)) && text.trim() !== ''),
);

const unreadableOn = remembered((view) => groupBy(unreadable(view), ({ connection }) => connection));

/** Messages of ours that are spoilt in this way, each with what came of it. */
function spoilt(view: View, code: number, isSpoilt: (message: Message) => boolean): readonly Spoilt[] {
  return unreadable(view).flatMap((sent) => {
    if (!isSpoilt(sent)) return [];
    if (sent.exchange !== undefined) return overHttp(view, sent);
    const here = unreadableOn(view).get(sent.connection) ?? [];
    return overStdio(view, sent, code, here[countBefore(here, sent.seq + 1, ({ seq }) => seq)]);
  });
}

const answersWith =
  (code: number, isSpoilt: (message: Message) => boolean, what: string, expected: string): Check =>
  (view, sink) => {
    for (const { sent, answer, broken } of spoilt(view, code, isSpoilt)) {
      const actual = codeOf(answer);
      // Its headers could not repeat it either, and which of the two is found first is left open.
      if (actual === HEADER_MISMATCH) continue;
      sink.examined();
      if (actual === code) continue;
      const status = view.exchange(sent.exchange)?.response?.status;
      const other =
        broken !== undefined
          ? broken.words
          : status === undefined
            ? 'no answer; what was sent later was answered'
            : `status ${status} without a JSON-RPC error`;
      sink.finding({
        message: `${what} was not answered as such.`,
        expected,
        actual:
          answer === undefined ? other : actual === undefined ? quote(answer.value) : `the error ${quote(actual)}`,
        seq: [...(answer === undefined ? [] : [answer.seq]), sent.seq, ...(broken === undefined ? [] : [broken.seq])],
      });
    }
  };

export const checks: Checks = {
  'base.error.parse-error': answersWith(
    PARSE_ERROR,
    ({ value }) => value === undefined,
    'A message that is not JSON',
    'the error −32700 (Parse error)',
  ),
  'base.error.invalid-request': answersWith(
    INVALID_REQUEST,
    ({ value }) => isNoRequest(value),
    'A message whose method is no string',
    'the error −32600 (Invalid Request)',
  ),
};

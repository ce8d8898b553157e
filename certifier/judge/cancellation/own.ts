/** specification/cancellation.md: requests of the server to its client, given up or not. */
import { nextCall } from '../engine/asked.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isSuccess } from '../engine/exchange.ts';
import { GIVES_UP, LATE } from '../engine/fixture.ts';
import { at, quote } from '../engine/json.ts';
import { answeredAfter } from '../engine/listens.ts';
import { type Message, methodOf } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { isReplayed, type OwnRequest, ownRequests, readBy } from '../engine/own-requests.ts';
import { remembered } from '../engine/remember.ts';
import { breakdownAfter } from '../engine/serving.ts';
import type { View } from '../engine/view.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** A permission: each request of a server could make use of it, and nothing breaks it. */
const mayCancel: Check = (view, sink) => {
  for (const _ of ownRequests(view)) sink.examined();
};

/** Whether we would have heard what belongs to no request: over HTTP a GET stream was open until there, or there is none to be had. */
function wasListening(view: View, connection: number, since: number, until: number): boolean {
  if (view.transport === 'stdio') return true;
  return view.exchanges.some((each) => {
    const { request, response, end, failure } = each;
    if (each.connection !== connection || request.method !== 'GET' || (response?.seq ?? NEVER) > since) return false;
    if (response?.status === 405) return true;
    const isStream = isSuccess(each) && each.mediaType === 'text/event-stream';
    return isStream && (end?.seq ?? failure?.seq ?? NEVER) > until;
  });
}

const inProgress: Check = (view, sink) => {
  for (const { answer, cancelled, connection, method, message } of ownRequests(view)) {
    const read = answer === undefined ? undefined : readBy(view, answer);
    // A cancellation may have crossed the answer; not one that was sent when the answer had been read.
    if (answer === undefined || read === undefined || (cancelled !== undefined && cancelled.seq < read)) continue;
    if (cancelled === undefined && !wasListening(view, connection, answer.seq, read)) continue;
    sink.examined();
    if (cancelled === undefined) continue;
    sink.finding({
      message: `The server cancels its \`${method}\`, whose answer it has already received.`,
      expected: 'no cancellation of a request that was answered',
      actual: quote(cancelled.value),
      seq: [cancelled.seq, answer.seq, message.seq],
    });
  }
};

const receivedOn = remembered((view) => groupBy(view.received, ({ connection }) => connection));
/** A server that throws something away may say so: in its log, or by an error that answers nothing. */
const isRemark = ({ value }: Message): boolean =>
  at(value, 'method') === 'notifications/message' ||
  (at(value, 'error') !== undefined && (at(value, 'id') ?? null) === null);
/** What came after this place, holds this text, and is more than a remark on it. */
const repeatedIn = (view: View, connection: number, text: string, seq: number): Message | undefined => {
  const all = receivedOn(view).get(connection) ?? [];
  return all
    .slice(countBefore(all, seq, (each) => each.seq))
    .find((each) => each.text.includes(text) && !isRemark(each));
};

/** What a user says too late, in words that were said nowhere else. */
const lateWords = ({ text }: Message): string | undefined => new RegExp(`${LATE}[\\w-]+`).exec(text)?.[0];

const lateResponse: Check = (view, sink) => {
  for (const { answer, cancelled, connection, method } of ownRequests(view)) {
    if (answer === undefined || cancelled === undefined || answer.seq < cancelled.seq) continue;
    const words = lateWords(answer);
    const used = words === undefined ? undefined : repeatedIn(view, connection, words, answer.seq);
    const next = nextCall(view, connection, answer.seq);
    // It served when it had cancelled, until the answer came: otherwise something else may have ended it.
    const served = (answeredAfter(view, connection, cancelled.seq)?.response?.seq ?? NEVER) < answer.seq;
    const broken = next === undefined || !served ? undefined : breakdownAfter(view, next);
    if (used === undefined && broken === undefined && next?.response === undefined) continue;
    sink.examined();
    if (used === undefined && broken === undefined) continue;
    sink.finding({
      message: `An answer to \`${method}\` that came after the server had cancelled it is not ignored.`,
      expected: 'that it changes nothing',
      actual:
        used !== undefined ? `what it says in a message of the server: ${quote(used.value)}` : (broken?.actual ?? ''),
      seq: [used?.seq ?? broken?.seq ?? answer.seq, answer.seq, cancelled.seq],
    });
  }
};

/**
 * What the fixture's tool that gives up has asked the user: the time limit passed, because the call was answered and the question was
 * not. Of anything else that it asks beside that (a ping before it answers) nothing says how long it waits.
 */
const givenUp = (view: View): readonly OwnRequest[] =>
  ownRequests(view).filter(
    ({ call, answer, method }) =>
      method === 'elicitation/create' &&
      call?.params.name === GIVES_UP &&
      call.result !== undefined &&
      (answer?.seq ?? NEVER) > (call.response?.seq ?? NEVER),
  );

/** A stream that was taken up again says it, and does not show when it was said. */
const isCancelledAgain = (view: View, connection: number, id: unknown): boolean =>
  view.notifications.some(
    (message) =>
      message.connection === connection &&
      methodOf(message) === 'notifications/cancelled' &&
      at(message.value, 'params', 'requestId') === id &&
      isReplayed(view, message),
  );

const serverCancels: Check = (view, sink) => {
  for (const { message, method, connection, call, cancelled, id } of givenUp(view)) {
    const answered = call?.response?.seq ?? NEVER;
    const until = answeredAfter(view, connection, answered)?.response?.seq;
    if (until === undefined) continue;
    const isCancelled = cancelled !== undefined && cancelled.seq < until;
    if (!isCancelled && isCancelledAgain(view, connection, id)) continue;
    if (!isCancelled && !wasListening(view, connection, message.seq, until)) continue;
    sink.examined();
    if (isCancelled) continue;
    sink.finding({
      message: `The server stopped waiting for the answer to its \`${method}\`, and did not cancel it.`,
      expected: '`notifications/cancelled` with the id of the request',
      actual: 'no such notification',
      seq: [answered, message.seq],
    });
  }
};

export const checks: Checks = {
  'cancellation.server.may-cancel': mayCancel,
  'cancellation.server.in-progress': inProgress,
  'cancellation.server.late-response': lateResponse,
  'cancellation.timeout.server-cancels': serverCancels,
};

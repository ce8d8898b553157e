/** specification/cancellation.md: requests that are given up, and what a server cancels. */
import type { TranscriptEvent } from '../../evidence/transcript.ts';
import { answeredOn } from '../engine/answered.ts';
import { callsById, callsByPlace, callsOn } from '../engine/asked.ts';
import type { Checks } from '../engine/check.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import { eventsOf } from '../engine/kinds.ts';
import { type Call, type Id, idOf, type Message } from '../engine/message.ts';
import { countBefore, groupBy, lastBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import { sentAs, sentOn } from '../engine/sent.ts';
import { isOrdinary } from '../engine/serving.ts';
import type { View } from '../engine/view.ts';

/** What it names; the same id of another JSON type is another id. */
const namedBy = ({ value }: Message): Id | undefined => {
  const id = at(value, 'params', 'requestId');
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
};

const keyOf = ({ connection }: { readonly connection: number }, id: Id): string =>
  `${connection} ${JSON.stringify(id)}`;

/** Cancellations that we sent. */
const sentCancellations = remembered((view): readonly Message[] =>
  sentAs(view, 'notifications/cancelled').filter((message) => idOf(message) === undefined),
);

/** The request of ours that a cancellation named: the last with this id that was sent before it. */
const targetOf = (view: View, message: Message): Call | undefined => {
  const id = namedBy(message);
  const calls = id === undefined ? [] : callsById(view, message.connection, id);
  return lastBefore(calls, message.seq, ({ request }) => request.seq);
};

/** Requests that end in another way than by their answer: a subscription is ended by this notification, a task by its own method. */
const endsOtherwise = ({ method, params }: Call): boolean =>
  method === 'subscriptions/listen' || method === 'initialize' || Object.hasOwn(params, 'task');

/** Requests that every server answers at once: that they are not answered is no matter of how long the work takes. */
const QUICK: ReadonlySet<string> = new Set(['ping', 'server/discover']);

/** What each connection shows, in order: what we sent, what was answered of it, how it was ended and how it ended. */
const onConnections = remembered((view) => {
  const connectionOf = ({ connection }: { readonly connection: number }): number => connection;
  return {
    sent: sentOn(view),
    answered: answeredOn(view),
    ended: groupBy(
      eventsOf(view, 'end').filter(({ direction }) => direction === 'sent'),
      connectionOf,
    ),
    exits: groupBy(eventsOf(view, 'exit'), connectionOf),
    callAt: callsByPlace(view),
  };
});

/** The first of them after this place. */
const firstAfter = <T>(all: readonly T[] | undefined, seq: number, seqOf: (each: T) => number): T | undefined =>
  all?.[countBefore(all, seq + 1, seqOf)];
const seqOf = ({ seq }: { readonly seq: number }): number => seq;

/**
 * The next thing that we sent after this, where it is a request, and whether the process ended meanwhile of its own accord. One that
 * answered a request that came after it ended over something else.
 */
function nextCall(
  view: View,
  { connection, seq }: Message,
): { readonly call: Call; readonly exit?: TranscriptEvent } | undefined {
  const { sent, answered, ended, exits, callAt } = onConnections(view);
  const call = callAt.get(firstAfter(sent.get(connection), seq, seqOf)?.seq ?? 0);
  if (call === undefined) return undefined;
  const ours = firstAfter(ended.get(connection), seq, seqOf);
  const exit = firstAfter(exits.get(connection), seq, seqOf);
  const served = firstAfter(answered.get(connection), call.request.seq, ({ request }) => request.seq);
  // Where we ended the conversation, nothing more is due.
  const isOurs = exit !== undefined && ours !== undefined && ours.seq < exit.seq;
  return { call, ...(exit === undefined || served !== undefined || isOurs ? {} : { exit }) };
}

/** Whether what was asked last before it, and was answered or waited for to the bound, was answered: who hung before hangs over something else. */
function servedUpTo(view: View, { connection, seq }: Message): boolean {
  const calls = callsOn(view).get(connection) ?? [];
  const last = calls
    .slice(
      0,
      countBefore(calls, seq, ({ request }) => request.seq),
    )
    .findLast(({ response, gaveUp }) => (response ?? gaveUp) !== undefined);
  return last === undefined || last.response !== undefined;
}

/** Cancellations that the subject sent. */
const received = (view: View): readonly Message[] => notificationsOf(view, 'notifications/cancelled');

/** Connections on which the subject answered anything: there it could have been heard. */
const heardOn = (view: View): ReadonlySet<number> => new Set(answeredOn(view).keys());

export const checks: Checks = {
  'cancellation.request.no-response': (view, sink) => {
    for (const cancellation of sentCancellations(view)) {
      const call = targetOf(view, cancellation);
      if (call === undefined || call.exchange !== undefined || endsOtherwise(call)) continue;
      const { response, method, request } = call;
      if (response !== undefined && response.seq < cancellation.seq) continue;
      // What answered a later request had read the cancellation before; what came earlier may have crossed it.
      const answered = onConnections(view).answered.get(cancellation.connection);
      const read = firstAfter(answered, cancellation.seq, (later) => later.request.seq)?.response;
      if (read === undefined || (response !== undefined && response.seq < read.seq)) continue;
      sink.examined();
      if (response === undefined) continue;
      sink.finding({
        message: `\`${method}\` is answered, though it was cancelled.`,
        expected: 'no answer to a request that was cancelled before it was answered',
        actual: quote(response.value),
        seq: [response.seq, cancellation.seq, request.seq],
      });
    }
  },

  'cancellation.invalid.ignored': (view, sink) => {
    for (const cancellation of sentCancellations(view)) {
      const { exchange, seq } = cancellation;
      if (exchange !== undefined) continue;
      const target = targetOf(view, cancellation);
      const isLate = target === undefined || (target.response !== undefined && target.response.seq < seq);
      if (!isLate) continue;
      const next = nextCall(view, cancellation);
      if (next === undefined) continue;
      const { call, exit } = next;
      const { gaveUp, response, request, method } = call;
      if (response !== undefined) {
        sink.examined();
        continue;
      }
      const silence = QUICK.has(method) && servedUpTo(view, cancellation) ? gaveUp : undefined;
      const broken = exit ?? silence;
      if (broken === undefined || !isOrdinary(view, call)) continue;
      sink.examined();
      sink.finding({
        message: 'After a cancellation that names no request in progress, the next request is not answered.',
        expected: `that it is ignored, and \`${method}\` answered`,
        actual: exit !== undefined ? 'the process ended' : `no answer within ${gaveUp?.after} ms`,
        seq: [broken.seq, request.seq, seq],
      });
    }
  },

  'cancellation.server.own-requests': (view, sink) => {
    for (const _ of heardOn(view)) sink.examined();
    const asked = new Set(view.serverRequests.map((message) => keyOf(message, idOf(message) ?? '')));
    for (const message of received(view)) {
      const id = namedBy(message);
      if (id === undefined || asked.has(keyOf(message, id))) continue;
      const ours = targetOf(view, message);
      // Over HTTP a request of the server may have gone to a stream that nobody read.
      if (message.exchange !== undefined && ours === undefined) continue;
      sink.examined();
      sink.finding({
        message: 'The server cancels a request that it did not send.',
        expected: 'the id of a request of the server',
        actual: `the id ${quote(id)}${ours === undefined ? '' : `, of our \`${ours.method}\``}`,
        seq: ours === undefined ? [message.seq] : [message.seq, ours.request.seq],
      });
    }
  },

  'cancellation.server.only-subscriptions': (view, sink) => {
    for (const _ of heardOn(view)) sink.examined();
    for (const message of received(view)) {
      const id = namedBy(message);
      const ours = targetOf(view, message);
      if (id === undefined || ours?.method === 'subscriptions/listen') continue;
      sink.examined();
      sink.finding({
        message: 'The server cancels something that is no subscription.',
        expected: 'the id of a `subscriptions/listen` request, or no `notifications/cancelled`',
        actual: `the id ${quote(id)}, of ${ours === undefined ? 'no request before it' : `\`${ours.method}\``}`,
        seq: ours === undefined ? [message.seq] : [message.seq, ours.request.seq],
      });
    }
  },
};

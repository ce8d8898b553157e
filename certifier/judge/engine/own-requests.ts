/** Requests that a server sends to its client in a session, each with what became of it. */
import { cancelledAt } from './asked.ts';
import { isSuccess, resumedAt } from './exchange.ts';
import { notificationsOf } from './heard.ts';
import { at } from './json.ts';
import { answeredAfter } from './listens.ts';
import { type Call, idOf, isNumberedNotification, type Message, methodOf } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { questions } from './questions.ts';
import { remembered } from './remember.ts';
import { sentResponses } from './sent.ts';
import { sessionOf } from './session.ts';
import type { View } from './view.ts';

export interface OwnRequest {
  readonly message: Message;
  readonly method: string;
  readonly id: string | number;
  readonly connection: number;
  readonly session: string;
  /** The request of ours that it belongs to, where that can be told. */
  readonly call: Call | undefined;
  /** What we answered first. */
  readonly answer: Message | undefined;
  /** Where the server cancelled it first. */
  readonly cancelled: Message | undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

const placeOf = (view: View, message: Message): string => `${message.connection} ${sessionOf(view, message)}`;
/** It came on a stream that was taken up again, so that it may be older than it looks. */
export function isReplayed(view: View, message: Message): boolean {
  const exchange = view.exchange(message.exchange);
  return exchange !== undefined && resumedAt(exchange) !== undefined;
}
const seqOf = ({ seq }: Message): number => seq;
function firstBetween(all: readonly Message[] | undefined, from: number, to: number): Message | undefined {
  const found = all?.[countBefore(all, from, seqOf)];
  return found !== undefined && found.seq < to ? found : undefined;
}

/** In order. What is delivered twice is one request: the first. */
export const ownRequests = remembered((view): readonly OwnRequest[] => {
  if (view.era !== 'session') return [];
  const keyed = (all: readonly Message[], named: (message: Message) => unknown) =>
    groupBy(all, (message) => `${placeOf(view, message)} ${JSON.stringify(named(message))}`);
  const answers = keyed(sentResponses(view), idOf);
  const ended = notificationsOf(view, 'notifications/cancelled').filter((message) => !isReplayed(view, message));
  const cancellations = keyed(ended, ({ value }) => at(value, 'params', 'requestId'));
  const callOf = new Map(questions(view).map(({ seq, call }) => [seq[0], call]));
  const asked = view.serverRequests.filter(
    (message) => idOf(message) !== undefined && !isNumberedNotification(message.value),
  );
  return [...keyed(asked, idOf)]
    .flatMap(([key, all]) => {
      const once = all.filter(({ text }, index) => text !== all[index - 1]?.text);
      return once.map((message, index): OwnRequest => {
        const again = once[index + 1]?.seq ?? NEVER;
        return {
          message,
          method: methodOf(message) ?? '',
          id: idOf(message) as string | number,
          connection: message.connection,
          session: placeOf(view, message),
          call: callOf.get(message.seq),
          answer: firstBetween(answers.get(key), message.seq, again),
          cancelled: firstBetween(cancellations.get(key), message.seq, again),
        };
      });
    })
    .sort((one, other) => one.message.seq - other.message.seq);
});

/**
 * Where it surely ended for the server too: it was answered or cancelled, or the request that it belongs to was over. Undefined where
 * nothing shows it: a server may have given up in silence.
 */
export function endOf(view: View, { answer, cancelled, call }: OwnRequest): number | undefined {
  const ofCall =
    call === undefined
      ? []
      : [
          call.response?.seq,
          call.exchange?.end?.seq,
          call.exchange?.failure?.seq,
          call.gaveUp?.seq,
          cancelledAt(view, call),
        ];
  const ends = [answer?.seq, cancelled?.seq, ...ofCall].filter((seq) => seq !== undefined && Number.isFinite(seq));
  return ends.length === 0 ? undefined : Math.min(...(ends as number[]));
}

/** By where the server had surely read an answer of ours: it had taken it, and answered a request that was sent after it. */
export function readBy(view: View, { connection, exchange: number, seq }: Message): number | undefined {
  const exchange = view.exchange(number);
  if (exchange !== undefined && !isSuccess(exchange)) return undefined;
  return answeredAfter(view, connection, exchange?.response?.seq ?? seq)?.response?.seq;
}

/**
 * What a server asks of its client: `elicitation/create`, `sampling/createMessage`, `roots/list`. Up to 2025-11-25 they are requests
 * of the server, since 2026-07-28 they stand in a result that asks for input. Checks of their content need not know which.
 */
import { callsByAnswer, callsByPlace } from './asked.ts';
import { isObject, type Json, type JsonObject, member } from './json.ts';
import { type Call, idOf, isNumberedNotification, type Message, methodOf } from './message.ts';
import { groupBy } from './order.ts';
import { META_CAPABILITIES } from './refusals.ts';
import { remembered } from './remember.ts';
import { ASKING_METHODS, responseTo, retries, rounds } from './rounds.ts';
import { sentMessages } from './sent.ts';
import { handshakeOn } from './session.ts';
import type { View } from './view.ts';

export type QuestionMethod = 'elicitation/create' | 'sampling/createMessage' | 'roots/list';

/** What the client gave back for a question. */
export interface Reaction {
  /** The result, or the value under the question's key. */
  readonly value?: Json;
  /** Session era: the error. */
  readonly error?: JsonObject;
  readonly seq: number;
  /** The request whose answer shows what the server made of it: the one that is under way, or the one that brought the answer. */
  readonly call: Call | undefined;
}

export interface Question {
  readonly method: string;
  /** Its params; empty where it has none, or something else than an object. */
  readonly params: JsonObject;
  /** The message that holds it, and the request that it belongs to. */
  readonly seq: readonly number[];
  readonly connection: number;
  /** The request of the client in which it is asked; undefined where that cannot be told. */
  readonly call: Call | undefined;
  /** What the client had declared when it was asked. */
  readonly declared: JsonObject;
  readonly reactions: readonly Reaction[];
  /** Session era: its id. */
  readonly id?: string | number;
}

const objectOr = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** Request of the server → the request of ours that was under way, where it can only be one. */
function underWay(view: View): ReadonlyMap<Message, Call> {
  const found = new Map<Message, Call>();
  const byExchange = new Map(view.calls.flatMap((call) => (call.exchange ? [[call.exchange.number, call]] : [])));
  const open = new Map<number, Set<Call>>();
  const begun = callsByPlace(view);
  const answered = callsByAnswer(view);
  const asked = new Set(view.serverRequests);
  const asking = new Set(view.serverRequests.map(({ connection }) => connection));
  for (const message of view.messages) {
    if (!asking.has(message.connection)) continue;
    const onConnection = open.get(message.connection) ?? new Set<Call>();
    open.set(message.connection, onConnection);
    const begins = begun.get(message.seq);
    if (begins !== undefined && ASKING_METHODS.has(begins.method)) onConnection.add(begins);
    const ends = answered.get(message.seq);
    if (ends?.response === message) onConnection.delete(ends);
    if (!asked.has(message)) continue;
    const [only, another] = onConnection;
    const call =
      message.exchange === undefined
        ? another === undefined
          ? only
          : undefined
        : (byExchange.get(message.exchange) as Call | undefined);
    if (call !== undefined) found.set(message, call);
  }
  return found;
}

const placeOf = (message: Message): string => `${message.connection} ${JSON.stringify(idOf(message))}`;

function inSession(view: View): readonly Question[] {
  if (view.serverRequests.length === 0) return [];
  const sent = groupBy(
    sentMessages(view).filter((message) => methodOf(message) === undefined),
    placeOf,
  );
  const calls = underWay(view);
  return view.serverRequests.flatMap((message): readonly Question[] => {
    if (isNumberedNotification(message.value)) return [];
    const call = calls.get(message);
    const answered = (sent.get(placeOf(message)) ?? []).find(({ seq }) => seq > message.seq);
    const value = member(answered?.value, 'result');
    const error = member(answered?.value, 'error');
    const id = idOf(message);
    return [
      {
        method: methodOf(message) ?? '',
        params: objectOr(member(message.value, 'params')),
        seq: call === undefined ? [message.seq] : [message.seq, call.request.seq],
        connection: message.connection,
        call,
        declared: objectOr(handshakeOn(view).get(message.connection)?.params.capabilities),
        reactions:
          answered === undefined
            ? []
            : [
                {
                  ...(value === undefined ? {} : { value }),
                  ...(isObject(error) ? { error } : {}),
                  seq: answered.seq,
                  call,
                },
              ],
        ...(id === undefined ? {} : { id }),
      },
    ];
  });
}

function inResults(view: View): readonly Question[] {
  const brought = groupBy(retries(view), ({ round }) => round);
  return rounds(view).flatMap((round) =>
    [...round.requests].flatMap(([key, request]): readonly Question[] => {
      if (!isObject(request)) return [];
      const method = member(request, 'method');
      return [
        {
          method: typeof method === 'string' ? method : '',
          params: objectOr(member(request, 'params')),
          seq: [round.seq, round.call.request.seq],
          connection: round.call.connection,
          call: round.call,
          declared: objectOr(round.call.meta[META_CAPABILITIES]),
          reactions: (brought.get(round) ?? []).flatMap((retry): readonly Reaction[] => {
            const value = responseTo(retry, key);
            return value === undefined ? [] : [{ value, seq: retry.call.request.seq, call: retry.call }];
          }),
        },
      ];
    }),
  );
}

/** Everything that the server asked, in order. */
export const questions = remembered((view): readonly Question[] =>
  view.era === 'session' ? inSession(view) : inResults(view),
);

const byMethod = remembered((view) => groupBy(questions(view), ({ method }) => method));

export const questionsOf = (view: View, method: QuestionMethod): readonly Question[] =>
  byMethod(view).get(method) ?? [];

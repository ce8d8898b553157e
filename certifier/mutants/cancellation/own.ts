/** specification/cancellation.md, what a server does about questions of its own that it does not wait for any more. */
import { at, isObject, type Json, type JsonObject } from '../../judge/engine/json.ts';
import { any, askedWhile, remember } from '../engine/asked.ts';
import { chain, onMessage, onNotification } from '../engine/change.ts';
import type { Liberties, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { type Asking, askingOf, followsQuestions, responseIn } from '../engine/own-requests.ts';
import { afterAnswer, beforeAnswer, listeningOn, notesListening, said } from '../engine/unasked.ts';
import { CANCELLED } from './cancelled.ts';

const cancellation = (requestId: Json | undefined): JsonObject => ({
  jsonrpc: '2.0',
  method: CANCELLED,
  params: { requestId: requestId ?? null, reason: 'Nobody answered in time' },
});

const keyOfAnswered = (connection: number): string => `answered:${connection}`;
const keyOfLate = (connection: number): string => `late:${connection}`;

interface Answered {
  readonly asking: Asking;
  /** From this one on, a request of ours was sent after the answer. */
  readonly order: number;
}

const answeredOn = (connection: number, memo: Memo): readonly Answered[] =>
  (memo[keyOfAnswered(connection)] as readonly Answered[] | undefined) ?? [];

/** The cancellations of questions of which this holds; each is cancelled once. */
function cancellations(
  connection: number,
  memo: Memo,
  isMeant: (answered: Answered) => boolean,
): readonly JsonObject[] {
  const answered = answeredOn(connection, memo);
  memo[keyOfAnswered(connection)] = answered.filter((each) => !isMeant(each));
  return answered.filter(isMeant).map(({ asking }) => cancellation(asking.message.id));
}

/** Takes note of answers to questions. */
const notesAnswers: Mutant = (event, memo) => {
  remember(event, memo);
  const { connection } = event;
  const asking = askingOf(connection, responseIn(event)?.id, memo);
  if (asking?.state !== 'answered') return [event];
  const answered: Answered = { asking, order: Number(memo.order ?? 0) };
  memo[keyOfAnswered(connection)] = [...answeredOn(connection, memo), answered];
  return [event];
};

/** The first text that somebody typed into a form. */
function typed({ result }: JsonObject): string | undefined {
  const content = at(result, 'content');
  return Object.values(isObject(content) ? content : {}).find((each): each is string => typeof each === 'string');
}

/** Goes on with what was typed: the next question is about it. */
const goesOn = ({ id }: JsonObject, name: string): JsonObject => ({
  jsonrpc: '2.0',
  id: `after-${String(id)}`,
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message: `Hello, ${name}. Where do you live?`,
    requestedSchema: { type: 'object', properties: { city: { type: 'string' } } },
  },
});

export const mutants: Mutants = {
  /** Nobody stops the clock of a question that is answered: it runs out when the client has asked something else. */
  'cancellation.server.in-progress': chain(
    notesListening,
    followsQuestions,
    notesAnswers,
    afterAnswer(any, ({ order, connection }, memo, event) => {
      const listening = listeningOn(event, memo);
      if (event.kind !== 'line' && listening === undefined) return [];
      const due = cancellations(connection, memo, (each) => each.order <= order);
      return due.flatMap((each) => said(event, each, listening));
    }),
  ),

  /** What comes too late is gone on with. */
  'cancellation.server.late-response': chain(
    notesListening,
    followsQuestions,
    (event, memo) => {
      const response = responseIn(event);
      const { connection } = event;
      const name = response === undefined ? undefined : typed(response);
      if (response === undefined || name === undefined) return [event];
      if (askingOf(connection, response.id, memo)?.state === 'given-up')
        memo[keyOfLate(connection)] = goesOn(response, name);
      return [event];
    },
    beforeAnswer(any, ({ connection }, memo, event) => {
      const late = memo[keyOfLate(connection)] as JsonObject | undefined;
      memo[keyOfLate(connection)] = undefined;
      return late === undefined ? [] : said(event, late, listeningOn(event, memo));
    }),
  ),

  /** The server gives up, and the form stays on the screen. */
  'cancellation.timeout.server-cancels': onNotification(CANCELLED, () => []),
};

export const liberties: Liberties = {
  /** The server thinks better of it: each form is taken back, and asked for anew. */
  'cancellation.server.may-cancel': onMessage((message, { memo, event }) => {
    const { id, method, params } = message;
    if (method !== 'elicitation/create' || at(params, 'url') !== undefined) return undefined;
    if (askedWhile(event, memo)?.method !== 'tools/call') return undefined;
    const first = { ...message, id: `before-${String(id)}` };
    return [first, cancellation(first.id), message];
  }),
};

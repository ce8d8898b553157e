/**
 * Questions that a server asks its client, in either shape: a request of the server while ours is under way, or since 2026-07-28
 * a member of `inputRequests` in the result that answers ours. And what becomes of a request once its questions are answered.
 */
import { at, isObject, type Json, type JsonObject, member, parse } from '../../judge/engine/json.ts';
import { isRequest } from '../../judge/engine/message.ts';
import { stream } from './answer.ts';
import { type Asked, any, askedWhile, isStateless, remember, type Which } from './asked.ts';
import { chain, onMessage, onResponse, onResult, without } from './change.ts';
import { diesOf } from './faults.ts';
import type { Memo, Mutant } from './mutant.ts';

export interface Question {
  readonly method: string;
  readonly params: JsonObject;
  /** The request of ours in which it is asked. */
  readonly asked: Asked;
}

/** What a question becomes; undefined leaves it as it was. */
type QuestionChange = (question: Question, memo: Memo) => Partial<Pick<Question, 'method' | 'params'>> | undefined;

/** The result that asks holds its questions, each under a key. */
export const questionsIn = (result: JsonObject): Readonly<Record<string, JsonObject>> => {
  const { inputRequests } = result;
  if (!isObject(inputRequests)) return {};
  return Object.fromEntries(
    Object.entries(inputRequests).flatMap(([key, value]) => (isObject(value) ? [[key, value]] : [])),
  );
};

/** Whether this result asks for something, instead of giving what was asked for. */
export const isAsking = (result: JsonObject): boolean => result.resultType === 'input_required';

/** Changes each question of these methods. */
export const onQuestion = (methods: readonly string[], change: QuestionChange): Mutant =>
  onMessage((message, { asked, memo, event }) => {
    const changed = (question: JsonObject, within: Asked | undefined): JsonObject | undefined => {
      const { method, params } = question;
      if (within === undefined || typeof method !== 'string' || !methods.includes(method)) return undefined;
      const made = change({ method, params: isObject(params) ? params : {}, asked: within }, memo);
      return made === undefined ? undefined : { ...question, ...made };
    };
    if (!isObject(message.result)) return changed(message, askedWhile(event, memo));
    const { result } = message;
    const questions = Object.entries(questionsIn(result)).map(([key, each]): [string, JsonObject] => [
      key,
      changed(each, asked) ?? each,
    ]);
    if (questions.length === 0) return undefined;
    return { ...message, result: { ...result, inputRequests: Object.fromEntries(questions) } };
  });

/** Changes the params of each question of this method. */
export const onParams = (
  method: string,
  change: (params: JsonObject, question: Question, memo: Memo) => JsonObject | undefined,
): Mutant =>
  onQuestion([method], (question, memo) => {
    const params = change(question.params, question, memo);
    return params === undefined ? undefined : { params };
  });

/** Changes each result that asks. */
export const onAsking = (change: (result: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined): Mutant =>
  onResult(any, (result, asked, memo) => (isAsking(result) ? change(result, asked, memo) : undefined));

const keyOfAnswers = (connection: number): string => `answers:${connection}`;

/** Takes note of how the client answers the requests of a server; a request of the client's own begins anew. */
const hear: Mutant = (event, memo) => {
  remember(event, memo);
  const carries = event.kind === 'request' || (event.kind === 'line' && event.stream === 'stdin');
  const value = carries ? parse(event.text ?? '') : undefined;
  if (isRequest(value)) memo[keyOfAnswers(event.connection)] = [];
  const result = member(value, 'result');
  if (result !== undefined)
    memo[keyOfAnswers(event.connection)] = [...((memo[keyOfAnswers(event.connection)] as Json[]) ?? []), result];
  return [event];
};

/** What the client answered in this request: the responses that came with it, or those that it gave while it was under way. */
export function answersIn(asked: Asked, memo: Memo): readonly Json[] {
  const { inputResponses } = asked.params;
  if (isObject(inputResponses)) return Object.values(inputResponses);
  if (isStateless(asked)) return [];
  return (memo[keyOfAnswers(asked.connection)] as readonly Json[] | undefined) ?? [];
}

const noteMeta: Mutant = onResult(any, ({ _meta }, _, memo) => {
  memo.meta = _meta;
  return undefined;
});

/** Whether an answer is meant. */
export type Meant = (answers: readonly Json[], asked: Asked, memo: Memo) => boolean;

/** Requests of these answers. */
const answered =
  (meant: Meant): Which =>
  (asked, memo) =>
    ['tools/call', 'prompts/get', 'resources/read'].includes(asked.method) &&
    meant(answersIn(asked, memo), asked, memo);

/** Changes what comes of a request whose questions were answered so. */
export const onOutcome = (
  meant: Meant,
  change: (message: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
): Mutant => chain(hear, noteMeta, onResponse(answered(meant), change));

/** Whether this is a failure, of the request or of the tool. */
export const isFailure = (message: JsonObject): boolean =>
  message.error !== undefined || at(message, 'result', 'isError') === true;

/** The result of a tool that says this, with the members that every result of this server has. */
export const toolSays = (text: string, asked: Asked, memo: Memo): JsonObject => ({
  ...(isStateless(asked) ? { resultType: 'complete' } : {}),
  content: [{ type: 'text', text }],
  ...(isObject(memo.meta) ? { _meta: memo.meta as JsonObject } : {}),
});

/** Uses answers that were rightly rejected, and says something about it: a text, or what a function makes of the request. */
export const useAnyway = (
  meant: Meant,
  says: string | ((asked: Asked, memo: Memo) => string | undefined) = 'Done',
): Mutant =>
  onOutcome(meant, (message, asked, memo) => {
    const text = typeof says === 'string' ? says : says(asked, memo);
    if (text === undefined || !isFailure(message)) return undefined;
    return { ...without(message, 'error'), result: toolSays(text, asked, memo) };
  });

/** Fails with this error where it was rightly gone on with. */
export const failOn = (meant: Meant, error: JsonObject): Mutant =>
  onOutcome(meant, (message) => ({ ...without(message, 'result'), error }));

/** The first request whose questions were answered so is the end of whoever works on it. */
export const endsOver = (meant: Meant): Mutant =>
  chain(
    hear,
    diesOf((asked, memo) => {
      if (meant(answersIn(asked, memo), asked, memo)) memo.deadly ??= asked.order;
      return memo.deadly === asked.order;
    }),
  );

/** While it works on a tool, the server asks by a request of its own, as servers did until there were results that ask. */
export const asksMeanwhile = (question: JsonObject): Mutant =>
  stream(
    ({ method }, memo) => method === 'tools/call' && memo.askedMeanwhile !== true,
    (_, memo) => {
      memo.askedMeanwhile = true;
      return [{ jsonrpc: '2.0', id: 'meanwhile', ...question }];
    },
  );

/** The question for a form, for mutants that ask where nothing was asked. */
export const FORM: JsonObject = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'Shall we go on?', requestedSchema: { type: 'object', properties: {} } },
};

/** What the rules of tasks look for. Each reader finds a situation, and says nothing about whether it is right. */
import { type Reply, replyTo } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import { mayBeAnswered } from '../engine/garbled.ts';
import { at, isObject, type Json, type JsonObject, member, quote } from '../engine/json.ts';
import { answeredAfter } from '../engine/listens.ts';
import type { Call } from '../engine/message.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { declaresRequest, supportOf } from './declared.ts';

export const RELATED_TASK = 'io.modelcontextprotocol/related-task';
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;

/** The task that the metadata of a message names. */
export const relation = (holder: unknown): Json | undefined => at(holder, '_meta', RELATED_TASK);
export const relatedTask = (holder: unknown): Json | undefined => member(relation(holder), 'taskId');

export const nameOf = ({ params }: Call): Json | undefined => member(params, 'name');
export const taskIdOf = ({ params }: Call): Json | undefined => member(params, 'taskId');
export const seqOf = ({ request, response }: Call): readonly number[] =>
  response === undefined ? [request.seq] : [response.seq, request.seq];

/** What came back, for `actual`. */
export const answerWords = ({ error, result, response }: Call): string =>
  error !== undefined
    ? `an error with the code ${quote(error.code)}`
    : result !== undefined
      ? `the result ${quote(result)}`
      : response === undefined
        ? 'no answer'
        : 'an answer without a result';

/** It was carried as it should be and answered for what it says; an error has a code that can be read. */
export const isJudged = (view: View, call: Call): boolean =>
  call.response !== undefined &&
  (call.error === undefined || errorCode(call) !== undefined) &&
  isWellCarried(view, call) &&
  wasHeard(call);

/** What came back for a request that was carried as it should be and is due a certain error: a message, or a status and none. */
export const repliedTo = (view: View, call: Call): Reply | undefined =>
  (call.error === undefined || errorCode(call) !== undefined) && isWellCarried(view, call)
    ? replyTo(view, call)
    : undefined;

/** Whether a cancellation was answered with a task, or refused for what it says. */
export const knowsCancel = remembered((view): boolean =>
  view
    .callsTo('tasks/cancel')
    .some((call) => isJudged(view, call) && (call.result !== undefined || errorCode(call) === INVALID_PARAMS)),
);

/** We waited for the answer to its bound, and what was asked later was answered: where it stands that none came. */
export function silenceOf(view: View, call: Call): Reply | undefined {
  const { response, gaveUp, connection } = call;
  if (response !== undefined || gaveUp === undefined || mayBeAnswered(view, call)) return undefined;
  if (answeredAfter(view, connection, gaveUp.seq) === undefined) return undefined;
  return { words: `nothing in ${gaveUp.after} ms, while a later request was answered`, seq: gaveUp.seq };
}

export const asksForTask = ({ params }: Call): boolean => isObject(member(params, 'task'));
export const isPlain = ({ params }: Call): boolean => !Object.hasOwn(params, 'task');

export const callsAsTask = remembered((view): readonly Call[] =>
  view.callsTo('tools/call').filter((call) => asksForTask(call) && isJudged(view, call)),
);
export const plainCalls = remembered((view): readonly Call[] =>
  view.callsTo('tools/call').filter((call) => isPlain(call) && isJudged(view, call)),
);

/** It was accepted. A tool may refuse a call in a result that says so: it has checked its arguments, or has too much to do. */
export const isServed = ({ result }: Call): boolean => result !== undefined && member(result, 'isError') !== true;

/** Calls with `task` that the server could run as a task by all that it declares, and accepted. */
export const acceptedAsTask = (view: View): readonly Call[] =>
  callsAsTask(view).filter(
    (call) =>
      declaresRequest(view, call) && isServed(call) && ['optional', 'required'].includes(String(supportOf(view, call))),
  );

export interface Created {
  readonly call: Call;
  readonly task: JsonObject;
  readonly id: Json | undefined;
}
/**
 * The handle that an answer holds. A result may have members of its own, so that where calls are no tasks by what is declared, the
 * `task` without an id beside the content of a tool is what the tool is about: an entry of somebody's calendar.
 */
export function handleIn(view: View, call: Call): JsonObject | undefined {
  const { result } = call;
  const task = member(result, 'task');
  if (!isObject(task)) return undefined;
  const isOfTool = Array.isArray(member(result, 'content')) && !Object.hasOwn(task, 'taskId');
  return isOfTool && !declaresRequest(view, call) ? undefined : task;
}

/** Answers that handed out a task. */
export const created = remembered((view): readonly Created[] =>
  callsAsTask(view).flatMap((call) => {
    const task = handleIn(view, call);
    return task === undefined ? [] : [{ call, task, id: member(task, 'taskId') }];
  }),
);

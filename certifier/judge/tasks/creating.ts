/** specification/tasks.md, creating a task. */
import { lastAnswered } from '../engine/answered.ts';
import type { Check, Checks } from '../engine/check.ts';
import { mayBeAnswered } from '../engine/garbled.ts';
import { at, isObject, member, quote } from '../engine/json.ts';
import { declaresRequest, supportOf } from './declared.ts';
import { acceptedAsTask, answerWords, created, nameOf, seqOf } from './readers.ts';

const returnsTask: Check = (view, sink) => {
  for (const call of acceptedAsTask(view)) {
    sink.examined();
    if (isObject(member(call.result, 'task'))) continue;
    sink.finding({
      message: `A call of the tool ${quote(nameOf(call))} as a task was accepted, but its answer hands out no task.`,
      expected: 'a result with the new task in `task`',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

/** Members by which a tool says what came out. */
const OF_OUTCOME = ['content', 'structuredContent', 'isError'] as const;

const noOutcome: Check = (view, sink) => {
  for (const { call } of created(view)) {
    sink.examined();
    const found = OF_OUTCOME.filter((name) => member(call.result, name) !== undefined);
    if (found.length === 0) continue;
    sink.finding({
      message: `The answer that hands out a task of the tool ${quote(nameOf(call))} already holds its outcome.`,
      expected: 'the task alone; the outcome comes from `tasks/result`',
      actual: `the members ${found.map((name) => `\`${name}\``).join(', ')} beside \`task\``,
      seq: [...seqOf(call)],
    });
  }
};

/** The tool of the fixture contract whose work takes as long as it is told. */
const SLOW_TOOL = 'slow_compute';
const LONG_SECONDS = 5;

/** A handle that comes when the work must be done was not handed out before. What comes earlier may have been slow for other reasons. */
const promptly: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const seconds = at(call.params, 'arguments', 'seconds');
    const isSlow = nameOf(call) === SLOW_TOOL && typeof seconds === 'number' && seconds >= LONG_SECONDS;
    if (!isSlow || !isObject(call.params.task) || supportOf(view, call) === 'none' || !declaresRequest(view, call))
      continue;
    const { response, request, gaveUp, connection } = call;
    const work = seconds * 1000;
    if (response === undefined) {
      // That something else was answered meanwhile shows that the server was there.
      const isThere = (lastAnswered(view).get(connection) ?? 0) > request.seq;
      if (gaveUp === undefined || gaveUp.after < work || !isThere || mayBeAnswered(view, call)) continue;
    } else if (!isObject(member(call.result, 'task'))) continue;
    sink.examined();
    const after = response === undefined ? (gaveUp?.after ?? work) : Math.round(response.at - request.at);
    if (after < work) continue;
    sink.finding({
      message: `The task of a call that takes ${seconds} seconds was not handed out as soon as it was accepted.`,
      expected: 'the task, well before the work is done',
      actual: response === undefined ? `no answer in ${after} ms` : `the task after ${after} ms`,
      seq: [...seqOf(call), ...(gaveUp === undefined ? [] : [gaveUp.seq])],
    });
  }
};

const IMMEDIATE_RESPONSE = 'io.modelcontextprotocol/model-immediate-response';

const immediateResponse: Check = (view, sink) => {
  for (const { call } of created(view)) {
    const said = at(call.result, '_meta', IMMEDIATE_RESPONSE);
    if (said === undefined) continue;
    sink.examined();
    if (typeof said === 'string') continue;
    sink.finding({
      message: 'What a model is to be told at once about a task is no string.',
      expected: `a string under \`${IMMEDIATE_RESPONSE}\``,
      actual: quote(said),
      seq: [...seqOf(call)],
    });
  }
};

export const checks: Checks = {
  'tasks.create.returns-task': returnsTask,
  'tasks.create.no-operation-result': noOutcome,
  'tasks.create.promptly': promptly,
  'tasks.create.model-immediate-response': immediateResponse,
};

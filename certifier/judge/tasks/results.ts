/** specification/tasks.md, the result. */
import { lastAnswered } from '../engine/answered.ts';
import { bareRefusal } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { mayBeAnswered } from '../engine/garbled.ts';
import { member, quote } from '../engine/json.ts';
import { errorCode } from '../engine/readers.ts';
import { finalRetrievals, outcomeOf, plainTwinOf, retrievals } from './outcomes.ts';
import { answerWords, INVALID_PARAMS, METHOD_NOT_FOUND, nameOf, seqOf, silenceOf, taskIdOf } from './readers.ts';
import { creationOf, historyOf, isOpen, isTerminal, statusOf, wasKept } from './sightings.ts';

/** Of each task that ended what its call would have given without one, and whether `tasks/result` gives it. */
const outcomes =
  (kind: 'any' | 'error' | 'result', message: string): Check =>
  (view, sink) => {
    for (const { call, origin } of finalRetrievals(view)) {
      const twin = plainTwinOf(view, origin);
      if (twin === undefined) continue;
      // Once its time has passed a task may be gone, with its result.
      if (errorCode(call) === INVALID_PARAMS && !wasKept(view, call)) continue;
      if (kind === 'error' && twin.error === undefined) continue;
      if (kind === 'result' && twin.result === undefined) continue;
      sink.examined();
      // That it succeeds is one thing, with what another: that is said by the rule of the outcome as a whole.
      if (kind === 'result' ? call.result !== undefined : outcomeOf(call) === outcomeOf(twin)) continue;
      sink.finding({
        message: `${message} (the tool ${quote(nameOf(origin))})`,
        expected: answerWords(twin),
        actual: answerWords(call),
        seq: [...seqOf(call), ...seqOf(twin)],
      });
    }
  };

/** The outcome of a task that had been seen at its end and had to be kept, which was asked for and given by no message. */
const withheld: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/result')) {
    const id = taskIdOf(call);
    const end = historyOf(view, call.connection, id).find(
      (each) => each.seq < call.request.seq && isTerminal(statusOf(each)) && statusOf(each) !== 'cancelled',
    );
    if (end === undefined || creationOf(view, call, id) === undefined || !isWellCarried(view, call)) continue;
    // One that is gone is refused by an error, and not passed over.
    const missing = silenceOf(view, call) ?? (wasKept(view, call) ? bareRefusal(view, call) : undefined);
    if (missing === undefined) continue;
    sink.examined();
    sink.finding({
      message: '`tasks/result` gives no outcome of a task that has ended.',
      expected: 'the result of the call, or its error',
      actual: missing.words,
      seq: [missing.seq, call.request.seq, end.seq],
    });
  }
};

const originalType: Check = (view, sink) => {
  for (const { call, origin } of finalRetrievals(view)) {
    if (call.result === undefined) continue;
    sink.examined();
    if (Array.isArray(member(call.result, 'content'))) continue;
    sink.finding({
      message: `\`tasks/result\` of a call of the tool ${quote(nameOf(origin))} is no result of a tool.`,
      expected: 'a result with the array `content`',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

/** An answer that never came counts once another request that was sent later has been answered. */
const cancelled: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/result')) {
    const id = taskIdOf(call);
    const end = historyOf(view, call.connection, id).find((each) => statusOf(each) === 'cancelled');
    if (end === undefined || creationOf(view, call, id) === undefined) continue;
    if (call.response !== undefined) {
      if (errorCode(call) !== METHOD_NOT_FOUND) sink.examined();
      continue;
    }
    const { gaveUp, request, connection } = call;
    const answered = lastAnswered(view).get(connection) ?? 0;
    if (gaveUp === undefined || gaveUp.seq < end.seq || mayBeAnswered(view, call)) continue;
    if (answered < Math.max(request.seq, end.seq)) continue;
    sink.examined();
    sink.finding({
      message: '`tasks/result` for a task that was cancelled was not answered.',
      expected: 'a result or an error',
      actual: `nothing in ${gaveUp.after} ms`,
      seq: [gaveUp.seq, request.seq, end.seq],
    });
  }
};

/** The task was seen to go on after the answer: asked about later, it was open. */
const blocks: Check = (view, sink) => {
  for (const { call, id } of retrievals(view)) {
    const { response, request } = call;
    if (response === undefined) continue;
    const history = historyOf(view, call.connection, id);
    const wasOpen = history.some((each) => each.seq < request.seq && isOpen(statusOf(each)));
    const later = history.filter(({ after }) => after > response.seq);
    const stillOpen = later.find((each) => isOpen(statusOf(each)));
    const wasOver = history.some((each) => each.seq < request.seq && !isOpen(statusOf(each)));
    if (wasOver || !wasOpen || later.length === 0) continue;
    sink.examined();
    if (stillOpen === undefined) continue;
    sink.finding({
      message: '`tasks/result` was answered before the task had ended.',
      expected: 'no answer while the task is working or needs input',
      actual: `an answer, and the status ${quote(statusOf(stillOpen))} after it`,
      seq: [response.seq, stillOpen.seq, request.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.result.final': (view, sink) => {
    outcomes('any', '`tasks/result` does not give what the call would have been answered with.')(view, sink);
    withheld(view, sink);
  },
  'tasks.result.original-type': originalType,
  'tasks.result.same-error': outcomes('error', '`tasks/result` does not give the error that the call ends in.'),
  'tasks.result.same-success': outcomes('result', '`tasks/result` fails, although the call ends in a result.'),
  'tasks.result.cancelled': cancelled,
  'tasks.result.blocks': blocks,
};

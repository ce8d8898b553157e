/** specification/tasks.md, cancelling. */
import type { Check, Checks } from '../engine/check.ts';
import { INTERNAL_ERROR } from '../engine/handled.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { staysAs } from './data.ts';
import { declaresTo } from './declared.ts';
import { flat } from './looking.ts';
import { INVALID_PARAMS, knowsCancel, METHOD_NOT_FOUND, repliedTo, seqOf, taskIdOf } from './readers.ts';
import { creationOf, endedBefore, historyOf, type Sighting, sightingIn, statusOf } from './sightings.ts';

/** The task as it was given later. */
const lookedAtAfter = (view: View, call: Call): Sighting | undefined =>
  historyOf(view, call.connection, taskIdOf(call)).find(
    (each) => each.after > (call.response?.seq ?? Number.POSITIVE_INFINITY) && statusOf(each) !== undefined,
  );

const terminalRejected: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/cancel')) {
    if (!declaresTo(view, call, 'cancel')) continue;
    const end = endedBefore(view, call.connection, taskIdOf(call), call.request.seq);
    const reply = repliedTo(view, call);
    if (end === undefined || reply === undefined) continue;
    // That the method is not known at all is a rule of its own.
    const isOfMethod = call.response === undefined || errorCode(call) === METHOD_NOT_FOUND;
    if (isOfMethod && !knowsCancel(view)) continue;
    // A server whose store was down for a moment may have known nothing of the task: it is asked once more.
    if (errorCode(call) === INTERNAL_ERROR && lookedAtAfter(view, call) === undefined) continue;
    sink.examined();
    if (errorCode(call) === INVALID_PARAMS) continue;
    sink.finding({
      message: `The cancellation of a task that was ${String(statusOf(end))} is not rejected as it must be.`,
      expected: 'an error with the code -32602 (Invalid params)',
      actual: reply.words,
      seq: [reply.seq, call.request.seq, end.seq],
    });
  }
};

/** Cancellations that were accepted, of tasks that had been handed out and not ended before. */
const accepted = (view: View): readonly Call[] =>
  view
    .callsTo('tasks/cancel')
    .filter(
      (call) =>
        call.result !== undefined &&
        creationOf(view, call, taskIdOf(call)) !== undefined &&
        endedBefore(view, call.connection, taskIdOf(call), call.request.seq) === undefined,
    );

const cancelledFirst: Check = (view, sink) => {
  for (const call of accepted(view)) {
    const answer = sightingIn(view, call);
    // An answer that says nothing of a status is another rule's business: what the task became is seen later.
    const saysNothing = answer === undefined || statusOf(answer) === undefined;
    const telling = saysNothing ? lookedAtAfter(view, call) : answer;
    if (telling === undefined) continue;
    sink.examined();
    if (statusOf(telling) === 'cancelled') continue;
    sink.finding({
      message: 'A task is not yet cancelled when its cancellation is answered.',
      expected: 'the status "cancelled"',
      actual: `the status ${quote(statusOf(telling))}`,
      seq: [telling.seq, ...seqOf(call)],
    });
  }
};

/** Connection and token → its progress notifications. */
const progress = remembered((view) =>
  groupBy(
    notificationsOf(view, 'notifications/progress'),
    ({ connection, value }) => `${connection} ${JSON.stringify(at(value, 'params', 'progressToken'))}`,
  ),
);

/** Work that told how far it is before it was cancelled, and still does after that. */
const stopsWork: Check = (view, sink) => {
  for (const call of accepted(view)) {
    const { connection, response } = call;
    const origin = creationOf(view, call, taskIdOf(call))?.call;
    const token = origin?.meta.progressToken;
    if (origin === undefined || token === undefined || response === undefined) continue;
    const reports = progress(view).get(`${connection} ${JSON.stringify(token)}`) ?? [];
    if (!reports.some(({ seq }) => seq < response.seq)) continue;
    // What was on its way already may come a little later. What comes when a later question has been answered was sent later.
    const next = view.calls.find(
      (each) => each.connection === connection && each.request.seq > response.seq && each.response !== undefined,
    );
    if (next?.response === undefined) continue;
    const since = next.response.seq;
    const late = reports.filter(({ seq }) => seq > since).at(-1);
    sink.examined();
    if (late === undefined) continue;
    sink.finding({
      message: 'The work of a task goes on after it was cancelled.',
      expected: 'no progress any more',
      actual: `\`progress\` ${quote(at(late.value, 'params', 'progress'))}`,
      seq: [late.seq, ...seqOf(call)],
    });
  }
};

export const checks: Checks = {
  'tasks.cancel.flat': flat('tasks/cancel'),
  'tasks.cancel.terminal-rejected': terminalRejected,
  'tasks.cancel.cancelled-first': cancelledFirst,
  'tasks.cancel.stays-cancelled': staysAs(['cancelled'], 'A task that was cancelled has another status later.'),
  'tasks.cancel.stops-work': stopsWork,
};

/** specification/tasks.md, looking at a task. */
import type { Check, Checks } from '../engine/check.ts';
import { isSuccess } from '../engine/exchange.ts';
import { canonical, isObject, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { tasksTo } from './declared.ts';
import { answerWords, created, isJudged, METHOD_NOT_FOUND, seqOf, taskIdOf } from './readers.ts';
import { creationOf, historyOf, isTask, wasKept } from './sightings.ts';

/** That it hands out tasks is what any kind of request in `tasks.requests` says. */
const promisesTasks = (view: View, call: Call): boolean => {
  const requests = member(tasksTo(view, call), 'requests');
  return isObject(requests) && Object.values(requests).some((kind) => canonical(kind) !== '{}');
};

/** Connections on which a task was handed out, declared or not. */
const hasCreated = remembered((view) => new Set(created(view).map(({ call }) => call.connection)));

/** Whether the method gave anything: an unknown task may be called an unknown method, and so may what a task ended in. */
const isKnown = (view: View, method: string): boolean =>
  view.callsTo(method).some(({ result }) => result !== undefined);

/** A task that was given before may be gone by now, and that is another rule's business. */
const wasGiven = (view: View, call: Call): boolean =>
  historyOf(view, call.connection, taskIdOf(call)).some(({ place }) => place === 'tasks/get');

const answered: Check = (view, sink) => {
  for (const method of ['tasks/get', 'tasks/result'] as const) {
    const known = isKnown(view, method);
    for (const call of view.callsTo(method)) {
      const isPromised = promisesTasks(view, call);
      if ((!isPromised && !hasCreated(view).has(call.connection)) || !isJudged(view, call)) continue;
      const isOurs = creationOf(view, call, taskIdOf(call)) !== undefined;
      const isUnknown = errorCode(call) === METHOD_NOT_FOUND && !known;
      // An error of `tasks/result` may be what the task ended in.
      const isRefused =
        method === 'tasks/get' && isOurs && call.error !== undefined && !wasGiven(view, call) && wasKept(view, call);
      if (!isOurs && !isUnknown) continue;
      sink.examined();
      if (!isUnknown && !isRefused) continue;
      sink.finding({
        message: isUnknown
          ? `The server ${isPromised ? 'declares' : 'hands out'} tasks, but does not know \`${method}\`.`
          : 'A task that was just handed out is not given.',
        expected: method === 'tasks/get' ? 'the task' : 'the outcome of the task',
        actual: answerWords(call),
        seq: [...seqOf(call)],
      });
    }
  }
};

/** The members of the task stand in the result itself. */
export const flat =
  (method: 'tasks/get' | 'tasks/cancel'): Check =>
  (view, sink) => {
    for (const call of view.callsTo(method)) {
      const { result } = call;
      if (result === undefined) continue;
      sink.examined();
      if (isTask(result)) continue;
      sink.finding({
        message: isTask(member(result, 'task'))
          ? `The result of \`${method}\` wraps the task.`
          : `The result of \`${method}\` is no task.`,
        expected: '`taskId`, `status` and the other members in the result itself',
        actual: quote(result),
        seq: [...seqOf(call)],
      });
    }
  };

const noStream: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/get')) {
    const { exchange } = call;
    if (exchange?.response === undefined || !isSuccess(exchange) || call.response === undefined) continue;
    sink.examined();
    // A stream that also brings something else was opened for that.
    const messages = exchange.sse.filter(({ text }) => text !== '').length;
    if (exchange.mediaType !== 'text/event-stream' || messages > 1) continue;
    sink.finding({
      message: '`tasks/get` was answered by an event stream.',
      expected: 'the content type application/json',
      actual: 'the content type text/event-stream',
      seq: [exchange.response.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.get.answered': answered,
  'tasks.get.flat': flat('tasks/get'),
  'tasks.http.no-stream-for-get': noStream,
};

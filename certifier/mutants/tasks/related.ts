/** specification/tasks.md, messages that belong to a task. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { chain, onNotification, onResult } from '../engine/change.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';
import {
  insteadOfError,
  insteadOfResult,
  known,
  onLook,
  relatedIn,
  remembers,
  withoutRelated,
  withRelated,
} from './told.ts';

const unrelated = (method: string): Mutant =>
  onNotification(method, (notification) =>
    isObject(notification.params) ? { ...notification, params: withoutRelated(notification.params) } : undefined,
  );

export const mutants: Mutants = {
  /** A result does not say whose it is. */
  'tasks.related.result-includes': onResult('tasks/result', withoutRelated),

  /** Progress and log messages do not say whose they are. */
  'tasks.related.all-messages': chain(unrelated('notifications/progress'), unrelated('notifications/message')),

  /** What the metadata say counts, where they say something. */
  'tasks.related.parameter-counts': chain(
    remembers,
    onLook((task, { params }, memo) => {
      const taskId = relatedIn(params);
      if (typeof taskId !== 'string' || taskId === params.taskId) return undefined;
      return { ...(known(taskId, memo)?.task ?? task), status: task.status ?? 'completed', taskId };
    }),
  ),

  /** A task says twice which it is. */
  'tasks.related.receiver-omits': onLook((task) => withRelated(task, task.taskId)),
};

/** The task that the metadata of a request name, where its parameter names another. */
const otherIn = (params: JsonObject): string | undefined => {
  const taskId = relatedIn(params);
  return typeof taskId === 'string' && taskId !== params.taskId ? taskId : undefined;
};

export const further: Further = {
  'tasks.related.parameter-counts': {
    'no result is given where the metadata name another task': {
      fixture: true,
      mutant: insteadOfResult(
        ({ method, params }) => method === 'tasks/result' && otherIn(params) !== undefined,
        () => ({ code: -32602, message: 'Two tasks are named' }),
      ),
    },
    'the result is that of the task that the metadata name': {
      fixture: true,
      mutant: onResult('tasks/result', (result, { params }) => {
        const taskId = otherIn(params);
        return taskId === undefined ? undefined : withRelated(result, taskId);
      }),
    },
    'what the metadata name is taken for what should be cancelled': {
      fixture: true,
      mutant: chain(
        remembers,
        insteadOfError(
          ({ method, params }) => method === 'tasks/cancel' && otherIn(params) !== undefined,
          (_, { params }, memo) => known(otherIn(params), memo)?.task,
        ),
      ),
    },
  },
};

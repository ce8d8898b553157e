/** specification/progress.md, the progress of tasks. */
import { isObject } from '../../judge/engine/json.ts';
import { stream } from '../engine/answer.ts';
import { chain, onNotification, onResult } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { furtherProgress, remembersProgress } from '../tasks/progress.ts';
import { relatedIn } from '../tasks/told.ts';

export const mutants: Mutants = {
  /** Once there is a task, its id is the token of all that it does. */
  'progress.task.same-token': onNotification('notifications/progress', (notification) => {
    const { params } = notification;
    const taskId = relatedIn(params);
    if (!isObject(params) || typeof taskId !== 'string') return undefined;
    return { ...notification, params: { ...params, progressToken: taskId } };
  }),

  /** Who fetches a result again hears that the task is one step further. */
  'progress.task.stops': chain(
    remembersProgress,
    // What is cancelled has no result: that its work goes on is another fault.
    onResult('tasks/result', (_, { params }, memo) => {
      memo[`over:${params.taskId}`] = true;
      return undefined;
    }),
    stream(
      ({ method, params }, memo) => method === 'tasks/result' && memo[`over:${params.taskId}`] === true,
      furtherProgress,
    ),
  ),
};

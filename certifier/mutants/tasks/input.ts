/** specification/tasks.md, tasks that need something of their requestor. */
import { isObject } from '../../judge/engine/json.ts';
import { chain, onMessage } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { onLook, onTask, untold, withoutRelated } from './told.ts';

export const mutants: Mutants = {
  /** A task that waits for its requestor looks like one that works. */
  'tasks.input.entered': onTask((task) =>
    task.status === 'input_required' ? { ...task, status: 'working' } : undefined,
  ),

  /** What was needed has come, and the task still says that it waits. */
  'tasks.input.left': chain(
    untold('working', 'completed'),
    onLook((task, _, memo) => {
      const key = `waited:${task.taskId}`;
      if (task.status === 'input_required') memo[key] = true;
      return memo[key] === true ? { ...task, status: 'input_required' } : undefined;
    }),
  ),

  /** A question does not say for which task it is. */
  'tasks.related.input-request': onMessage((message) =>
    'method' in message && 'id' in message && isObject(message.params)
      ? { ...message, params: withoutRelated(message.params) }
      : undefined,
  ),
};

/** specification/tasks.md, how long tasks are kept, and who gets to see them. */
import { at, type JsonObject } from '../../judge/engine/json.ts';
import { chain, onResult, without } from '../engine/change.ts';
import { isFirstPage } from '../engine/faults.ts';
import type { Mutants } from '../engine/mutant.ts';
import { insteadOfError, known, onHandedOut, onLook, onTask, remembers } from './told.ts';

const wishKey = (taskId: unknown): string => `wish:${taskId}`;

export const mutants: Mutants = {
  /** The lifetime is told as text. */
  'tasks.ttl.actual': onLook((task) => ({ ...task, ttl: `${task.ttl} ms` })),

  /** Whoever asks for thirty years gets them. */
  'tasks.resources.max-ttl': chain(
    onHandedOut((task, { params }, memo) => {
      memo[wishKey(task.taskId)] = at(params.task, 'ttl');
      return undefined;
    }),
    onTask((task, memo) => {
      const wish = memo[wishKey(task.taskId)];
      return typeof wish === 'number' ? { ...task, ttl: wish } : undefined;
    }),
  ),

  /** Nobody removes what has expired. */
  'tasks.resources.cleanup': chain(
    remembers,
    insteadOfError(
      ({ method }) => method === 'tasks/get',
      (_, { params }, memo) => known(params.taskId, memo)?.task,
    ),
  ),

  /** The tasks of one are listed for all. */
  'tasks.auth.no-anonymous-list': onResult('tasks/list', (result, asked, memo) => {
    if (asked.connection === 1) {
      if (isFirstPage(asked)) memo.listed = without(result, 'nextCursor');
      return undefined;
    }
    return isFirstPage(asked) ? (memo.listed as JsonObject | undefined) : undefined;
  }),
};

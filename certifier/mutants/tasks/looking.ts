/** specification/tasks.md, looking at a task. */
import { refuse, stream } from '../engine/answer.ts';
import type { Mutants } from '../engine/mutant.ts';
import { onLook } from './told.ts';

export const mutants: Mutants = {
  /** A task is handed out, and nobody can be asked about it. */
  'tasks.get.answered': refuse('tasks/get', { code: -32601, message: 'Method not found' }),

  /** The task stands in a member of its own, as where it was handed out. */
  'tasks.get.flat': onLook((task) => ({ task })),

  /** Each look opens a stream. */
  'tasks.http.no-stream-for-get': stream('tasks/get'),
};

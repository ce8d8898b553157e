/** specification/tasks.md, cancelling. */
import { stream } from '../engine/answer.ts';
import { chain, onError, onResult } from '../engine/change.ts';
import type { Further, Memo, Mutants } from '../engine/mutant.ts';
import { refusedByStatus } from '../engine/wordless.ts';
import { furtherProgress, remembersProgress } from './progress.ts';
import { known, onLook, remembers, untold } from './told.ts';

const CANCEL = 'tasks/cancel';

const ENDED: ReadonlySet<unknown> = new Set(['completed', 'failed', 'cancelled']);
const isCancelled = (taskId: unknown, memo: Memo): boolean => known(taskId, memo)?.task.status === 'cancelled';

export const mutants: Mutants = {
  /** The task stands in a member of its own, as where it was handed out. */
  'tasks.cancel.flat': onResult(CANCEL, (task) => ({ task })),

  /** What has ended cannot be cancelled, which is said by another code. */
  'tasks.cancel.terminal-rejected': chain(
    remembers,
    onError(
      (error, { params }, memo) => (known(params.taskId, memo) === undefined ? undefined : { ...error, code: -32600 }),
      CANCEL,
    ),
  ),

  /** The work goes on, and so does what is told of it. */
  'tasks.cancel.stops-work': chain(
    remembers,
    remembersProgress,
    stream(
      ({ method, params }, memo) => method === 'tasks/result' && isCancelled(params.taskId, memo),
      furtherProgress,
    ),
  ),

  /** The answer comes first, and the task is cancelled afterwards. */
  'tasks.cancel.cancelled-first': chain(
    untold('cancelled'),
    onResult(CANCEL, (task) => ({ ...task, status: 'working' })),
  ),

  /** Work that could not be stopped sets its task to completed when it is done. */
  'tasks.cancel.stays-cancelled': onLook((task) =>
    task.status === 'cancelled' ? { ...task, status: 'completed' } : undefined,
  ),
};

export const further: Further = {
  /** It was done, and nothing is left to say. */
  'tasks.cancel.flat': {
    'the answer is empty, as other confirmations are': { fixture: true, mutant: onResult(CANCEL, () => ({})) },
  },
  'tasks.cancel.terminal-rejected': {
    'a status says that it is over': {
      over: 'streamable-http',
      mutant: chain(
        remembers,
        refusedByStatus(
          ({ method, params }, memo) => method === CANCEL && ENDED.has(known(params.taskId, memo)?.task.status),
        ),
      ),
    },
  },
};

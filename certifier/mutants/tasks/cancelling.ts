/** specification/tasks.md, cancelling. */
import { at, type JsonObject } from '../../judge/engine/json.ts';
import { stream } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onError, onMessage, onResult } from '../engine/change.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { asTask, known, onLook, relatedIn, remembers, untold, withRelated } from './told.ts';

const CANCEL = 'tasks/cancel';
const PROGRESS = 'notifications/progress';

const isCancelled = (taskId: unknown, memo: Memo): boolean => known(taskId, memo)?.task.status === 'cancelled';

/** Remembers how far each task has come, and the token by which that is told. */
const remembersProgress: Mutant = chain(
  onResult(asTask, (result, { params }, memo) => {
    memo[`token:${at(result.task, 'taskId')}`] = at(params, '_meta', 'progressToken');
    return undefined;
  }),
  onMessage((message, { memo }) => {
    if (message.method === PROGRESS) memo[`progress:${relatedIn(message.params)}`] = at(message.params, 'progress');
    return undefined;
  }),
);

function furtherProgress({ params }: Asked, memo: Memo): readonly JsonObject[] {
  const progressToken = memo[`token:${params.taskId}`];
  if (typeof progressToken !== 'string' && typeof progressToken !== 'number') return [];
  const progress = Number(memo[`progress:${params.taskId}`] ?? 0) + 1;
  memo[`progress:${params.taskId}`] = progress;
  const told = withRelated({ progressToken, progress }, params.taskId);
  return [{ jsonrpc: '2.0', method: PROGRESS, params: told }];
}

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

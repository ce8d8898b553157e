/** The progress of tasks, as mutants remember it and go on with it. */
import { at, type JsonObject } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onMessage, onResult } from '../engine/change.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';
import { asTask, relatedIn, withRelated } from './told.ts';

const PROGRESS = 'notifications/progress';

/** Remembers how far each task has come, and the token by which that is told. */
export const remembersProgress: Mutant = chain(
  onResult(asTask, (result, { params }, memo) => {
    memo[`token:${at(result.task, 'taskId')}`] = at(params, '_meta', 'progressToken');
    return undefined;
  }),
  onMessage((message, { memo }) => {
    if (message.method === PROGRESS) memo[`progress:${relatedIn(message.params)}`] = at(message.params, 'progress');
    return undefined;
  }),
);

/** One step more of the task that this request names, where somebody wants to be told. */
export function furtherProgress({ params }: Asked, memo: Memo): readonly JsonObject[] {
  const progressToken = memo[`token:${params.taskId}`];
  if (typeof progressToken !== 'string' && typeof progressToken !== 'number') return [];
  const progress = Number(memo[`progress:${params.taskId}`] ?? 0) + 1;
  memo[`progress:${params.taskId}`] = progress;
  const told = withRelated({ progressToken, progress }, params.taskId);
  return [{ jsonrpc: '2.0', method: PROGRESS, params: told }];
}

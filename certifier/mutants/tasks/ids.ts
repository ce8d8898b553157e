/** Ids that are others than the server gave: what is asked about them is answered from what is known of the tasks. */
import { at, isObject, type JsonObject } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onResponse, without } from '../engine/change.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';
import { known, onHandedOut, onTask, plainAnswer, remembers, withRelated } from './told.ts';

const aliasKey = (taskId: unknown): string => `alias:${JSON.stringify(taskId)}`;
const realKey = (alias: unknown): string => `real:${JSON.stringify(alias)}`;

/** What is answered about a task that the server knows by another id; it is over by now. */
function answered({ method, params }: Asked, message: JsonObject, memo: Memo): JsonObject | undefined {
  const { taskId } = params;
  const real = memo[realKey(taskId)];
  const task = known(real, memo)?.task;
  const plain = plainAnswer(real, memo);
  if (real === undefined || task === undefined) return undefined;
  const over = { code: -32602, message: 'The task is over already' };
  if (method === 'tasks/cancel') return { ...message, error: over };
  if (method === 'tasks/get')
    return { ...without(message, 'error'), result: { ...task, taskId: taskId ?? null, status: 'completed' } };
  if (method !== 'tasks/result' || !isObject(plain?.result)) return undefined;
  return { ...without(message, 'error'), result: withRelated(plain.result, taskId) };
}

/** Tasks get the ids that are made for them here. */
const renamed = (make: (asked: Asked, memo: Memo) => string | undefined): Mutant =>
  chain(
    remembers,
    onHandedOut((task, asked, memo) => {
      const alias = make(asked, memo);
      if (alias === undefined) return undefined;
      memo[aliasKey(task.taskId)] = alias;
      memo[realKey(alias)] = task.taskId;
      return undefined;
    }),
    onTask((task, memo) => {
      const alias = memo[aliasKey(task.taskId)];
      return typeof alias === 'string' ? { ...task, taskId: alias } : undefined;
    }),
    onResponse(['tasks/get', 'tasks/result', 'tasks/cancel'], (message, asked, memo) =>
      isObject(message.error) ? answered(asked, message, memo) : undefined,
    ),
  );

/** Whoever suggests an id gets it. */
export const suggestedIds = renamed(({ params }) => {
  const suggested = at(params.task, 'taskId');
  return typeof suggested === 'string' ? suggested : undefined;
});

/** Tools whose tasks ask back, fail or take long: what is answered about these is not known beforehand. */
const EVENTFUL: readonly unknown[] = ['slow_compute', 'confirm_delete', 'failing_job', 'protocol_error_job'];
const LASTING_MS = 60_000;

/** Tasks are numbered: all that are kept for a while and end as their tool always does. */
export const guessableIds = renamed(({ params }, memo) => {
  const ttl = at(params.task, 'ttl');
  if (EVENTFUL.includes(params.name) || (typeof ttl === 'number' && ttl < LASTING_MS)) return undefined;
  const count = Number(memo.count ?? 1000) + 1;
  memo.count = count;
  return `job-${count}`;
});

/** specification/tasks.md, the data of a task. */
import { at, type JsonObject } from '../../judge/engine/json.ts';
import { once, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { onHandedOut, onLook, onStatusTold, withRelated } from './told.ts';
import { guessableIds, suggestedIds } from './ids.ts';

/** A number that stands for this id. */
const numberOf = (id: unknown): number => [...String(id)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1e9, 7);

/** A moment as people write it, without a zone. */
const local = (moment: unknown): string => String(moment).replace('T', ' ').replace(/\..*$|Z$/, '');

export const mutants: Mutants = {
  /** What is handed out does not say when it changed. */
  'tasks.task.members': onHandedOut((task) => without(task, 'lastUpdatedAt')),

  /** A change is told as a change. */
  'tasks.status.full-state': onStatusTold(({ taskId, status }) => ({ taskId, status }) as JsonObject),

  /** A change says twice whose it is. */
  'tasks.status.no-related-metadata': onStatusTold((task) => withRelated(task, task.taskId)),

  /** The id is the number of a row. */
  'tasks.id.string': onHandedOut((task) => ({ ...task, taskId: numberOf(task.taskId) })),

  /** Whoever suggests an id gets it. */
  'tasks.id.receiver-generated': suggestedIds,

  /** The same call is the same task. */
  'tasks.id.unique': onHandedOut((task, { params }, memo) => {
    const key = `first:${JSON.stringify([params.name, at(params.task, 'ttl')])}`;
    const first = memo[key];
    memo[key] ??= task;
    return first !== undefined && once(memo, 'doubled') ? (first as JsonObject) : undefined;
  }),

  'tasks.auth.secure-ids': guessableIds,

  /** A word that is none of the five. */
  'tasks.status.values': onLook((task) => (task.status === 'completed' ? { ...task, status: 'done' } : undefined)),

  'tasks.task.created-at': onLook((task) => ({ ...task, createdAt: local(task.createdAt) })),
  'tasks.task.last-updated-at': onLook((task) => ({ ...task, lastUpdatedAt: local(task.lastUpdatedAt) })),

  /** What is quick is over when it is handed out. */
  'tasks.lifecycle.begins-working': onHandedOut((task, _, memo) =>
    once(memo, 'over') ? { ...task, status: 'completed' } : undefined,
  ),

  /** A task that had succeeded has failed when it is looked at again. */
  'tasks.lifecycle.terminal-final': onLook((task, _, memo) => {
    const key = `ended:${task.taskId}`;
    const ended = memo[key] === true;
    memo[key] = task.status === 'completed';
    if (!ended) return undefined;
    memo[key] = true;
    return { ...task, status: 'failed' };
  }),
};

/** specification/tasks.md, the data of a task. */
import type { JsonObject } from '../../judge/engine/json.ts';
import { chain, once, without } from '../engine/change.ts';
import type { Further, Liberties, Mutants } from '../engine/mutant.ts';
import { guessableIds, suggestedIds } from './ids.ts';
import { onHandedOut, onLook, onStatusTold, onTask, untold, withRelated } from './told.ts';

/** A number that stands for this id. */
const numberOf = (id: unknown): number =>
  [...String(id)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1e9, 7);

/** A moment as people write it, without a zone. */
const local = (moment: unknown): string =>
  String(moment)
    .replace('T', ' ')
    .replace(/\..*$|Z$/, '');

export const mutants: Mutants = {
  /** What is handed out does not say when it changed. */
  'tasks.task.members': onHandedOut((task) => without(task, 'lastUpdatedAt')),

  /** A change is told as a change. */
  'tasks.status.full-state': onStatusTold(({ taskId, status }) => ({ taskId, status }) as JsonObject),

  /** A change says twice whose it is. */
  'tasks.status.no-related-metadata': onStatusTold((task) => withRelated(task, task.taskId)),

  /** The id is the number of a row. */
  'tasks.id.string': onHandedOut((task, _, memo) =>
    once(memo, 'numbered') ? { ...task, taskId: numberOf(task.taskId) } : undefined,
  ),

  /** Whoever suggests an id gets it. */
  'tasks.id.receiver-generated': suggestedIds,

  /** Calls that come at the same moment are one task. */
  'tasks.id.unique': chain(
    untold('completed'),
    onLook((_, __, memo) => {
      memo.before = undefined;
      return undefined;
    }),
    onHandedOut((task, { params }, memo) => {
      const before = memo.before as JsonObject | undefined;
      memo.before = { tool: params.name ?? null, task };
      const isSame = before !== undefined && before.tool === params.name;
      return isSame && once(memo, 'doubled') ? (before.task as JsonObject) : undefined;
    }),
  ),

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
    return { ...task, status: 'failed', statusMessage: 'The work failed' };
  }),
};

const HOUR_MS = 3_600_000;

export const liberties: Liberties = {
  /** No task says how often to look. */
  'tasks.poll.interval-optional': onTask((task) => without(task, 'pollInterval')),

  /** Every task is kept for an hour, whatever was wished for. */
  'tasks.ttl.may-override': onTask((task) => ({ ...task, ttl: HOUR_MS })),

  /** Of a success nothing is told. */
  'tasks.status.may-send': untold('completed'),
};

export const further: Further = {
  'tasks.task.last-updated-at': {
    'the time of the beginning is told to the end': {
      mutant: onTask((task) => ({ ...task, lastUpdatedAt: task.createdAt ?? null })),
    },
  },
};

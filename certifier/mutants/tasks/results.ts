/** specification/tasks.md, the results of tasks. */
import { at, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { chain, onError, onResult, without } from '../engine/change.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { silentTo } from '../engine/wordless.ts';
import { insteadOfResult, known, onLook, remembers, untold } from './told.ts';

const RESULT = 'tasks/result';

const statusOf = (taskId: unknown, memo: Memo): unknown => known(taskId, memo)?.task.status;
/** Who waits for the result of a task that is told to have ended so waits for ever. */
const silentOn = (...statuses: readonly unknown[]): Mutant =>
  chain(
    remembers,
    silentTo(({ method, params }, memo) => method === RESULT && statuses.includes(statusOf(params.taskId, memo))),
  );

const looksIn = (memo: Memo): number => Number(memo.looks ?? 0);
const listedKey = ({ taskId }: JsonObject): string => `listed:${JSON.stringify(taskId)}`;
const isListed = (task: JsonObject, memo: Memo): boolean => memo[listedKey(task)] === true;
/** Whether it is the task whose result comes early, and is still said to be working: at two looks. */
const isBefore = ({ taskId }: JsonObject, memo: Memo): boolean => taskId === memo.early && looksIn(memo) <= 1;

export const mutants: Mutants = {
  /** What the tool said is followed by what the server says of it. */
  'tasks.result.final': onResult(RESULT, (result) => ({
    ...result,
    content: [...objectsIn(result.content), { type: 'text', text: 'This was run as a task.' }],
  })),

  /** The outcome stands in a member of its own. */
  'tasks.result.original-type': onResult(RESULT, (result) =>
    result.isError === true ? undefined : { outcome: without(result, '_meta'), _meta: result._meta ?? {} },
  ),

  /** Whatever went wrong, the task failed. */
  'tasks.result.same-error': chain(
    remembers,
    onError(
      (error, { params }, memo) =>
        known(params.taskId, memo) !== undefined && known(params.taskId, memo)?.task.status !== 'cancelled'
          ? { ...error, code: -32000, message: 'The task failed' }
          : undefined,
      RESULT,
    ),
  ),

  /** A tool that says that it failed has failed. */
  'tasks.result.same-success': insteadOfResult(
    ({ method }) => method === RESULT,
    ({ isError, content }) =>
      isError === true ? { code: -32603, message: String(at(objectsIn(content)[0], 'text')) } : undefined,
  ),

  'tasks.result.cancelled': silentOn('cancelled'),

  /** A result is there before its task has ended, for whoever asks. */
  'tasks.result.blocks': chain(
    untold('completed'),
    onLook((task, _, memo) => {
      if (task.status === 'completed' && !isListed(task, memo)) memo.early ??= task.taskId;
      if (!isBefore(task, memo)) return undefined;
      memo.looks = looksIn(memo) + 1;
      return { ...task, status: 'working' };
    }),
    // The list says the same as a look, and of no task that it has ended before a look says that it has not.
    onResult('tasks/list', (result, _, memo) => ({
      ...result,
      tasks: objectsIn(result.tasks).map((task) => {
        if (isBefore(task, memo)) return { ...task, status: 'working' };
        if (task.status === 'completed') memo[listedKey(task)] = true;
        return task;
      }),
    })),
  ),
};

export const further: Further = {
  'tasks.result.final': {
    'what a task has ended in is never given': { fixture: true, mutant: silentOn('completed', 'failed') },
  },
};

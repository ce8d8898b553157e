/** specification/tasks.md, the results of tasks. */
import { at, isObject, type JsonObject, objectsIn, parse } from '../../judge/engine/json.ts';
import { askedFor, askedIn, remember } from '../engine/asked.ts';
import { chain, onError, onResult, without } from '../engine/change.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { insteadOfResult, known, onLook, remembers, untold } from './told.ts';

const RESULT = 'tasks/result';

/** Who waits for the result of a task that was cancelled waits for ever. */
const silentOnCancelled: Mutant = (event, memo) => {
  remember(event, memo);
  if (event.direction !== 'received') return [event];
  const message = 'text' in event ? parse(event.text ?? '') : undefined;
  const asked =
    askedIn(event, memo) ?? (isObject(message) && 'id' in message ? askedFor(event, message, memo) : undefined);
  if (asked?.method !== RESULT) return [event];
  return known(asked.params.taskId, memo)?.task.status === 'cancelled' ? [] : [event];
};

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

  'tasks.result.cancelled': chain(remembers, silentOnCancelled),

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

/** specification/tasks.md, tasks that fail, and what is said of those that do not exist. */
import { at } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onError, without } from '../engine/change.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { refusedByStatus, silentTo } from '../engine/wordless.ts';
import { known, onLook, onTask, plainAnswer, remembers } from './told.ts';

/** Tasks whose tool answers like this in the plain way are told of as completed. */
const completedIf = (isMeant: (taskId: unknown, memo: Memo) => boolean): Mutant =>
  chain(
    remembers,
    onTask((task, memo) =>
      task.status === 'failed' && isMeant(task.taskId, memo) ? { ...task, status: 'completed' } : undefined,
    ),
  );

/** Whether the tool of this task breaks down, so that it ends in an error. */
const breaksDown = (taskId: unknown, memo: Memo): boolean => at(plainAnswer(taskId, memo), 'error') !== undefined;

export const mutants: Mutants = {
  /** A task that is not there breaks the server. */
  'tasks.error.unknown-task': onError((error) => ({ ...error, code: -32603 }), 'tasks/get'),

  /** The error says what its code says. */
  'tasks.error.informative': onError((error) => ({ ...error, message: 'Invalid params' }), 'tasks/get'),

  /** What broke down is over, and so it is completed. */
  'tasks.failed.on-error': completedIf(breaksDown),

  /** A tool that says that it failed has answered, and so its task is completed. */
  'tasks.failed.tool-is-error': completedIf(
    (taskId, memo) => at(plainAnswer(taskId, memo), 'result', 'isError') === true,
  ),

  /** That it failed is all that is said. */
  'tasks.failed.status-message': onLook((task) =>
    task.status === 'failed' ? without(task, 'statusMessage') : undefined,
  ),
};

const isUnknown =
  (about: string) =>
  ({ method, params }: Asked, memo: Memo): boolean =>
    method === about && known(params.taskId, memo) === undefined;

export const further: Further = {
  'tasks.error.unknown-task': {
    'its result is waited for': { mutant: chain(remembers, silentTo(isUnknown('tasks/result'))) },
    'a status says that it is not there': {
      over: 'streamable-http',
      fixture: true,
      probe: 'tasks.run',
      mutant: chain(remembers, refusedByStatus(isUnknown('tasks/get'))),
    },
  },
  'tasks.failed.on-error': {
    'nobody catches what breaks down, and the task goes on': {
      mutant: chain(
        remembers,
        onTask((task, memo) =>
          task.status === 'failed' && breaksDown(task.taskId, memo)
            ? { ...without(task, 'statusMessage'), status: 'working' }
            : undefined,
        ),
        silentTo(({ method, params }, memo) => method === 'tasks/result' && breaksDown(params.taskId, memo)),
      ),
    },
  },
};

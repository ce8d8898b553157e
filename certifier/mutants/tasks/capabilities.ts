/** specification/tasks.md, capabilities. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import { chain, onError, onNotification, onResponse, onResult, without } from '../engine/change.ts';
import { undeclared } from '../engine/faults.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';
import { refusedByStatus } from '../engine/wordless.ts';
import { asTask, insteadOfError, insteadOfResult, STATUS } from './told.ts';

const NOT_FOUND = { code: -32601, message: 'Method not found' } as const;
const NO_SUCH_TASK = { code: -32602, message: 'There is no such task' } as const;

const onDeclared = (change: (tasks: JsonObject) => JsonObject): Mutant =>
  onResult('initialize', (result) => {
    const { capabilities } = result;
    if (!isObject(capabilities) || !isObject(capabilities.tasks)) return undefined;
    return { ...result, capabilities: { ...capabilities, tasks: change(capabilities.tasks) } };
  });
const notDeclared = (...names: readonly string[]): Mutant => onDeclared((tasks) => without(tasks, ...names));

const begun = (taskId: string): JsonObject => ({
  taskId,
  status: 'working',
  createdAt: '2026-11-22T12:00:00.000Z',
  lastUpdatedAt: '2026-11-22T12:00:00.000Z',
  ttl: 1000,
});

export const mutants: Mutants = {
  /** An operation that there is not is false. */
  'tasks.capability.objects': onDeclared((tasks) => ({ ...tasks, list: false })),

  /** Calls are run as tasks where it is asked for, and nothing says that they can be. */
  'tasks.capability.server-declares': chain(
    notDeclared('requests'),
    onResponse(asTask, (message, { id }) =>
      isObject(message.result) && isObject(message.result.task)
        ? undefined
        : { ...without(message, 'error'), result: { task: begun(`f3b6d0b2-94a5-4c0e-8b8d-${id}`) } },
    ),
  ),

  /** There are no tasks, and a call that speaks of one is malformed. */
  'tasks.receive.ignored-when-undeclared': chain(
    undeclared('tasks'),
    insteadOfResult(asTask, () => ({ code: -32602, message: 'Invalid params: task is not known' })),
  ),

  /** The list is declared, and its handler was forgotten. */
  'tasks.capability.list': refuse('tasks/list', NOT_FOUND),

  /** The list is there for those who guess. */
  'tasks.list.undeclared': chain(
    notDeclared('list'),
    insteadOfError(
      ({ method, params }) => method === 'tasks/list' && params.cursor === undefined,
      ({ code }) => (code === NOT_FOUND.code ? { tasks: [] } : undefined),
    ),
  ),

  /** Cancelling is declared, and its handler was forgotten. */
  'tasks.capability.cancel': chain(
    refuse('tasks/cancel', NOT_FOUND),
    onError(() => NOT_FOUND, 'tasks/cancel'),
  ),

  /** Cancelling is there for those who guess. */
  'tasks.cancel.undeclared': chain(
    notDeclared('cancel'),
    onError(({ code }) => (code === NOT_FOUND.code ? NO_SUCH_TASK : undefined), 'tasks/cancel'),
  ),

  /** Whoever wants a task gets what the tool says, as anybody does. */
  'tasks.capability.tools-call': chain(
    onNotification(STATUS, () => []),
    onResult(asTask, (result) => (isObject(result.task) ? { content: [{ type: 'text', text: 'Done' }] } : undefined)),
  ),
};

export const further: Further = {
  'tasks.receive.ignored-when-undeclared': {
    'the tool is told of a task, and says that it cannot be one': {
      mutant: chain(
        undeclared('tasks'),
        onResult(asTask, () => ({ content: [{ type: 'text', text: 'This tool is no task' }], isError: true })),
      ),
    },
  },
  'tasks.capability.list': {
    'no request for the list is a good one': {
      mutant: refuse(({ method, params }) => method === 'tasks/list' && params.cursor === undefined, {
        code: -32602,
        message: 'The page must be named',
      }),
    },
    'a status says that there is no list': {
      over: 'streamable-http',
      mutant: refusedByStatus(({ method, params }) => method === 'tasks/list' && params.cursor === undefined),
    },
  },
  'tasks.list.undeclared': {
    'a status says that there is none': {
      over: 'streamable-http',
      mutant: chain(
        notDeclared('list'),
        refusedByStatus(({ method }) => method === 'tasks/list'),
      ),
    },
  },
};

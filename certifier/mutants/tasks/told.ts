/** Tasks as a server tells of them: where their data stand, and what is known of them from what was told before. */
import { at, isObject, type Json, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { type Asked, any } from '../engine/asked.ts';
import { chain, onNotification, onResponse, onResult, without } from '../engine/change.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';

export const STATUS = 'notifications/tasks/status';
export const RELATED = 'io.modelcontextprotocol/related-task';
const OPERATIONS = ['tasks/get', 'tasks/cancel'];

/** Calls of tools as tasks, and in the plain way. */
export const asTask = ({ method, params }: Asked): boolean => method === 'tools/call' && isObject(params.task);
export const plainly = ({ method, params }: Asked): boolean => method === 'tools/call' && !isObject(params.task);

/** Changes the answers that hand out a task. */
export const onCreated = (change: (result: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined): Mutant =>
  onResult(asTask, (result, asked, memo) => (isObject(result.task) ? change(result, asked, memo) : undefined));

/** Changes the task in the answers that hand one out. */
export const onHandedOut = (change: (task: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined): Mutant =>
  onCreated((result, asked, memo) => {
    const task = change(result.task as JsonObject, asked, memo);
    return task === undefined ? undefined : { ...result, task };
  });

/** Changes what is answered to a look at a task. */
export const onLook = (change: (task: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined): Mutant =>
  onResult('tasks/get', change);

export const onStatusTold = (change: (task: JsonObject, memo: Memo) => JsonObject | undefined): Mutant =>
  onNotification(STATUS, (notification, memo) => {
    const params = isObject(notification.params) ? change(notification.params, memo) : undefined;
    return params === undefined ? undefined : { ...notification, params };
  });

/** Changes a task wherever its data appear. */
export const onTask = (change: (task: JsonObject, memo: Memo) => JsonObject | undefined): Mutant =>
  chain(
    onHandedOut((task, _, memo) => change(task, memo)),
    onResult(OPERATIONS, (task, _, memo) => change(task, memo)),
    onResult('tasks/list', (result, _, memo) => ({
      ...result,
      tasks: objectsIn(result.tasks).map((task) => change(task, memo) ?? task),
    })),
    onStatusTold(change),
  );

/** Nothing is told of changes that nobody asked about. */
export const untold = (...statuses: readonly string[]): Mutant =>
  onNotification(STATUS, ({ params }) => (statuses.includes(String(at(params, 'status'))) ? [] : undefined));

const keyOf = (taskId: unknown): string => `task:${JSON.stringify(taskId)}`;
const toolKey = (name: unknown): string => `plainly:${JSON.stringify(name)}`;

/** What is remembered of a task: its data as they were told last, and the tool that it runs. */
export interface Known {
  readonly task: JsonObject;
  readonly tool: unknown;
}

const note = (task: JsonObject, memo: Memo, tool?: unknown): undefined => {
  const key = keyOf(task.taskId);
  const before = memo[key] as Known | undefined;
  memo[key] = { task, tool: before?.tool ?? tool } satisfies Known;
  return undefined;
};

/** Remembers tasks, and what tools answer in the plain way. Comes before what looks back. */
export const remembers: Mutant = chain(
  onHandedOut((task, { params }, memo) => note(task, memo, params.name)),
  onResult(OPERATIONS, (task, _, memo) => note(task, memo)),
  onResponse(plainly, (message, { params }, memo) => {
    memo[toolKey(params.name)] = message;
    return undefined;
  }),
);

export const known = (taskId: unknown, memo: Memo): Known | undefined => memo[keyOf(taskId)] as Known | undefined;
/** What the tool of this task answers in the plain way. */
export const plainAnswer = (taskId: unknown, memo: Memo): JsonObject | undefined =>
  memo[toolKey(known(taskId, memo)?.tool)] as JsonObject | undefined;

/** The task that the metadata of this name. */
export const relatedIn = (holder: unknown): unknown => at(holder, '_meta', RELATED, 'taskId');
export const withRelated = (holder: JsonObject, taskId: Json | undefined): JsonObject => ({
  ...holder,
  _meta: { ...(isObject(holder._meta) ? holder._meta : {}), [RELATED]: { taskId: taskId ?? null } },
});
export const withoutRelated = (holder: JsonObject): JsonObject => {
  if (!isObject(holder._meta)) return holder;
  const _meta = without(holder._meta, RELATED);
  return Object.keys(_meta).length === 0 ? without(holder, '_meta') : { ...holder, _meta };
};

/** Answers as if nothing had been wrong: a result in the place of an error. */
export const insteadOfError = (
  which: (asked: Asked) => boolean,
  make: (error: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
): Mutant =>
  onResponse(any, (message, asked, memo) => {
    if (!isObject(message.error) || !which(asked)) return undefined;
    const result = make(message.error, asked, memo);
    return result === undefined ? undefined : { ...without(message, 'error'), result };
  });

/** Answers by an error, whatever was answered. */
export const insteadOfResult = (
  which: (asked: Asked) => boolean,
  make: (result: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
): Mutant =>
  onResponse(any, (message, asked, memo) => {
    if (!isObject(message.result) || !which(asked)) return undefined;
    const error = make(message.result, asked, memo);
    return error === undefined ? undefined : { ...without(message, 'result'), error };
  });

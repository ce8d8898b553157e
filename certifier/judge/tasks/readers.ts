/** What the rules of tasks look for. Each reader finds a situation, and says nothing about whether it is right. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import { at, canonical, isObject, type Json, type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { errorCode, listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { capabilitiesOn } from '../engine/session.ts';
import type { View } from '../engine/view.ts';

export const RELATED_TASK = 'io.modelcontextprotocol/related-task';
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;

export const tasksCapability = (view: View): JsonObject => {
  const tasks = view.capabilities.tasks;
  return isObject(tasks) ? tasks : {};
};
export const declaresOperation = (view: View, operation: 'list' | 'cancel'): boolean =>
  Object.hasOwn(tasksCapability(view), operation);

/** The capability `tasks` in the session of one request: another one may have been told of others. */
export const tasksTo = (view: View, { connection }: Call): Json | undefined =>
  member(capabilitiesOn(view, connection), 'tasks');

export function declaresTo(view: View, call: Call, operation: 'list' | 'cancel'): boolean {
  const tasks = tasksTo(view, call);
  return isObject(tasks) && Object.hasOwn(tasks, operation);
}

/** Whether requests like this one can be tasks in its session: `tools/call` by `tasks.requests.tools.call`. */
export const declaresRequest = (view: View, call: Call): boolean =>
  at(tasksTo(view, call), 'requests', ...call.method.split('/')) !== undefined;

/** The task that the metadata of a message names. */
export const relation = (holder: unknown): Json | undefined => at(holder, '_meta', RELATED_TASK);
export const relatedTask = (holder: unknown): Json | undefined => member(relation(holder), 'taskId');

export const nameOf = ({ params }: Call): Json | undefined => member(params, 'name');
export const taskIdOf = ({ params }: Call): Json | undefined => member(params, 'taskId');
export const seqOf = ({ request, response }: Call): readonly number[] =>
  response === undefined ? [request.seq] : [response.seq, request.seq];

/** What came back, for `actual`. */
export const answerWords = ({ error, result, response }: Call): string =>
  error !== undefined
    ? `an error with the code ${quote(error.code)}`
    : result !== undefined
      ? `the result ${quote(result)}`
      : response === undefined
        ? 'no answer'
        : 'an answer without a result';

/** It was carried as it should be and answered for what it says; an error has a code that can be read. */
export const isJudged = (view: View, call: Call): boolean =>
  call.response !== undefined &&
  (call.error === undefined || errorCode(call) !== undefined) &&
  isWellCarried(view, call) &&
  wasHeard(call);

/** Whether a cancellation was answered with a task, or refused for what it says. */
export const knowsCancel = remembered((view): boolean =>
  view
    .callsTo('tasks/cancel')
    .some((call) => isJudged(view, call) && (call.result !== undefined || errorCode(call) === INVALID_PARAMS)),
);

/** Name → the `taskSupport` with which the tool was listed, undefined for none; nothing where its listings differ. */
const supports = remembered((view): ReadonlyMap<unknown, ReadonlySet<unknown>> => {
  const found = new Map<unknown, Set<unknown>>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value } of items) {
      const name = member(value, 'name');
      found.set(name, (found.get(name) ?? new Set()).add(at(value, 'execution', 'taskSupport')));
    }
  }
  return found;
});

/** What the list says of this tool: `none` where it says nothing, undefined where the tool was not listed or said to be several things. */
export function supportOf(view: View, call: Call): unknown {
  const all = supports(view).get(nameOf(call));
  if (all?.size !== 1) return undefined;
  const [support] = all;
  return support === undefined ? 'none' : support;
}

const asksForTask = ({ params }: Call): boolean => isObject(member(params, 'task'));

export const callsAsTask = remembered((view): readonly Call[] =>
  view.callsTo('tools/call').filter((call) => asksForTask(call) && isJudged(view, call)),
);
export const plainCalls = remembered((view): readonly Call[] =>
  view.callsTo('tools/call').filter((call) => !Object.hasOwn(call.params, 'task') && isJudged(view, call)),
);

/** Calls with `task` that the server could run as a task by all that it declares, and accepted. */
export const acceptedAsTask = (view: View): readonly Call[] =>
  callsAsTask(view).filter(
    (call) =>
      declaresRequest(view, call) &&
      call.result !== undefined &&
      ['optional', 'required'].includes(String(supportOf(view, call))),
  );

export interface Created {
  readonly call: Call;
  readonly task: JsonObject;
  readonly id: Json | undefined;
}
/**
 * The handle that an answer holds. A result may have members of its own, so that where calls are no tasks by what is declared, the
 * `task` without an id beside the content of a tool is what the tool is about: an entry of somebody's calendar.
 */
export function handleIn(view: View, call: Call): JsonObject | undefined {
  const { result } = call;
  const task = member(result, 'task');
  if (!isObject(task)) return undefined;
  const isOfTool = Array.isArray(member(result, 'content')) && !Object.hasOwn(task, 'taskId');
  return isOfTool && !declaresRequest(view, call) ? undefined : task;
}

/** Answers that handed out a task. */
export const created = remembered((view): readonly Created[] =>
  callsAsTask(view).flatMap((call) => {
    const task = handleIn(view, call);
    return task === undefined ? [] : [{ call, task, id: member(task, 'taskId') }];
  }),
);

export type Place = 'created' | 'tasks/get' | 'tasks/cancel' | 'tasks/list' | 'notifications/tasks/status';

/** The data of a task, wherever they appear. */
export interface Sighting {
  readonly place: Place;
  readonly task: JsonObject;
  readonly id: Json | undefined;
  readonly connection: number;
  /** It was so at some time after this place … */
  readonly after: number;
  /** … and before this one, which is where it stands. */
  readonly seq: number;
}

/** The task in a result that should have its members itself: also where it was wrapped, which is another rule's business. */
const unwrapped = (result: JsonObject): JsonObject => {
  const inner = member(result, 'task');
  return isObject(inner) && !Object.hasOwn(result, 'taskId') ? inner : result;
};

export const sightings = remembered((view): readonly Sighting[] => {
  const found: Sighting[] = [];
  const add = (place: Place, { connection, request, response }: Call, task: JsonObject): void => {
    if (response === undefined) return;
    const id = member(task, 'taskId');
    found.push({ place, task, id, connection, after: request.seq, seq: response.seq });
  };
  for (const { call, task } of created(view)) add('created', call, task);
  for (const place of ['tasks/get', 'tasks/cancel'] as const) {
    for (const call of view.callsTo(place)) if (call.result !== undefined) add(place, call, unwrapped(call.result));
  }
  for (const call of view.callsTo('tasks/list')) {
    for (const task of objectsIn(member(call.result, 'tasks'))) add('tasks/list', call, task);
  }
  for (const { value, connection, seq } of statusNotifications(view)) {
    const task = member(value, 'params');
    if (!isObject(task)) continue;
    const id = member(task, 'taskId');
    found.push({ place: 'notifications/tasks/status', task, id, connection, after: seq, seq });
  }
  return found.sort((one, other) => one.seq - other.seq);
});

/** What a finding calls the place. */
export const placeWords = (place: Place): string =>
  place === 'created' ? 'the answer that handed it out' : `\`${place}\``;

export const statusNotifications = (view: View): readonly Message[] =>
  view.notifications.filter((message) => methodOf(message) === 'notifications/tasks/status');

const keyOf = (connection: number, id: Json): string => `${connection} ${canonical(id)}`;

/** Of each task what was answered about it, in order. A notification may have waited on its way, and is left out. */
const histories = remembered((view) =>
  groupBy(
    sightings(view).filter(({ place, id }) => place !== 'notifications/tasks/status' && id !== undefined),
    ({ connection, id }) => keyOf(connection, id as Json),
  ),
);
export const historyOf = (view: View, connection: number, id: Json | undefined): readonly Sighting[] =>
  id === undefined ? [] : (histories(view).get(keyOf(connection, id)) ?? []);
export const allHistories = (view: View): Iterable<readonly Sighting[]> => histories(view).values();

const bySeq = remembered(
  (view) =>
    new Map(sightings(view).flatMap((each) => (each.place === 'tasks/list' ? [] : [[each.seq, each] as const]))),
);
/** The task in the answer to this request, where it is one about a single task. */
export const sightingIn = (view: View, { response }: Call): Sighting | undefined =>
  response === undefined ? undefined : bySeq(view).get(response.seq);

export const statusOf = ({ task }: Sighting): Json | undefined => member(task, 'status');
export const isTerminal = (status: unknown): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled';
export const isOpen = (status: unknown): boolean => status === 'working' || status === 'input_required';

/** The task was seen at its end, for good, before this place. */
export const endedBefore = (view: View, connection: number, id: Json | undefined, seq: number): Sighting | undefined =>
  historyOf(view, connection, id).find((each) => isTerminal(statusOf(each)) && each.seq < seq);

/** The task that a call began, by the id that was handed out. */
const byTask = remembered(
  (view) => new Map(created(view).map((each) => [keyOf(each.call.connection, each.id ?? null), each])),
);
export const creationOf = (view: View, { connection }: { readonly connection: number }, id: Json | undefined) =>
  id === undefined ? undefined : byTask(view).get(keyOf(connection, id));

const callKey = ({ connection, params }: Call): string =>
  `${connection} ${canonical(member(params, 'name') ?? null)} ${canonical(member(params, 'arguments') ?? {})}`;
const plainByCall = remembered((view) => groupBy(plainCalls(view), callKey));

/** What an answer says, without the metadata that names the task. */
export function outcomeOf({ result, error }: Call): string | undefined {
  if (error !== undefined) return `error ${canonical({ code: error.code ?? null, message: error.message ?? null })}`;
  if (result === undefined) return undefined;
  const { _meta: meta, ...rest } = result;
  const kept = Object.entries(isObject(meta) ? meta : {}).filter(([name]) => name !== RELATED_TASK);
  return `result ${canonical({ ...rest, ...(kept.length === 0 ? {} : { _meta: Object.fromEntries(kept) }) })}`;
}

/**
 * The same call without a task, made both before the task was begun and after, and answered alike: only then is it known what the
 * task should end in. A tool may tell the time.
 */
export function plainTwinOf(view: View, call: Call): Call | undefined {
  const twins = plainByCall(view).get(callKey(call)) ?? [];
  const before = twins.filter(({ request }) => request.seq < call.request.seq).at(-1);
  const after = twins.find(({ request }) => request.seq > call.request.seq);
  if (before === undefined || after === undefined) return undefined;
  // A tool that is only run as a task has to refuse the plain call: this says nothing of what its task should end in.
  if (errorCode(before) === METHOD_NOT_FOUND) return undefined;
  const outcome = outcomeOf(before);
  return outcome !== undefined && outcome === outcomeOf(after) ? before : undefined;
}

export interface Retrieval {
  /** The `tasks/result` request. */
  readonly call: Call;
  readonly id: Json | undefined;
  /** The call that began the task. */
  readonly origin: Call;
  /** The task at its end, as it was seen. */
  readonly end: Sighting | undefined;
}
/** Answered `tasks/result` for tasks that we saw handed out. That the server does not know the method is another rule's business. */
export const retrievals = remembered((view): readonly Retrieval[] =>
  view.callsTo('tasks/result').flatMap((call) => {
    const id = taskIdOf(call);
    const origin = creationOf(view, call, id)?.call;
    if (origin === undefined || !isJudged(view, call) || errorCode(call) === METHOD_NOT_FOUND) return [];
    return [{ call, id, origin, end: historyOf(view, call.connection, id).find((each) => isTerminal(statusOf(each))) }];
  }),
);

/** Those of tasks that completed or failed: a cancelled one has no outcome of its own. */
export const finalRetrievals = (view: View): readonly Retrieval[] =>
  retrievals(view).filter(({ end }) => end !== undefined && statusOf(end) !== 'cancelled');

/** A number of milliseconds, or null for ever. */
export const ttlOf = (task: JsonObject): number | null | undefined => {
  const ttl = member(task, 'ttl');
  return ttl === null || (typeof ttl === 'number' && ttl >= 0) ? ttl : undefined;
};

/** Whether the task must still have been there when this was answered: its time, as it was told, had not passed for certain. */
export function wasKept(view: View, call: Call): boolean {
  const begun = creationOf(view, call, taskIdOf(call));
  if (begun === undefined || call.response === undefined) return false;
  const told = historyOf(view, call.connection, begun.id).filter(({ seq }) => seq < call.request.seq);
  if (told.some((each) => statusOf(each) === 'cancelled')) return false;
  const elapsed = call.response.at - begun.call.request.at;
  return (
    told.length > 0 &&
    told.every(({ task }) => {
      const ttl = ttlOf(task);
      return ttl === null || (ttl !== undefined && elapsed < ttl);
    })
  );
}

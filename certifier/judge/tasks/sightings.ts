/** The data of tasks as they were told, and what is known by them: how a task went on, and until when it must be kept. */
import { notificationsOf } from '../engine/heard.ts';
import { canonical, isObject, type Json, type JsonObject, member, objectsIn } from '../engine/json.ts';
import type { Call, Message } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { created, taskIdOf } from './readers.ts';

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
  /** When it was asked for, and when it was told. */
  readonly times: { readonly asked: number; readonly told: number };
}

/** Data of a task. An empty confirmation is none, which is another rule's business. */
export const isTask = (value: unknown): value is JsonObject =>
  isObject(value) && (Object.hasOwn(value, 'taskId') || Object.hasOwn(value, 'status'));

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
    const times = { asked: request.at, told: response.at };
    found.push({ place, task, id, connection, after: request.seq, seq: response.seq, times });
  };
  for (const { call, task } of created(view)) add('created', call, task);
  for (const place of ['tasks/get', 'tasks/cancel'] as const) {
    for (const call of view.callsTo(place)) {
      const task = call.result === undefined ? undefined : unwrapped(call.result);
      if (isTask(task)) add(place, call, task);
    }
  }
  for (const call of view.callsTo('tasks/list')) {
    for (const task of objectsIn(member(call.result, 'tasks'))) add('tasks/list', call, task);
  }
  for (const { value, connection, seq, at } of statusNotifications(view)) {
    const task = member(value, 'params');
    if (!isObject(task)) continue;
    const id = member(task, 'taskId');
    const place = 'notifications/tasks/status';
    found.push({ place, task, id, connection, after: seq, seq, times: { asked: at, told: at } });
  }
  return found.sort((one, other) => one.seq - other.seq);
});

/** What a finding calls the place. */
export const placeWords = (place: Place): string =>
  place === 'created' ? 'the answer that handed it out' : `\`${place}\``;

export const statusNotifications = (view: View): readonly Message[] =>
  notificationsOf(view, 'notifications/tasks/status');

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

/** Whether something that was asked after this place was answered with the task: it was not gone there. */
export const isGivenAfter = (view: View, connection: number, id: Json | undefined, seq: number): boolean =>
  historyOf(view, connection, id).some(({ after }) => after > seq);

/** What notifications told of this task, in the order in which they came. That it has ended is true however late that is heard. */
export const announcedOf = (
  view: View,
  { connection, id }: Pick<Sighting, 'connection' | 'id'>,
): readonly Sighting[] => (id === undefined ? [] : (announced(view).get(keyOf(connection, id)) ?? []));
const announced = remembered((view) =>
  groupBy(
    sightings(view).filter(({ place, id }) => place === 'notifications/tasks/status' && id !== undefined),
    ({ connection, id }) => keyOf(connection, id as Json),
  ),
);
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

/** A number of milliseconds, or null for ever. */
export const ttlOf = (task: JsonObject): number | null | undefined => {
  const ttl = member(task, 'ttl');
  return ttl === null || (typeof ttl === 'number' && ttl >= 0) ? ttl : undefined;
};

/** Whether its time had passed for certain when this was asked, by all that was told of it. */
export function hasExpired(view: View, call: Call): boolean {
  const begun = creationOf(view, call, taskIdOf(call));
  const since = begun?.call.response?.at;
  const told = historyOf(view, call.connection, begun?.id).filter(({ seq }) => seq < call.request.seq);
  return (
    since !== undefined &&
    told.length > 0 &&
    told.every(({ task }) => {
      const ttl = ttlOf(task);
      return typeof ttl === 'number' && call.request.at - since >= ttl;
    })
  );
}

/** Whether the task must still have been there when this was answered: its time, as it was told, had not passed for certain. */
export function wasKept(view: View, call: Call): boolean {
  const begun = creationOf(view, call, taskIdOf(call));
  const answered = call.response?.at ?? call.exchange?.response?.at;
  if (begun === undefined || answered === undefined) return false;
  const told = historyOf(view, call.connection, begun.id).filter(({ seq }) => seq < call.request.seq);
  if (told.some((each) => statusOf(each) === 'cancelled')) return false;
  const elapsed = answered - begun.call.request.at;
  return (
    told.length > 0 &&
    told.every(({ task }) => {
      const ttl = ttlOf(task);
      return ttl === null || (ttl !== undefined && elapsed < ttl);
    })
  );
}

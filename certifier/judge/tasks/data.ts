/** specification/tasks.md, what a task says: its id, its status, its times. */
import type { Check, Checks, Sink } from '../engine/check.ts';
import { isCounted } from '../engine/counted.ts';
import { isTimestamp } from '../engine/encoding.ts';
import { at, type Json, member, quote } from '../engine/json.ts';
import { groupBy } from '../engine/order.ts';
import type { View } from '../engine/view.ts';
import {
  allHistories,
  announcedOf,
  type Created,
  created,
  historyOf,
  isAnonymous,
  placeWords,
  relatedTask,
  relation,
  type Sighting,
  seqOf,
  sightings,
  statusNotifications,
  statusOf,
  ttlOf,
} from './readers.ts';

const MEMBERS = ['taskId', 'status', 'createdAt', 'lastUpdatedAt', 'ttl'] as const;
const missingIn = (task: unknown): readonly string[] => MEMBERS.filter((name) => member(task, name) === undefined);
const STATUSES: readonly unknown[] = ['working', 'input_required', 'completed', 'failed', 'cancelled'];

const members: Check = (view, sink) => {
  for (const { task, place, seq } of sightings(view)) {
    // What a notification carries is a rule of its own.
    if (place === 'notifications/tasks/status') continue;
    sink.examined();
    const missing = missingIn(task);
    if (missing.length === 0) continue;
    sink.finding({
      message: `A task lacks some of its members in ${placeWords(place)}.`,
      expected: MEMBERS.map((name) => `\`${name}\``).join(', '),
      actual: `no ${missing.map((name) => `\`${name}\``).join(', ')}`,
      seq: [seq],
    });
  }
};

const fullState: Check = (view, sink) => {
  for (const { value, seq } of statusNotifications(view)) {
    sink.examined();
    const missing = missingIn(member(value, 'params'));
    if (missing.length === 0) continue;
    sink.finding({
      message: 'A status notification does not carry the whole task.',
      expected: MEMBERS.map((name) => `\`${name}\``).join(', '),
      actual: `no ${missing.map((name) => `\`${name}\``).join(', ')}`,
      seq: [seq],
    });
  }
};

const noRelated: Check = (view, sink) => {
  for (const { value, seq } of statusNotifications(view)) {
    sink.examined();
    const related = relation(member(value, 'params'));
    if (related === undefined) continue;
    sink.finding({
      message: 'A status notification names its task in its metadata once more.',
      expected: 'no `io.modelcontextprotocol/related-task` in `_meta`',
      actual: quote(related),
      seq: [seq],
    });
  }
};

/** Each value of this member, where there is one. */
const each =
  (name: string, isRight: (value: Json) => boolean, what: string, expected: string): Check =>
  (view, sink) => {
    for (const { task, place, seq } of sightings(view)) {
      const value = member(task, name);
      if (value === undefined) continue;
      sink.examined();
      if (isRight(value)) continue;
      sink.finding({
        message: `${what} in ${placeWords(place)}.`,
        expected,
        actual: quote(value),
        seq: [seq],
      });
    }
  };

/** Shorter ids of requests are small numbers, to which whoever counts comes by itself. */
const SHORTEST_TELLING = 4;

/** The id of the request, or the token for its progress: the requestor made them, and another one may make the same. */
function isBorrowed({ call, id }: Created): boolean {
  const own = [member(call.request.value, 'id'), at(call.params, '_meta', 'progressToken')];
  return own.some((each) => each !== undefined && String(each).length >= SHORTEST_TELLING && String(each) === id);
}

const receiverGenerated: Check = (view, sink) => {
  // Once, it may be chance.
  const [first, ...others] = created(view).filter(isBorrowed);
  if (first !== undefined && others.length > 0) {
    sink.examined();
    sink.finding({
      message: 'Tasks have the ids of the requests that began them.',
      expected: 'an id that the server made',
      actual: quote(first.id),
      seq: [...seqOf(first.call), ...others.flatMap(({ call }) => seqOf(call))],
    });
  }
  for (const { call, task, id } of created(view)) {
    const suggested = [member(call.params, 'taskId'), member(call.params.task, 'taskId'), relatedTask(call.params)];
    const given = suggested.filter((each) => each !== undefined);
    if (given.length === 0 || id === undefined) continue;
    sink.examined();
    if (!given.includes(id)) continue;
    sink.finding({
      message: 'A task has the id that its requestor suggested.',
      expected: 'an id that the server made',
      actual: quote(member(task, 'taskId')),
      seq: [...seqOf(call)],
    });
  }
};

/** Who hands out the ids: over stdio each process, over HTTP the server behind the URL. */
const receiverOf = (view: View, { call }: Created): number => (view.transport === 'stdio' ? call.connection : 0);

/** It may have been deleted before this one was begun: its time had passed, or it was cancelled. What is gone needs its id no more. */
function mayBeGone(view: View, { call, id }: Created, next: Created): boolean {
  const told = historyOf(view, call.connection, id).filter(({ seq }) => seq < next.call.request.seq);
  const elapsed = (next.call.response ?? next.call.request).at - call.request.at;
  return told.some((each) => {
    const ttl = ttlOf(each.task);
    return statusOf(each) === 'cancelled' || (typeof ttl === 'number' && elapsed >= ttl);
  });
}

const unique: Check = (view, sink) => {
  for (const tasks of groupBy(created(view), (each) => receiverOf(view, each)).values()) {
    const first = new Map<Json, Created>();
    for (const each of tasks) {
      if (each.id === undefined) continue;
      if (first.size > 0) sink.examined();
      const known = first.get(each.id);
      if (known === undefined || mayBeGone(view, known, each)) first.set(each.id, each);
      else
        sink.finding({
          message: 'Two tasks were given the same id.',
          expected: 'an id that no other task has',
          actual: quote(each.id),
          seq: [...seqOf(each.call), ...seqOf(known.call)],
        });
    }
  }
};

/** UUIDs of the versions 1 and 6 are made of a clock, and of two fields that stay as they are. */
const TIME_BASED = /^[0-9a-f]{8}-[0-9a-f]{4}-[16][0-9a-f]{3}-([0-9a-f]{4}-[0-9a-f]{12})$/i;
const restOf = (id: string): string | undefined => TIME_BASED.exec(id)?.[1]?.toLowerCase();

/** A moment since 1970 in seconds, or in thousandths of it, of these, or of those. */
const CLOCK_DIGITS: Readonly<Record<number, number>> = { 10: 1000, 13: 1, 16: 1e-3, 19: 1e-6 };
const CLOCK_OFF_MS = 5000;
/** The id is a word and the moment at which the task was created, and nothing else. */
function isOfClock({ id, task }: Created): boolean {
  const made = Date.parse(String(member(task, CREATED_AT)));
  const [, digits = ''] = /^[a-z_:.-]{0,40}(\d{10,19})$/i.exec(String(id)) ?? [];
  const unit = CLOCK_DIGITS[digits.length];
  return unit !== undefined && Math.abs(Number(digits) * unit - made) <= CLOCK_OFF_MS;
}

/** What shows that neither of two ids was drawn. */
function patternOf(one: Created, other: Created): string | undefined {
  const [before, after] = [String(one.id), String(other.id)];
  if (isCounted(before, after)) return 'The ids of tasks count up';
  const rest = restOf(before);
  const isTimed = before !== after && rest !== undefined && rest === restOf(after);
  return isTimed || (isOfClock(one) && isOfClock(other)) ? 'The ids of tasks follow from a clock' : undefined;
}

/** Only of a server that cannot tell by credentials whose a task is. */
const unguessable: Check = (view, sink) => {
  const anonymous = created(view).filter(({ call }) => isAnonymous(call));
  for (const tasks of groupBy(anonymous, (each) => receiverOf(view, each)).values()) {
    let before: Created | undefined;
    for (const each of tasks) {
      if (typeof each.id !== 'string') continue;
      if (before !== undefined) sink.examined();
      const pattern = before === undefined ? undefined : patternOf(before, each);
      if (before !== undefined && pattern !== undefined) {
        sink.finding({
          message: `${pattern}: who knows one can guess the next.`,
          expected: 'ids that cannot be told from others',
          actual: `${quote(each.id)} after ${quote(before.id)}`,
          seq: [...seqOf(each.call), ...seqOf(before.call)],
        });
      }
      before = each;
    }
  }
};

const CREATED_AT = 'createdAt';
const UPDATED_AT = 'lastUpdatedAt';
/** Two notations of one moment may differ in what is left of its second. */
const PRECISION_MS = 1000;

const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/i;

interface Moment {
  readonly time: number;
  /** It names no zone, and means another moment on each machine: such times are compared with their like alone. */
  readonly isLocal: boolean;
}

function momentOf({ task }: Sighting, name: string): Moment | undefined {
  const [, written, zone] = MOMENT.exec(String(member(task, name))) ?? [];
  if (written === undefined) return undefined;
  const time = Date.parse(`${written}${zone ?? 'Z'}`.toUpperCase());
  return Number.isNaN(time) ? undefined : { time, isLocal: zone === undefined };
}

/** By how much the one is later than the other; nothing where it cannot be told. */
const laterBy = (one: Moment | undefined, other: Moment | undefined): number =>
  one === undefined || other === undefined || one.isLocal !== other.isLocal ? 0 : one.time - other.time;

function judgeForm(view: View, name: string, sink: Sink): void {
  for (const { task, place, seq } of sightings(view)) {
    const value = member(task, name);
    if (value === undefined) continue;
    sink.examined();
    if (typeof value === 'string' && isTimestamp(value) && /t/i.test(value)) continue;
    sink.finding({
      message: `The \`${name}\` of a task is no timestamp of ISO 8601 in ${placeWords(place)}.`,
      expected: 'a timestamp such as `2025-11-25T10:30:00Z`',
      actual: quote(value),
      seq: [seq],
    });
  }
}

const createdAt: Check = (view, sink) => {
  judgeForm(view, CREATED_AT, sink);
  for (const history of allHistories(view)) {
    const [first] = history;
    const since = first === undefined ? undefined : momentOf(first, CREATED_AT);
    if (first === undefined || since === undefined) continue;
    const other = history.find((each) => Math.abs(laterBy(momentOf(each, CREATED_AT), since)) >= PRECISION_MS);
    if (other === undefined) continue;
    sink.finding({
      message: 'The time at which a task was created changes.',
      expected: `\`${CREATED_AT}\` ${quote(member(first.task, CREATED_AT))}, as before`,
      actual: quote(member(other.task, CREATED_AT)),
      seq: [other.seq, first.seq],
    });
  }
};

const lastUpdatedAt: Check = (view, sink) => {
  judgeForm(view, UPDATED_AT, sink);
  for (const history of allHistories(view)) {
    let before: Sighting | undefined;
    for (const sighting of history) {
      const [made, updated] = [momentOf(sighting, CREATED_AT), momentOf(sighting, UPDATED_AT)];
      if (updated === undefined) continue;
      const finding = (message: string, expected: string, other: Sighting): void =>
        sink.finding({
          message,
          expected,
          actual: quote(member(sighting.task, UPDATED_AT)),
          seq: other.seq === sighting.seq ? [sighting.seq] : [sighting.seq, other.seq],
        });
      if (laterBy(updated, made) <= -PRECISION_MS) {
        finding(
          'A task was last changed before it was created.',
          `a time from ${quote(member(sighting.task, CREATED_AT))} on`,
          sighting,
        );
      } else if (before !== undefined && before.seq < sighting.after) {
        if (laterBy(updated, momentOf(before, UPDATED_AT)) <= -PRECISION_MS)
          finding(
            'The time of the latest change of a task goes back.',
            `a time from ${quote(member(before.task, UPDATED_AT))} on`,
            before,
          );
      }
      before = sighting;
    }
  }
};

const beginsWorking: Check = (view, sink) => {
  for (const { call, task } of created(view)) {
    const status = member(task, 'status');
    if (!STATUSES.includes(status)) continue;
    sink.examined();
    if (status === 'working') continue;
    sink.finding({
      message: 'A task does not begin as one that is worked on.',
      expected: 'the status "working"',
      actual: `the status ${quote(status)}`,
      seq: [...seqOf(call)],
    });
  }
};

/** A status that was seen or told, and another one in an answer to what was asked later. */
export const staysAs =
  (statuses: readonly string[], message: string): Check =>
  (view, sink) => {
    for (const history of allHistories(view)) {
      const [first] = history;
      const seen = [...history, ...(first === undefined ? [] : announcedOf(view, first))];
      const [end] = seen
        .filter((each) => statuses.includes(String(statusOf(each))))
        .sort((one, other) => one.seq - other.seq);
      if (end === undefined) continue;
      for (const later of history) {
        if (later.after <= end.seq || !STATUSES.includes(statusOf(later))) continue;
        sink.examined();
        if (statusOf(later) === statusOf(end)) continue;
        sink.finding({
          message,
          expected: `the status ${quote(statusOf(end))}, as before`,
          actual: `the status ${quote(statusOf(later))}`,
          seq: [later.seq, end.seq],
        });
        break;
      }
    }
  };

/** Permissions: each task could make use of them, and none breaks them. */
const permitted: Check = (view, sink) => {
  for (const _ of created(view)) sink.examined();
};

export const checks: Checks = {
  'tasks.poll.interval-optional': permitted,
  'tasks.ttl.may-override': permitted,
  'tasks.status.may-send': permitted,
  'tasks.task.members': members,
  'tasks.status.full-state': fullState,
  'tasks.status.no-related-metadata': noRelated,
  'tasks.id.string': each('taskId', (id) => typeof id === 'string', 'The id of a task is no string', 'a string'),
  'tasks.id.receiver-generated': receiverGenerated,
  'tasks.id.unique': unique,
  'tasks.auth.secure-ids': unguessable,
  'tasks.status.values': each(
    'status',
    (status) => STATUSES.includes(status),
    'A task has a status that does not exist',
    STATUSES.map((status) => quote(status)).join(', '),
  ),
  'tasks.task.created-at': createdAt,
  'tasks.task.last-updated-at': lastUpdatedAt,
  'tasks.lifecycle.begins-working': beginsWorking,
  'tasks.lifecycle.terminal-final': staysAs(
    ['completed', 'failed', 'cancelled'],
    'A task that had ended has another status later.',
  ),
};

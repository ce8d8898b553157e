/** specification/tasks.md, ids. */
import type { Check, Checks } from '../engine/check.ts';
import { isCounted } from '../engine/counted.ts';
import { type Json, member, quote } from '../engine/json.ts';
import { groupBy } from '../engine/order.ts';
import type { View } from '../engine/view.ts';
import { isAnonymous } from './declared.ts';
import { CREATED_AT, momentOf } from './moments.ts';
import { type Created, created, relatedTask, seqOf } from './readers.ts';
import { historyOf, statusOf, ttlOf } from './sightings.ts';

/** Shorter ids of requests are small numbers, to which whoever counts comes by itself. */
const SHORTEST_TELLING = 4;

/** The id of the request, or the token for its progress: the requestor made them, and another one may make the same. */
function isBorrowed({ call, id }: Created): boolean {
  const own = [member(call.request.value, 'id'), call.meta.progressToken];
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
  const made = momentOf(task, CREATED_AT);
  const [, digits = ''] = /^[a-z_:.-]{0,40}(\d{10,19})$/i.exec(String(id)) ?? [];
  const unit = CLOCK_DIGITS[digits.length];
  if (unit === undefined || made === undefined || made.isLocal) return false;
  return Math.abs(Number(digits) * unit - made.time) <= CLOCK_OFF_MS;
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

export const checks: Checks = {
  'tasks.id.receiver-generated': receiverGenerated,
  'tasks.id.unique': unique,
  'tasks.auth.secure-ids': unguessable,
};

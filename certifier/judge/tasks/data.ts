/** specification/tasks.md, what a task says: its status, its times. */
import type { Check, Checks, Sink } from '../engine/check.ts';
import { isTimestamp } from '../engine/encoding.ts';
import { type Json, member, quote } from '../engine/json.ts';
import type { View } from '../engine/view.ts';
import { CREATED_AT, laterBy, momentOf, PRECISION_MS, UPDATED_AT } from './moments.ts';
import { created, relation, seqOf } from './readers.ts';
import {
  allHistories,
  announcedOf,
  isOpen,
  placeWords,
  type Sighting,
  sightings,
  statusNotifications,
  statusOf,
} from './sightings.ts';

const MEMBERS = ['taskId', 'status', 'createdAt', 'lastUpdatedAt', 'ttl'] as const;
const missingIn = (task: unknown): readonly string[] =>
  MEMBERS.filter((name) => member(task, name) === undefined).map((name) => `no \`${name}\``);
/** What the others have to be are rules of their own. */
const wrongIn = (task: unknown): readonly string[] => {
  const ttl = member(task, 'ttl');
  const isWrong = ttl !== undefined && ttl !== null && typeof ttl !== 'number';
  return [...missingIn(task), ...(isWrong ? [`\`ttl\` ${quote(ttl)}`] : [])];
};
const EXPECTED = `${MEMBERS.map((name) => `\`${name}\``).join(', ')}, which is a number or null`;
const STATUSES: readonly unknown[] = ['working', 'input_required', 'completed', 'failed', 'cancelled'];

const members: Check = (view, sink) => {
  for (const { task, place, seq } of sightings(view)) {
    // What a notification carries is a rule of its own.
    if (place === 'notifications/tasks/status') continue;
    sink.examined();
    // What its `ttl` is there is another rule's business.
    const wrong = place === 'tasks/get' ? missingIn(task) : wrongIn(task);
    if (wrong.length === 0) continue;
    sink.finding({
      message: `A task lacks some of its members in ${placeWords(place)}.`,
      expected: EXPECTED,
      actual: wrong.join(', '),
      seq: [seq],
    });
  }
};

const fullState: Check = (view, sink) => {
  for (const { value, seq } of statusNotifications(view)) {
    sink.examined();
    const wrong = wrongIn(member(value, 'params'));
    if (wrong.length === 0) continue;
    sink.finding({
      message: 'A status notification does not carry the whole task.',
      expected: EXPECTED,
      actual: wrong.join(', '),
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
    const since = first === undefined ? undefined : momentOf(first.task, CREATED_AT);
    if (first === undefined || since === undefined) continue;
    const other = history.find((each) => Math.abs(laterBy(momentOf(each.task, CREATED_AT), since)) >= PRECISION_MS);
    if (other === undefined) continue;
    sink.finding({
      message: 'The time at which a task was created changes.',
      expected: `\`${CREATED_AT}\` ${quote(member(first.task, CREATED_AT))}, as before`,
      actual: quote(member(other.task, CREATED_AT)),
      seq: [other.seq, first.seq],
    });
  }
};

/**
 * Another status than one that was seen well after the time of the latest change had been told: the change was later, and the time is
 * the one from before it.
 */
function staleIn(history: readonly Sighting[]): { readonly stale: Sighting; readonly seen: Sighting } | undefined {
  const firstTold = new Map<Json, number>();
  let seen: Sighting | undefined;
  for (const each of history) {
    const written = member(each.task, UPDATED_AT);
    if (momentOf(each.task, UPDATED_AT) === undefined || written === undefined) continue;
    const since = firstTold.get(written) ?? each.times.told;
    firstTold.set(written, since);
    if (seen !== undefined && isChangeUntold(seen, each) && seen.times.asked - since > PRECISION_MS)
      return { stale: each, seen };
    seen = each;
  }
  return undefined;
}

/** What happens to a task that had ended is another rule's business. */
const isChangeUntold = (seen: Sighting, later: Sighting): boolean =>
  seen.seq < later.after &&
  isOpen(statusOf(seen)) &&
  statusOf(seen) !== statusOf(later) &&
  member(seen.task, UPDATED_AT) === member(later.task, UPDATED_AT);

const lastUpdatedAt: Check = (view, sink) => {
  judgeForm(view, UPDATED_AT, sink);
  for (const history of allHistories(view)) {
    const found = staleIn(history);
    if (found === undefined) continue;
    const { stale, seen } = found;
    sink.finding({
      message: `A task is ${String(statusOf(stale))} now, and was last changed before that.`,
      expected: `the time of the change from ${quote(statusOf(seen))}`,
      actual: `${quote(member(stale.task, UPDATED_AT))}, as when it was ${quote(statusOf(seen))}`,
      seq: [stale.seq, seen.seq],
    });
  }
  for (const history of allHistories(view)) {
    let before: Sighting | undefined;
    for (const sighting of history) {
      const [made, updated] = [momentOf(sighting.task, CREATED_AT), momentOf(sighting.task, UPDATED_AT)];
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
        if (laterBy(updated, momentOf(before.task, UPDATED_AT)) <= -PRECISION_MS)
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

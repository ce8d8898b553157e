/** specification/tasks.md, the list of tasks. */
import type { Check, Checks } from '../engine/check.ts';
import { canonical, type Json, member, objectsIn, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { declaresTo } from './declared.ts';
import { created, INVALID_PARAMS, repliedTo, seqOf } from './readers.ts';
import { historyOf } from './sightings.ts';

/** One walk over the list of tasks: its first page, and each that followed from its cursor, to the end. */
interface Walk {
  readonly connection: number;
  readonly first: Call;
  readonly last: Call;
  readonly ids: ReadonlySet<Json | undefined>;
}

const idsIn = (page: Call): readonly (Json | undefined)[] =>
  objectsIn(member(page.result, 'tasks')).map((task) => member(task, 'taskId'));

const cursorKey = ({ connection }: Call, cursor: Json): string => `${connection} ${canonical(cursor)}`;

/** Walks that came to a page without a cursor. */
const walks = remembered((view): readonly Walk[] => {
  const whole: Walk[] = [];
  const begun = new Map<string, { readonly first: Call; readonly ids: Set<Json | undefined> }>();
  for (const page of view.callsTo('tasks/list')) {
    if (page.result === undefined) continue;
    const cursor = member(page.params, 'cursor');
    const walk =
      cursor === undefined ? { first: page, ids: new Set<Json | undefined>() } : begun.get(cursorKey(page, cursor));
    if (walk === undefined) continue;
    for (const id of idsIn(page)) walk.ids.add(id);
    const next = member(page.result, 'nextCursor');
    // A null is no cursor either; that it stands there at all is another rule's business.
    if (next === undefined || next === null)
      whole.push({ connection: page.connection, first: walk.first, last: page, ids: walk.ids });
    else begun.set(cursorKey(page, next), walk);
  }
  return whole;
});

interface Compared {
  readonly walk: Walk;
  /** Tasks that were there before the walk and are still given after it, in the order in which they were begun. */
  readonly there: readonly { readonly id: Json; readonly isListed: boolean; readonly seq: number }[];
}

/** Each whole walk, beside what `tasks/get` gives. */
const compared = remembered((view): readonly Compared[] =>
  walks(view).map((walk) => {
    const { connection, first, last, ids } = walk;
    const there = created(view).flatMap(({ call, id }) => {
      if (call.connection !== connection || id === undefined || (call.response?.seq ?? 0) > first.request.seq)
        return [];
      const given = historyOf(view, connection, id).find(
        ({ place, after }) => place === 'tasks/get' && after > (last.response?.seq ?? 0),
      );
      return given === undefined ? [] : [{ id, isListed: ids.has(id), seq: given.seq }];
    });
    return { walk, there };
  }),
);

const retrievable: Check = (view, sink) => {
  for (const { walk, there } of compared(view)) {
    if (!declaresTo(view, walk.first, 'list')) continue;
    for (const { id, isListed, seq } of there) {
      sink.examined();
      if (isListed) continue;
      sink.finding({
        message: 'A task that `tasks/get` gives is missing from the list of tasks.',
        expected: `the task ${quote(id)} on one of the pages`,
        actual: `${walk.ids.size} other tasks`,
        seq: [...seqOf(walk.last), walk.first.request.seq, seq],
      });
    }
  }
};

/**
 * The list ends with a page that has no cursor, while all tasks on one side of those that were listed are still to come: one that is
 * missing from the midst was forgotten, and that is another rule's business.
 */
const nextCursor: Check = (view, sink) => {
  for (const { walk, there } of compared(view)) {
    if (there.length < 2 || !declaresTo(view, walk.first, 'list')) continue;
    sink.examined();
    const missing = there.filter(({ isListed }) => !isListed).length;
    const listed = there.map(({ isListed }) => isListed);
    const atEnd = listed.slice(listed.length - missing).every((each) => !each);
    const atStart = listed.slice(0, missing).every((each) => !each);
    if (missing < 2 || missing === there.length || (!atEnd && !atStart)) continue;
    sink.finding({
      message: 'A page of tasks has no cursor, although there are more.',
      expected: 'a `nextCursor`',
      actual: `a last page after ${walk.ids.size} tasks, and ${missing} more that \`tasks/get\` gives`,
      seq: [...seqOf(walk.last)],
    });
  }
};

/** Cursors that any list handed out. */
const handedOut = remembered(
  (view) =>
    new Set(view.calls.map(({ result }) => member(result, 'nextCursor')).filter((cursor) => cursor !== undefined)),
);

const isListedPlainly = remembered(
  (view) =>
    new Set(
      view
        .callsTo('tasks/list')
        .filter(({ params, result }) => !Object.hasOwn(params, 'cursor') && result !== undefined)
        .map(({ connection }) => connection),
    ),
);

const neverGiven = (view: View): readonly Call[] =>
  view.callsTo('tasks/list').filter((call) => {
    const cursor = member(call.params, 'cursor');
    return typeof cursor === 'string' && !handedOut(view).has(cursor);
  });

const invalidCursor: Check = (view, sink) => {
  for (const call of neverGiven(view)) {
    const reply = repliedTo(view, call);
    if (!declaresTo(view, call, 'list') || !isListedPlainly(view).has(call.connection) || reply === undefined) continue;
    sink.examined();
    if (errorCode(call) === INVALID_PARAMS) continue;
    sink.finding({
      message: '`tasks/list` with a cursor that was never given is not refused as it must be.',
      expected: 'an error with the code -32602 (Invalid params)',
      actual: reply.words,
      seq: [reply.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.list.includes-retrievable': retrievable,
  'tasks.list.next-cursor': nextCursor,
  'tasks.list.invalid-cursor': invalidCursor,
};

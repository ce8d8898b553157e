/** specification/pagination.md */
import { type Refusal, refusalOf } from './engine/bare.ts';
import { isSettled, isWellCarried } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { copingWith } from './engine/handled.ts';
import { canonical, isSameValue, type Json, member, quote } from './engine/json.ts';
import { type Call, methodOf } from './engine/message.ts';
import { countBefore, groupBy } from './engine/order.ts';
import { type Item, isFinal, LISTS, type Listing, type ListMethod, listings, twinOf } from './engine/readers.ts';
import { remembered } from './engine/remember.ts';
import type { View } from './engine/view.ts';
import { valueWords } from './schema/words.ts';

const METHODS = Object.keys(LISTS) as readonly ListMethod[];

/** Answers to requests for lists. Tasks too are given in pages, by the one revision that has them: its schema says so, though not the page. */
const pagesGiven = (view: View): readonly Call[] =>
  (view.revision === '2025-11-25' ? [...METHODS, 'tasks/list'] : METHODS).flatMap((method) => view.callsTo(method));

/** Cursors that the subject handed out for this list, on any connection. */
const handedOut = (view: View, method: ListMethod): ReadonlySet<unknown> =>
  new Set(view.callsTo(method).map(({ result }) => member(result, 'nextCursor')));

/** Requests for a page with a cursor that was never handed out. The empty one is left alone: some clients mean the first page by it. */
const withMadeUpCursor = (view: View, method: ListMethod): readonly Call[] => {
  const known = handedOut(view, method);
  return view.callsTo(method).filter(({ params }) => {
    const cursor = member(params, 'cursor');
    return typeof cursor === 'string' && cursor !== '' && !known.has(cursor);
  });
};

/** The use of a cursor that was handed out for this list on this connection: the first since then, or once more. */
interface Use {
  readonly call: Call;
  readonly cursor: Json;
  /** The page that handed it out. */
  readonly from: Call;
  /** The use before this one, since then. */
  readonly before: Call | undefined;
}

const uses = remembered((view): readonly Use[] => {
  const found: Use[] = [];
  const handed = new Map<string, { readonly from: Call; before: Call | undefined }>();
  for (const call of METHODS.flatMap((method) => view.callsTo(method))) {
    const keyOf = (cursor: Json): string => `${call.connection} ${call.method} ${canonical(cursor)}`;
    const cursor = member(call.params, 'cursor');
    const known = cursor === undefined ? undefined : handed.get(keyOf(cursor));
    if (cursor !== undefined && known !== undefined && isWellCarried(view, call)) {
      found.push({ call, cursor, ...known });
      known.before = call;
    }
    const next = member(call.result, 'nextCursor');
    // A page that hands out the cursor that it was asked for by does not hand it out anew.
    if (next !== undefined && !(cursor !== undefined && canonical(next) === canonical(cursor)))
      handed.set(keyOf(next), { from: call, before: undefined });
  }
  return found;
});

const placeOf = ({ connection, method }: Pick<Call, 'connection' | 'method'>): string => `${connection} ${method}`;
const itemsOf = ({ method, result }: Call): Json => member(result, LISTS[method as ListMethod]) ?? [];
const hasNext = ({ result }: Call): boolean => member(result, 'nextCursor') !== undefined;

/** The use of a cursor that led to this page; undefined for the first page. */
const useOf = remembered((view) => new Map(uses(view).map((use) => [use.call, use])));

const showsSame = (call: Call, other: Call): boolean =>
  Array.isArray(itemsOf(call)) &&
  (itemsOf(call) as readonly Json[]).length > 0 &&
  isSameValue(itemsOf(call), itemsOf(other));

/**
 * The same page once more, by the cursor that leads to it again; or, of a list that stays, for the third time by new ones: the cursor
 * was not read.
 */
function isSamePage(view: View, { call, cursor, from }: Use): boolean {
  if (!hasNext(call) || !showsSame(call, from)) return false;
  const before = firstPagesDiffer(view).has(placeOf(call)) ? undefined : useOf(view).get(from)?.from;
  return (
    canonical(member(call.result, 'nextCursor') ?? null) === canonical(cursor) ||
    (before !== undefined && showsSame(from, before))
  );
}

/** Connection and list whose first page was not always the same. */
const firstPagesDiffer = remembered((view): ReadonlySet<string> => {
  const walks = METHODS.flatMap((method) => listings(view, method));
  const shown = [...groupBy(walks, placeOf)].map(
    ([place, each]) => [place, new Set(each.map(({ pages: [page] }) => canonical(itemsOf(page as Call))))] as const,
  );
  return new Set(shown.filter(([, pages]) => pages.size > 1).map(([place]) => place));
});

/** Connection and list → where the server said that it changed. */
const toldOf = remembered((view) =>
  groupBy(
    view.notifications.flatMap((message) =>
      METHODS.filter((method) => methodOf(message) === `notifications/${method.split('/', 1)[0]}/list_changed`).map(
        (method) => ({ place: placeOf({ connection: message.connection, method }), seq: message.seq }),
      ),
    ),
    ({ place }) => place,
  ),
);

/** Lists of which a cursor was taken at some time, on any connection. */
const reads = remembered(
  (view) => new Set(uses(view).flatMap(({ call }) => (call.result === undefined ? [] : [call.method]))),
);

/** Since the cursor was handed out its list has changed, as the server said; or may have, as its first page shows. */
function mayBeInvalid(view: View, { call, from }: Use): boolean {
  const told = toldOf(view).get(placeOf(call)) ?? [];
  const until = call.response?.seq ?? call.exchange?.response?.seq ?? 0;
  const changed = countBefore(told, until, seqOf) > countBefore(told, from.request.seq, seqOf);
  return changed || (firstPagesDiffer(view).has(placeOf(call)) && reads(view).has(call.method));
}
const seqOf = ({ seq }: { readonly seq: number }): number => seq;

const showSame = (one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every(({ value }, index) => isSameValue(value, (other[index] as Item).value));

/** Connection and list of which two walks or more came to their end and showed the same. */
const steady = remembered((view): ReadonlySet<string> => {
  const walks = METHODS.flatMap((method) => listings(view, method)).filter(({ complete }) => complete);
  const isAlike = ([first, ...others]: readonly Listing[]): boolean =>
    first !== undefined && others.length > 0 && others.every((walk) => showSame(walk.items, first.items));
  return new Set([...groupBy(walks, placeOf)].filter(([, each]) => isAlike(each)).map(([place]) => place));
});

/** How a request was lost that got no message: in a failure of the server, or with others answered after it. */
function howItWasLost(view: View, call: Call): string | undefined {
  const { exchange } = call;
  const status = exchange?.response?.status ?? 0;
  if (status >= 500 && exchange !== undefined && isSettled(exchange)) return `the status ${status}, and no message`;
  return copingWith(view, call)?.failure;
}

/** Errors that say that the request itself cannot be served. */
const REFUSED: ReadonlySet<number | undefined> = new Set([-32600, -32601, -32602, -32603]);

/** How a page was refused: by such an error, or over HTTP by no message at all. */
function refused(view: View, call: Call): Refusal | undefined {
  const refusal = refusalOf(view, call);
  return refusal?.code === undefined || REFUSED.has(refusal.code) ? refusal : undefined;
}

export const checks: Checks = {
  /** A permission: whole lists and lists in pages make use of it, and none breaks it. */
  'pagination.page.next-cursor': (view, sink) => {
    for (const { complete } of METHODS.flatMap((method) => listings(view, method))) if (complete) sink.examined();
  },

  'pagination.cursor.accepted': (view, sink) => {
    for (const use of uses(view)) {
      const { call, cursor, from, before } = use;
      if (before !== undefined) continue;
      const refusal = refused(view, call);
      const isGiven = call.result !== undefined && isFinal(call.result);
      if (!isGiven && (refusal === undefined || mayBeInvalid(view, use))) continue;
      sink.examined();
      if (isGiven && !isSamePage(view, use)) continue;
      sink.finding({
        message: `\`${call.method}\` does not take the cursor ${quote(cursor)}, which it handed out.`,
        expected: 'the next page of the list',
        actual: refusal?.words ?? 'the same page again',
        seq: [
          call.response?.seq ?? refusal?.seq ?? call.request.seq,
          call.request.seq,
          from.response?.seq ?? from.request.seq,
        ],
      });
    }
  },

  'pagination.cursor.stable': (view, sink) => {
    for (const { call, cursor, before } of uses(view)) {
      if (before?.result === undefined || !steady(view).has(placeOf(call))) continue;
      const refusal = refused(view, call);
      const isGiven = call.result !== undefined && isFinal(call.result);
      if (!isGiven && refusal === undefined) continue;
      sink.examined();
      const same = isSameValue(itemsOf(call), itemsOf(before)) && hasNext(call) === hasNext(before);
      if (isGiven && same) continue;
      sink.finding({
        message: `The cursor ${quote(cursor)} of \`${call.method}\` leads elsewhere when it is used again.`,
        expected: 'the same page as before',
        actual: refusal?.words ?? 'another page',
        seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, before.response?.seq ?? before.request.seq],
      });
    }
  },

  'pagination.cursor.invalid-graceful': (view, sink) => {
    for (const call of METHODS.flatMap((method) => withMadeUpCursor(view, method))) {
      if (twinOf(view, call) === undefined || !isWellCarried(view, call)) continue;
      const actual = call.response === undefined ? howItWasLost(view, call) : undefined;
      if (call.response === undefined && actual === undefined) continue;
      sink.examined();
      if (actual === undefined) continue;
      sink.finding({
        message: `\`${call.method}\` with the cursor ${quote(member(call.params, 'cursor'))}, which it never handed out, is not answered.`,
        expected: 'an answer, and the server goes on',
        actual,
        seq: [call.request.seq],
      });
    }
  },

  'pagination.cursor.string': (view, sink) => {
    for (const { method, result, response, request } of pagesGiven(view)) {
      if (result === undefined || !Object.hasOwn(result, 'nextCursor')) continue;
      sink.examined();
      const cursor = result.nextCursor;
      if (typeof cursor === 'string') continue;
      sink.finding({
        message: `The \`nextCursor\` of an answer to \`${method}\` is not a string.`,
        expected: 'a string, or no such member where there are no more pages',
        actual: valueWords(cursor),
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  'pagination.cursor.invalid': (view, sink) => {
    for (const call of METHODS.flatMap((method) => withMadeUpCursor(view, method))) {
      const { method, params, result, response, request } = call;
      const refusal = refusalOf(view, call);
      const answered = result !== undefined && isFinal(result);
      if ((!answered && refusal === undefined) || twinOf(view, call) === undefined) continue;
      sink.examined();
      if (!answered && refusal?.code === -32602) continue;
      sink.finding({
        message: `\`${method}\` does not reject the cursor ${quote(member(params, 'cursor'))}, which it never handed out.`,
        expected: 'an error with the code -32602 (Invalid params)',
        actual: (answered ? undefined : refusal?.words) ?? 'a result',
        seq: [response?.seq ?? refusal?.seq ?? request.seq, request.seq],
      });
    }
  },
};

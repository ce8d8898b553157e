/** specification/pagination.md */
import type { JsonObject } from '../judge/engine/json.ts';
import { LIST_METHODS, LISTS, type ListMethod } from '../judge/engine/readers.ts';
import { refuse, serveAnyway } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import { chain, onResult, without } from './engine/change.ts';
import { diesOf, isFirstPage } from './engine/faults.ts';
import type { Further, Liberties, Mutant, Mutants } from './engine/mutant.ts';

const isLaterPage = (asked: Asked): boolean => asked.method.endsWith('/list') && !isFirstPage(asked);

const handedOut = (cursor: unknown): string => `cursor:${JSON.stringify(cursor)}`;
const remembersCursors: Mutant = onResult(LIST_METHODS, ({ nextCursor }, _, memo) => {
  memo[handedOut(nextCursor)] = true;
  return undefined;
});

const empty = (result: JsonObject, method: string): JsonObject => ({
  ...without(result, 'nextCursor'),
  [LISTS[method as ListMethod]]: [],
});

/** The cursors that were followed since this list was begun on this connection. */
const followed = ({ method, connection }: Asked): string => `followed:${connection}:${method}`;

/** A cursor that was never handed out is the end of whoever looks for the page of it in this list. */
const diesOfMadeUp = (method: ListMethod): Mutant =>
  chain(
    remembersCursors,
    diesOf(
      (asked, memo) => asked.method === method && isLaterPage(asked) && memo[handedOut(asked.params.cursor)] !== true,
    ),
  );

export const mutants: Mutants = {
  /** The last page has a cursor too: null. */
  'pagination.cursor.string': onResult(LIST_METHODS, (result) =>
    result.nextCursor === undefined ? { ...result, nextCursor: null } : undefined,
  ),

  /** Cursors are handed out, and none is known when it comes back. */
  'pagination.cursor.accepted': refuse(isLaterPage, { code: -32602, message: 'Invalid cursor' }),

  /** A cursor is used up once it was followed: there is nothing left behind it. */
  'pagination.cursor.stable': onResult(LIST_METHODS, (result, asked, memo) => {
    const before = isFirstPage(asked) ? [] : ((memo[followed(asked)] ?? []) as readonly unknown[]);
    memo[followed(asked)] = isFirstPage(asked) ? [] : [...before, asked.params.cursor];
    return before.includes(asked.params.cursor) ? empty(result, asked.method) : undefined;
  }),

  /** A cursor that was never handed out is the end of whoever looks for its tools. */
  'pagination.cursor.invalid-graceful': diesOfMadeUp('tools/list'),

  /** A cursor that was never handed out gives a page. */
  'pagination.cursor.invalid': serveAnyway((asked) => asked.method !== 'tasks/list' && isLaterPage(asked)),
};

export const further: Further = {
  'pagination.cursor.invalid-graceful': {
    'where templates are listed, and nowhere else': { mutant: diesOfMadeUp('resources/templates/list') },
  },
};

export const liberties: Liberties = {
  /** Where there are several pages, the last one is empty. */
  'pagination.page.next-cursor': onResult(LIST_METHODS, (result, asked) =>
    isLaterPage(asked) && result.nextCursor === undefined ? empty(result, asked.method) : undefined,
  ),
};

/** specification/pagination.md */
import { serveAnyway } from './engine/answer.ts';
import type { Which } from './engine/asked.ts';
import { onResult } from './engine/change.ts';
import { isFirstPage } from './engine/faults.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

const isList: Which = ({ method }) => method.endsWith('/list');

export const mutants: Mutants = {
  /** The last page has a cursor too: null. */
  'pagination.cursor.string': onResult(isList, (result) =>
    result.nextCursor === undefined ? { ...result, nextCursor: null } : undefined,
  ),

  /** A cursor that was never handed out gives a page. */
  'pagination.cursor.invalid': serveAnyway((asked) => asked.method.endsWith('/list') && !isFirstPage(asked)),
};

export const liberties: Liberties = {};

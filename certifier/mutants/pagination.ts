/** specification/pagination.md */
import { serveAnyway } from './engine/answer.ts';
import { any } from './engine/asked.ts';
import { onResult } from './engine/change.ts';
import { isFirstPage } from './engine/faults.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** The cursor is an offset, as a number. */
  'pagination.cursor.string': onResult(any, (result) =>
    result.nextCursor === undefined ? undefined : { ...result, nextCursor: 10 },
  ),

  /** A cursor that was never handed out gives a page. */
  'pagination.cursor.invalid': serveAnyway((asked) => asked.method.endsWith('/list') && !isFirstPage(asked)),
};

export const liberties: Liberties = {};

/** specification/tasks.md, the list of tasks. */
import { objectsIn } from '../../judge/engine/json.ts';
import { serveAnyway } from '../engine/answer.ts';
import { onResult, without } from '../engine/change.ts';
import { isFirstPage } from '../engine/faults.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** There is one page, whatever is behind it. */
  'tasks.list.next-cursor': onResult('tasks/list', (result) => without(result, 'nextCursor')),

  /** Each page begins one task too late. */
  'tasks.list.includes-retrievable': onResult('tasks/list', (result) => ({
    ...result,
    tasks: objectsIn(result.tasks).slice(1),
  })),

  /** A cursor that was never given is a page like the last one. */
  'tasks.list.invalid-cursor': serveAnyway((asked) => asked.method === 'tasks/list' && !isFirstPage(asked)),
};

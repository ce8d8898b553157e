/** specification/tasks.md, the list of tasks. */
import { objectsIn } from '../../judge/engine/json.ts';
import { serveAnyway } from '../engine/answer.ts';
import { onResult, without } from '../engine/change.ts';
import { isFirstPage } from '../engine/faults.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { refusedByStatus } from '../engine/wordless.ts';

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

export const further: Further = {
  'tasks.list.invalid-cursor': {
    'a status says that there is no such page': {
      over: 'streamable-http',
      mutant: refusedByStatus(
        ({ method, params }) => method === 'tasks/list' && /^accord-/.test(String(params.cursor)),
      ),
    },
  },
};

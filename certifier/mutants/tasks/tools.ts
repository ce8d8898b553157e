/** specification/tasks.md, tools that can be tasks. */
import { isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { serveAnyway, succeed } from '../engine/answer.ts';
import { chain, onError, onResult } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { refusedByStatus } from '../engine/wordless.ts';
import { asTask, plainly } from './told.ts';

const NOT_FOUND = -32601;
const text = (said: string): JsonObject => ({ content: [{ type: 'text', text: said }] });

export const mutants: Mutants = {
  /** A word that is none of the three. */
  'tasks.tool.task-support-values': onResult('tools/list', (result, _, memo) => ({
    ...result,
    tools: objectsIn(result.tools).map((tool) => {
      // One that is no task, so that those which are can still be run; in a list of tasks alone, the first.
      memo.misspelt ??= isObject(tool.execution) && objectsIn(result.tools).length > 1 ? undefined : tool.name;
      return tool.name === memo.misspelt ? { ...tool, execution: { taskSupport: 'supported' } } : tool;
    }),
  })),

  /** What is no task is called in the plain way, whatever was asked for. */
  'tasks.tool.forbidden-refused': serveAnyway(asTask),

  /** What must be a task is called in the plain way all the same. */
  'tasks.tool.required-refused': succeed(plainly, ({ code }) => (code === NOT_FOUND ? text('Done') : undefined)),

  /** What must be a task is refused like any other mistake. */
  'tasks.tool.required-code': onError(
    (error) => (error.code === NOT_FOUND ? { ...error, code: -32600 } : undefined),
    plainly,
  ),
};

/** Takes note of the tools that must be tasks. */
const notesRequired = onResult('tools/list', (result, _, memo) => {
  const always = objectsIn(result.tools).filter(
    ({ execution }) => isObject(execution) && execution.taskSupport === 'required',
  );
  memo.required = [...((memo.required as readonly unknown[]) ?? []), ...always.map(({ name }) => name)];
  return undefined;
});

export const further: Further = {
  'tasks.tool.required-code': {
    'a status says that it must be a task': {
      over: 'streamable-http',
      mutant: chain(
        notesRequired,
        refusedByStatus(
          (asked, memo) => plainly(asked) && ((memo.required as readonly unknown[]) ?? []).includes(asked.params.name),
        ),
      ),
    },
  },
};

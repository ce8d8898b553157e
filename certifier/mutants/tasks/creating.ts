/** specification/tasks.md, how a task is begun. */
import { isObject } from '../../judge/engine/json.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { asTask, onCreated, untold } from './told.ts';

const IMMEDIATE = 'io.modelcontextprotocol/model-immediate-response';

export const mutants: Mutants = {
  /** The task is the answer itself. */
  'tasks.create.returns-task': chain(
    untold('completed', 'failed', 'input_required', 'working', 'cancelled'),
    onResult(asTask, (result) => (isObject(result.task) ? { ...result.task } : undefined)),
  ),

  /** A part of the outcome is there already, though it may not be the last word. */
  'tasks.create.no-operation-result': onCreated((result) => ({
    ...result,
    content: [{ type: 'text', text: 'The work has begun' }],
  })),

  /** What the model is to read is an object, as other content is. */
  'tasks.create.model-immediate-response': onCreated((result) => ({
    ...result,
    _meta: { ...(isObject(result._meta) ? result._meta : {}), [IMMEDIATE]: { type: 'text', text: 'It has begun' } },
  })),
};

/** specification/tasks.md, how a task is begun. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, isObject, type JsonObject, parse } from '../../judge/engine/json.ts';
import { type Asked, askedFor, askedIn, remember } from '../engine/asked.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { asTask, onCreated, STATUS, untold } from './told.ts';

const IMMEDIATE = 'io.modelcontextprotocol/model-immediate-response';

/** Seconds of work from which on a late handle shows; a shorter piece of the same work is handed out as ever. */
const LONG_SECONDS = 5;
const isSlow = (asked: Asked | undefined): boolean =>
  asked !== undefined &&
  asTask(asked) &&
  asked.params.name === 'slow_compute' &&
  Number(at(asked.params, 'arguments', 'seconds')) >= LONG_SECONDS;

/** The task that is kept back, and what would have handed it out. */
interface Held {
  readonly taskId?: unknown;
  readonly events: readonly WireDraft[];
}

/** The slow task is handed out when it is told that it has ended. */
const handedOutAtItsEnd: Mutant = (event, memo: Memo) => {
  remember(event, memo);
  const held = memo.held as Held | undefined;
  const message = event.direction === 'received' && 'text' in event ? parse(event.text ?? '') : undefined;
  const isOver = held !== undefined && isObject(message) && message.method === STATUS;
  if (isOver && at(message, 'params', 'taskId') === held.taskId) {
    memo.held = undefined;
    memo.released = true;
    return [...held.events, event];
  }
  if (memo.released === true || event.direction !== 'received') return [event];
  const asked = askedIn(event, memo) ?? (isObject(message) ? askedFor(event, message as JsonObject, memo) : undefined);
  if (!isSlow(asked)) return [event];
  const taskId = at(message, 'result', 'task', 'taskId') ?? held?.taskId;
  memo.held = { taskId, events: [...(held?.events ?? []), event] } satisfies Held;
  return [];
};

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

  'tasks.create.promptly': handedOutAtItsEnd,

  /** What the model is to read is an object, as other content is. */
  'tasks.create.model-immediate-response': onCreated((result) => ({
    ...result,
    _meta: { ...(isObject(result._meta) ? result._meta : {}), [IMMEDIATE]: { type: 'text', text: 'It has begun' } },
  })),
};

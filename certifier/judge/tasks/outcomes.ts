/** What tasks ended in: the answers to `tasks/result`, and what the same calls are answered with without a task. */
import { canonical, isObject, type Json, member } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { isJudged, METHOD_NOT_FOUND, plainCalls, RELATED_TASK, relatedTask, taskIdOf } from './readers.ts';
import { creationOf, historyOf, isTerminal, type Sighting, statusOf } from './sightings.ts';

const callKey = ({ connection, params }: Call): string =>
  `${connection} ${canonical(member(params, 'name') ?? null)} ${canonical(member(params, 'arguments') ?? {})}`;
const plainByCall = remembered((view) => groupBy(plainCalls(view), callKey));

/** What an answer says, without the metadata that names the task. */
export function outcomeOf({ result, error }: Call): string | undefined {
  if (error !== undefined) return `error ${canonical({ code: error.code ?? null, message: error.message ?? null })}`;
  if (result === undefined) return undefined;
  const { _meta: meta, ...rest } = result;
  const kept = Object.entries(isObject(meta) ? meta : {}).filter(([name]) => name !== RELATED_TASK);
  return `result ${canonical({ ...rest, ...(kept.length === 0 ? {} : { _meta: Object.fromEntries(kept) }) })}`;
}

/**
 * The same call without a task, made both before the task was begun and after, and answered alike: only then is it known what the
 * task should end in. A tool may tell the time.
 */
export function plainTwinOf(view: View, call: Call): Call | undefined {
  const twins = plainByCall(view).get(callKey(call)) ?? [];
  const before = twins.filter(({ request }) => request.seq < call.request.seq).at(-1);
  const after = twins.find(({ request }) => request.seq > call.request.seq);
  if (before === undefined || after === undefined) return undefined;
  // A tool that is only run as a task has to refuse the plain call: this says nothing of what its task should end in.
  if (errorCode(before) === METHOD_NOT_FOUND) return undefined;
  const outcome = outcomeOf(before);
  return outcome !== undefined && outcome === outcomeOf(after) ? before : undefined;
}

export interface Retrieval {
  /** The `tasks/result` request. */
  readonly call: Call;
  readonly id: Json | undefined;
  /** The call that began the task. */
  readonly origin: Call;
  /** The task at its end, as it was seen. */
  readonly end: Sighting | undefined;
}
/**
 * Answered `tasks/result` for tasks that we saw handed out. That the server does not know the method is another rule's business, and so is
 * what it makes of metadata that name another task.
 */
export const retrievals = remembered((view): readonly Retrieval[] =>
  view.callsTo('tasks/result').flatMap((call) => {
    const id = taskIdOf(call);
    const origin = creationOf(view, call, id)?.call;
    const isAboutOne = [undefined, id].includes(relatedTask(call.params));
    if (origin === undefined || !isAboutOne || !isJudged(view, call) || errorCode(call) === METHOD_NOT_FOUND) return [];
    return [{ call, id, origin, end: historyOf(view, call.connection, id).find((each) => isTerminal(statusOf(each))) }];
  }),
);

/** Those of tasks that completed or failed: a cancelled one has no outcome of its own. */
export const finalRetrievals = (view: View): readonly Retrieval[] =>
  retrievals(view).filter(({ end }) => end !== undefined && statusOf(end) !== 'cancelled');

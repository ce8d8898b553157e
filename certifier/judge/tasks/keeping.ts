/** specification/tasks.md, how long tasks are kept, and who sees them. */
import type { Check, Checks } from '../engine/check.ts';
import { header } from '../engine/exchange.ts';
import { isObject, member, objectsIn, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { countBefore } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { declaresTo, isAnonymous, tasksTo } from './declared.ts';
import { answerWords, callsAsTask, created, INVALID_PARAMS, isJudged, nameOf, seqOf, taskIdOf } from './readers.ts';
import { creationOf, historyOf, isGivenAfter, sightings, ttlOf, wasKept } from './sightings.ts';

/** The lifetime in each answer, and that the task is there as long as it says. */
const actualTtl: Check = (view, sink) => {
  for (const { task, place, seq } of sightings(view)) {
    if (place !== 'tasks/get' || member(task, 'ttl') === undefined) continue;
    sink.examined();
    if (ttlOf(task) !== undefined) continue;
    sink.finding({
      message: '`tasks/get` does not say for how long the task is kept.',
      expected: 'a `ttl` that is a number of milliseconds, or null',
      actual: quote(member(task, 'ttl')),
      seq: [seq],
    });
  }
  for (const call of view.callsTo('tasks/get')) {
    if (errorCode(call) !== INVALID_PARAMS || !isJudged(view, call) || !wasKept(view, call)) continue;
    const told = historyOf(view, call.connection, taskIdOf(call)).filter(
      ({ place, seq }) => place === 'tasks/get' && seq < call.request.seq,
    );
    const last = told.at(-1);
    // What is given afterwards was not gone: it was refused for another reason.
    if (last === undefined || isGivenAfter(view, call.connection, taskIdOf(call), call.response?.seq ?? 0)) continue;
    sink.finding({
      message: 'A task is gone before the time that it was to be kept has passed.',
      expected: `the task, for ${quote(ttlOf(last.task))} ms from its creation`,
      actual: answerWords(call),
      seq: [...seqOf(call), last.seq],
    });
  }
};

/** More than thirty years: no server means to keep a task so long because it was asked to. */
const BEYOND_REASON_MS = 1_000_000_000_000;

const maxTtl: Check = (view, sink) => {
  // A refusal is a limit too, of a tool that is run as a task for those who ask for less, where nothing else was asked for.
  const run = new Set(created(view).map(({ call }) => quote(nameOf(call))));
  for (const call of callsAsTask(view)) {
    const asked = member(call.params.task, 'ttl');
    if (typeof asked !== 'number' || asked < BEYOND_REASON_MS) continue;
    const isAlone = Object.keys(isObject(call.params.task) ? call.params.task : {}).length === 1;
    if (errorCode(call) === INVALID_PARAMS && isAlone && run.has(quote(nameOf(call)))) sink.examined();
  }
  for (const { call, task } of created(view)) {
    const asked = member(call.params.task, 'ttl');
    const given = ttlOf(task);
    if (typeof asked !== 'number' || asked < BEYOND_REASON_MS || given === undefined) continue;
    sink.examined();
    if (given !== null && given < asked) continue;
    sink.finding({
      message: 'A task is kept as long as its requestor asks, however long that is.',
      expected: `less than the ${asked} ms that were asked for`,
      actual: given === null ? 'a lifetime without end' : `${given} ms`,
      seq: [...seqOf(call)],
    });
  }
};

/** How long after its time a task may still be given. */
const PROMPT_MS = 10_000;

const cleanup: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/get')) {
    const begun = creationOf(view, call, taskIdOf(call));
    if (begun?.call.response === undefined || call.response === undefined || !isJudged(view, call)) continue;
    const told = historyOf(view, call.connection, begun.id).filter(({ seq }) => seq <= (call.response?.seq ?? 0));
    const lifetimes = told.map(({ task }) => ttlOf(task));
    if (!lifetimes.every((ttl) => typeof ttl === 'number')) continue;
    const ttl = lifetimes.reduce((longest, each) => Math.max(longest, each), Number.NEGATIVE_INFINITY);
    const since = { created: begun.call.response.at, asked: call.request.at };
    // Gone, when its time had passed: this is what is asked for. Still there, well after that, is not.
    const isGone = errorCode(call) === INVALID_PARAMS && call.response.at - begun.call.request.at >= ttl;
    const isStale = call.result !== undefined && since.asked - since.created > ttl + PROMPT_MS;
    if (!isGone && !isStale) continue;
    sink.examined();
    if (!isStale) continue;
    sink.finding({
      message: 'A task is still given long after its time has passed.',
      expected: `an error, ${PROMPT_MS / 1000} seconds after its \`ttl\` of ${ttl} ms at the latest`,
      actual: `the task, ${Math.round(since.asked - since.created)} ms after it was handed out`,
      seq: [...seqOf(call), ...seqOf(begun.call)],
    });
  }
};

/**
 * Without credentials a server may still tell its requestors apart by their sessions. That it cannot is seen where it lists a task
 * for somebody else than the one whom it was handed out to.
 */
const anonymousList: Check = (view, sink) => {
  if (view.transport === 'stdio') return;
  const told = view.callsTo('initialize').filter((call) => isAnonymous(call) && isObject(tasksTo(view, call)));
  if (told.length > 0 && !told.some((call) => declaresTo(view, call, 'list'))) return sink.examined();
  const owners = new Map(created(view).map(({ call, id }) => [id, call]));
  for (const call of view.callsTo('tasks/list')) {
    if (call.result === undefined || !isAnonymous(call) || !declaresTo(view, call, 'list')) continue;
    const foreign = objectsIn(member(call.result, 'tasks'))
      .map((task) => member(task, 'taskId'))
      .find((id) => isForeign(call, owners.get(id)));
    if (foreign === undefined && !hasForeign(view, call)) continue;
    sink.examined();
    if (foreign === undefined) continue;
    sink.finding({
      message: 'The server does not know who asks, and lists the tasks of others to everybody.',
      expected: '`tasks.list` not declared, or a list of the requestor’s own tasks',
      actual: `the task ${quote(foreign)}, which was handed out on another connection`,
      seq: [...seqOf(call)],
    });
  }
};

const sessionOf = ({ exchange }: Call): string | undefined => header(exchange?.request.headers ?? [], 'mcp-session-id');
/** The task was handed out to somebody else, on another connection and in another session. */
const isForeign = (call: Call, owner: Call | undefined): boolean =>
  owner !== undefined &&
  owner.connection !== call.connection &&
  (sessionOf(call) === undefined || sessionOf(call) !== sessionOf(owner));

interface Given {
  readonly owner: Call;
  /** Where it was handed out. */
  readonly begun: number;
  /** Where the last request for it was sent that was answered with it. */
  readonly until: number;
  /** The greatest `until` of this one and those begun before. */
  readonly greatest: number;
}

/** Tasks that were handed out and given again, as they were begun. */
const given = remembered((view): readonly Given[] => {
  const all = created(view).flatMap(({ call: owner, id }) => {
    const begun = owner.response?.seq;
    const gets = historyOf(view, owner.connection, id).filter(({ place }) => place === 'tasks/get');
    if (begun === undefined || gets.length === 0) return [];
    return [{ owner, begun, until: gets.reduce((last, { after }) => Math.max(last, after), 0) }];
  });
  let greatest = 0;
  return all
    .sort((a, b) => a.begun - b.begun)
    .map((each) => {
      greatest = Math.max(greatest, each.until);
      return { ...each, greatest };
    });
});

/** Whether there was a task of another connection, begun before and given after this list. */
function hasForeign(view: View, call: Call): boolean {
  const all = given(view);
  const listed = call.response?.seq ?? 0;
  for (let index = countBefore(all, call.request.seq, ({ begun }) => begun) - 1; index >= 0; index -= 1) {
    const each = all[index] as Given;
    // Of those begun before this one, none was given so late.
    if (each.greatest <= listed) return false;
    if (each.until > listed && isForeign(call, each.owner)) return true;
  }
  return false;
}

export const checks: Checks = {
  'tasks.ttl.actual': actualTtl,
  'tasks.resources.max-ttl': maxTtl,
  'tasks.resources.cleanup': cleanup,
  'tasks.auth.no-anonymous-list': anonymousList,
};

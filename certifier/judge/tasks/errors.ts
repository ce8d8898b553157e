/** specification/tasks.md, errors. */
import type { Reply } from '../engine/bare.ts';
import type { Check, Checks } from '../engine/check.ts';
import { saysNothing } from '../engine/complaint.ts';
import { canonical, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { declaresTo, hasTasks } from './declared.ts';
import { finalRetrievals, plainTwinOf } from './outcomes.ts';
import {
  INVALID_PARAMS,
  isJudged,
  knowsCancel,
  METHOD_NOT_FOUND,
  nameOf,
  relatedTask,
  repliedTo,
  seqOf,
  silenceOf,
  taskIdOf,
} from './readers.ts';
import {
  allHistories,
  creationOf,
  hasExpired,
  isGivenAfter,
  isTerminal,
  type Sighting,
  sightingIn,
  sightings,
  statusOf,
} from './sightings.ts';

const METHODS = ['tasks/get', 'tasks/result', 'tasks/cancel'] as const;

const knownIds = remembered(
  (view) => new Set(sightings(view).flatMap(({ id }) => (id === undefined ? [] : [canonical(id)]))),
);

/** Connection and method of what was accepted. */
const acceptedPlaces = remembered(
  (view) =>
    new Set(
      view.calls
        .filter(({ result }) => result !== undefined)
        .map(({ connection, method }) => `${connection} ${method}`),
    ),
);

/** Requests about a task that no answer ever showed, neither by their parameter nor by their metadata. */
const aboutNone = (view: View): readonly Call[] =>
  METHODS.flatMap((method) => view.callsTo(method)).filter((call) => {
    const id = taskIdOf(call);
    const isServed = call.method === 'tasks/cancel' ? declaresTo(view, call, 'cancel') : hasTasks(view, call);
    const isKnown = [id, relatedTask(call.params)].some((each) => knownIds(view).has(canonical(each ?? null)));
    return isServed && typeof id === 'string' && !isKnown;
  });

/** What came for a request about a task that does not exist: also nothing, as where `tasks/result` waits for one that cannot come. */
const refusedOrNot = (view: View, call: Call): Reply | undefined => repliedTo(view, call) ?? silenceOf(view, call);

const unknownTask: Check = (view, sink) => {
  const finding = (call: Call, { words, seq }: Reply, which: string): void =>
    sink.finding({
      message: `\`${call.method}\` for ${which} is not refused as it must be.`,
      expected: 'an error with the code -32602 (Invalid params)',
      actual: words,
      seq: [seq, call.request.seq],
    });
  for (const call of aboutNone(view)) {
    const hasTwin = acceptedPlaces(view).has(`${call.connection} ${call.method}`);
    const code = errorCode(call);
    const reply = refusedOrNot(view, call);
    if (reply === undefined) continue;
    const isKnown = hasTwin || (call.method === 'tasks/cancel' && knowsCancel(view));
    const isBare = call.response === undefined && call.gaveUp === undefined;
    // That a method is not known at all is a rule of its own.
    if ((isBare || code === METHOD_NOT_FOUND) && !isKnown) continue;
    // Only of a server that gives a task can it be said that it refuses another.
    if (code === INVALID_PARAMS && !hasTwin) continue;
    sink.examined();
    if (code !== INVALID_PARAMS) finding(call, reply, 'an id that no task has');
  }
  // The error that `tasks/result` gives may be the outcome of a task that is kept for longer than was promised.
  for (const call of [...view.callsTo('tasks/get'), ...view.callsTo('tasks/cancel')]) {
    const reply = call.result === undefined && hasExpired(view, call) ? refusedOrNot(view, call) : undefined;
    if (reply === undefined || !acceptedPlaces(view).has(`${call.connection} tasks/get`)) continue;
    if (call.method === 'tasks/cancel' && !(declaresTo(view, call, 'cancel') && knowsCancel(view))) continue;
    // A server may keep it longer: then the error has another reason.
    if (isGivenAfter(view, call.connection, taskIdOf(call), reply.seq)) continue;
    sink.examined();
    if (errorCode(call) !== INVALID_PARAMS) finding(call, reply, 'a task whose time has passed');
  }
};

/** What says no more than that there was an error, or than the code does. */
const EMPTY_WORDS =
  /^\W*(?:error|failed|bad request|invalid (?:param(?:eter)?s|request)|(?:internal|unknown) (?:server )?error|server error)\W*$/i;
/** A library writes the code before the words. */
const CODE_IN_WORDS = /^(?:MCP )?error -?\d{1,6}: ?/i;
/** A text that says something. */
const isInformative = (message: unknown): boolean =>
  typeof message === 'string' &&
  /\p{L}/u.test(message) &&
  !saysNothing(message) &&
  !EMPTY_WORDS.test(message.replace(CODE_IN_WORDS, ''));

const informative: Check = (view, sink) => {
  for (const method of [...METHODS, 'tasks/list'] as const) {
    for (const call of view.callsTo(method)) {
      if (call.error === undefined || !hasTasks(view, call) || !isJudged(view, call)) continue;
      // The outcome of a task may be an error that the tool itself chose.
      if (method === 'tasks/result' && creationOf(view, call, taskIdOf(call)) !== undefined) continue;
      sink.examined();
      const message = member(call.error, 'message');
      if (isInformative(message)) continue;
      sink.finding({
        message: `The error that answers \`${method}\` does not say what was wrong.`,
        expected: 'a `message` that tells the cause',
        actual: quote(message),
        seq: [...seqOf(call)],
      });
    }
  }
};

/** A look at a task after its result was waited for in vain. */
function stillOpen(view: View, history: readonly Sighting[]): Sighting | undefined {
  const [first] = history;
  if (first === undefined) return undefined;
  const waited = unansweredResults(view).get(`${first.connection} ${canonical(first.id ?? null)}`) ?? [];
  const [silence] = waited.flatMap((call) => silenceOf(view, call) ?? []);
  return silence === undefined ? undefined : history.find(({ after }) => after > silence.seq);
}
const unansweredResults = remembered((view) =>
  groupBy(
    view.callsTo('tasks/result').filter(({ response }) => response === undefined),
    (call) => `${call.connection} ${canonical(taskIdOf(call) ?? null)}`,
  ),
);

/** How a task ended whose call is known to end in an error of JSON-RPC. */
const failedOnError: Check = (view, sink) => {
  for (const history of allHistories(view)) {
    const end = history.find((each) => isTerminal(statusOf(each))) ?? stillOpen(view, history);
    if (end === undefined || statusOf(end) === 'cancelled') continue;
    const origin = creationOf(view, end, end.id)?.call;
    const twin = origin === undefined ? undefined : plainTwinOf(view, origin);
    if (origin === undefined || twin?.error === undefined) continue;
    sink.examined();
    if (statusOf(end) === 'failed') continue;
    sink.finding({
      message: `A task of the tool ${quote(nameOf(origin))}, which ends in an error, has not failed.`,
      expected: 'the status "failed"',
      actual: `the status ${quote(statusOf(end))}`,
      seq: [end.seq, ...seqOf(twin)],
    });
  }
};

const failedOnToolError: Check = (view, sink) => {
  for (const { call, origin, end } of finalRetrievals(view)) {
    if (member(call.result, 'isError') !== true || end === undefined) continue;
    sink.examined();
    if (statusOf(end) === 'failed') continue;
    sink.finding({
      message: `A task of the tool ${quote(nameOf(origin))}, whose result has \`isError\`, has not failed.`,
      expected: 'the status "failed"',
      actual: `the status ${quote(statusOf(end))}`,
      seq: [end.seq, ...seqOf(call)],
    });
  }
};

const statusMessage: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/get')) {
    const answer = sightingIn(view, call);
    if (answer === undefined || statusOf(answer) !== 'failed') continue;
    sink.examined();
    const message = member(answer.task, 'statusMessage');
    if (typeof message === 'string' && !saysNothing(message)) continue;
    sink.finding({
      message: 'A task has failed, and does not say why.',
      expected: 'a `statusMessage` that tells what went wrong',
      actual: quote(message),
      seq: [...seqOf(call)],
    });
  }
};

export const checks: Checks = {
  'tasks.error.unknown-task': unknownTask,
  'tasks.error.informative': informative,
  'tasks.failed.on-error': failedOnError,
  'tasks.failed.tool-is-error': failedOnToolError,
  'tasks.failed.status-message': statusMessage,
};

/** specification/tasks.md, messages that belong to a task. */
import type { Check, Checks } from '../engine/check.ts';
import { at, canonical, type Json, member, quote } from '../engine/json.ts';
import { type Call, idOf, type Message, methodOf } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import { sentResponses } from '../engine/sent.ts';
import type { View } from '../engine/view.ts';
import { retrievals } from './outcomes.ts';
import { answerWords, created, isJudged, RELATED_TASK, relatedTask, seqOf, taskIdOf } from './readers.ts';
import { announcedOf, creationOf, endedBefore, historyOf, statusOf, wasKept } from './sightings.ts';

const resultIncludes: Check = (view, sink) => {
  for (const { call, id } of retrievals(view)) {
    if (call.result === undefined) continue;
    sink.examined();
    const named = relatedTask(call.result);
    if (named !== undefined && named === id) continue;
    sink.finding({
      message: 'A result of `tasks/result` does not name its task in its metadata.',
      expected: `\`_meta["${RELATED_TASK}"].taskId\` ${quote(id)}`,
      actual: quote(named),
      seq: [...seqOf(call)],
    });
  }
};

const receiverOmits: Check = (view, sink) => {
  for (const method of ['tasks/get', 'tasks/list', 'tasks/cancel'] as const) {
    for (const call of view.callsTo(method)) {
      if (call.result === undefined) continue;
      sink.examined();
      const named = at(call.result, '_meta', RELATED_TASK);
      if (named === undefined) continue;
      sink.finding({
        message: `The result of \`${method}\` names a task in its metadata.`,
        expected: `no \`${RELATED_TASK}\` in \`_meta\``,
        actual: quote(named),
        seq: [...seqOf(call)],
      });
    }
  }
};

/** A request whose parameters name one task and whose metadata name another. */
interface Ambiguous {
  readonly call: Call;
  readonly id: Json | undefined;
  readonly other: Json;
}

const ambiguous = (view: View, method: string): readonly Ambiguous[] =>
  view.callsTo(method).flatMap((call) => {
    const [id, other] = [taskIdOf(call), relatedTask(call.params)];
    return other === undefined || other === id || !isJudged(view, call) ? [] : [{ call, id, other }];
  });

const givenIn = ({ result }: Call): Json | undefined => member(result, 'taskId') ?? at(result, 'task', 'taskId');

/*
 * Three ways to tell by which of the two a server goes. Each gives what came instead of what is due, '' where that came, and undefined
 * where it cannot be told.
 */

/** A task that was given without such metadata before and after, so that it was there. */
const asLookedAt = (view: View, { call, id }: Ambiguous): string | undefined => {
  const history = historyOf(view, call.connection, id);
  const wasThere =
    history.some(({ place, seq }) => place === 'tasks/get' && seq < call.request.seq) &&
    history.some(({ place, after }) => place === 'tasks/get' && after > (call.response?.seq ?? 0));
  if (creationOf(view, call, id) === undefined || !wasThere) return undefined;
  const given = givenIn(call);
  return given === id ? '' : given === undefined ? answerWords(call) : `the task ${quote(given)}`;
};

/** A result that was given without such metadata before and, where it is refused now, after: it may be given to nobody twice. */
const asFetched = (view: View, { call, id, other }: Ambiguous): string | undefined => {
  const given = retrievals(view).filter(
    (each) => each.id === id && each.call.connection === call.connection && each.call.result !== undefined,
  );
  if (!given.some((each) => each.call.request.seq < call.request.seq) || !wasKept(view, call)) return undefined;
  const named = relatedTask(call.result);
  const isGivenAgain = given.some((each) => each.call.request.seq > (call.response?.seq ?? 0));
  if (call.error !== undefined) return isGivenAgain ? answerWords(call) : undefined;
  return named === other ? `the result of the task ${quote(named)}` : named === id ? '' : undefined;
};

/** The cancellation of a task that does not exist, whose metadata name one that goes on. */
const asCancelled = (view: View, { call, id, other }: Ambiguous): string | undefined => {
  const { connection, request, response } = call;
  const isOurs = creationOf(view, call, other) !== undefined && creationOf(view, call, id) === undefined;
  if (!isOurs || endedBefore(view, connection, other, request.seq) !== undefined) return undefined;
  if (givenIn(call) === other) return `the task ${quote(other)}`;
  const isNext = (each: Call): boolean =>
    each.connection === connection && each.request.seq > request.seq && taskIdOf(each) === other;
  // What its own cancellation made of it tells nothing.
  const until = view.callsTo('tasks/cancel').find(isNext)?.request.seq ?? Number.POSITIVE_INFINITY;
  const later = historyOf(view, connection, other).find(({ after }) => after > (response?.seq ?? 0) && after < until);
  if (later === undefined) return undefined;
  return statusOf(later) === 'cancelled' ? `the task ${quote(other)} is cancelled` : '';
};

const parameterCounts: Check = (view, sink) => {
  for (const [method, went] of [
    ['tasks/get', asLookedAt],
    ['tasks/result', asFetched],
    ['tasks/cancel', asCancelled],
  ] as const) {
    for (const each of ambiguous(view, method)) {
      const actual = went(view, each);
      if (actual === undefined) continue;
      sink.examined();
      if (actual === '') continue;
      sink.finding({
        message: `\`${method}\` goes by the task that the metadata names, and not by its parameter.`,
        expected: method === 'tasks/cancel' ? 'an error, and no task cancelled' : `the task ${quote(each.id)}`,
        actual,
        seq: [...seqOf(each.call)],
      });
    }
  }
};

/** Connection and progress token → the task of the call that gave it. */
const taskOfToken = remembered((view) => {
  const found = new Map<string, { readonly id: Json | undefined; readonly seq: number }>();
  for (const { call, id } of created(view)) {
    const token = call.meta.progressToken;
    if (token !== undefined)
      found.set(`${call.connection} ${canonical(token)}`, { id, seq: call.response?.seq ?? call.request.seq });
  }
  return found;
});

const exchangeOfResult = remembered(
  (view) =>
    new Map(
      view
        .callsTo('tasks/result')
        .flatMap((call) => (call.exchange === undefined ? [] : [[call.exchange.number, call]])),
    ),
);

/** The task that a message surely belongs to: it bears the token of its call, or comes with its result over HTTP. */
function taskOf(view: View, message: Message): Json | undefined {
  const { exchange, connection, value } = message;
  const retrieval = exchange === undefined ? undefined : exchangeOfResult(view).get(exchange);
  if (retrieval !== undefined) return taskIdOf(retrieval);
  const token = at(value, 'params', 'progressToken');
  const known = token === undefined ? undefined : taskOfToken(view).get(`${connection} ${canonical(token)}`);
  return known !== undefined && known.seq < message.seq ? known.id : undefined;
}

const NAMED: ReadonlySet<string | undefined> = new Set(['notifications/progress', 'notifications/message']);

const allMessages: Check = (view, sink) => {
  for (const message of view.notifications) {
    if (!NAMED.has(methodOf(message))) continue;
    const id = taskOf(view, message);
    if (id === undefined) continue;
    sink.examined();
    const named = relatedTask(member(message.value, 'params'));
    if (named === id) continue;
    sink.finding({
      message: `A \`${methodOf(message)}\` that belongs to a task does not name it in its metadata.`,
      expected: `\`_meta["${RELATED_TASK}"].taskId\` ${quote(id)}`,
      actual: quote(named),
      seq: [message.seq],
    });
  }
};

/** Requests by which a server gets what it needs to go on. */
const OF_INPUT: ReadonlySet<string | undefined> = new Set([
  'elicitation/create',
  'sampling/createMessage',
  'roots/list',
]);

const isOfTask = ({ method, params }: Call): boolean =>
  method.startsWith('tasks/') || (method === 'tools/call' && Object.hasOwn(params, 'task'));
/** Connection → the requests on it that have nothing to do with a task. */
const otherCalls = remembered((view) =>
  groupBy(
    view.calls.filter((call) => !isOfTask(call)),
    ({ connection }) => connection,
  ),
);
const tasksOn = remembered((view) => groupBy(created(view), ({ call }) => call.connection));

/** HTTP: it is the exchange of a request that has nothing to do with a task. */
const isOfAnother = (view: View, exchange: number | undefined): boolean =>
  exchange !== undefined && otherExchanges(view).has(exchange);
const otherExchanges = remembered(
  (view) => new Set(view.calls.flatMap((call) => (isOfTask(call) ? [] : [call.exchange?.number]))),
);

/** The task said that it waits for its requestor, while this request waited for our answer. */
function waitedMeanwhile(view: View, message: Message, id: Json | undefined): boolean {
  const answer = sentResponses(view).find(
    (each) => each.connection === message.connection && each.seq > message.seq && idOf(each) === idOf(message),
  );
  const until = answer?.seq ?? Number.POSITIVE_INFINITY;
  const told = [
    ...historyOf(view, message.connection, id),
    ...announcedOf(view, { connection: message.connection, id }),
  ];
  return told.some((each) => statusOf(each) === 'input_required' && each.seq > message.seq && each.after < until);
}

/**
 * The tasks that a request of the server can belong to: the one whose result we asked for in the same exchange; on any other stream,
 * and over stdio, those that had not ended, where nothing else was going on for which it could be sent. A server may ask for reasons of
 * its own as well: a request that names no task is one of a task only where that task said meanwhile that it waits.
 */
export function tasksBehind(view: View, message: Message): readonly (Json | undefined)[] {
  const { connection, seq, exchange } = message;
  const retrieval = exchange === undefined ? undefined : exchangeOfResult(view).get(exchange);
  if (retrieval !== undefined) return [taskIdOf(retrieval)];
  // A server may look at the roots for itself, whenever it likes.
  if (methodOf(message) === 'roots/list' || isOfAnother(view, exchange)) return [];
  const open = (tasksOn(view).get(connection) ?? []).filter(
    ({ call, id }) => (call.response?.seq ?? seq) < seq && !endedBefore(view, connection, id, seq),
  );
  const isBusy = (): boolean =>
    (otherCalls(view).get(connection) ?? []).some(
      ({ request, response }) => request.seq < seq && seq < (response?.seq ?? Number.POSITIVE_INFINITY),
    );
  if (open.length === 0 || isBusy()) return [];
  const isNamed = relatedTask(member(message.value, 'params')) !== undefined;
  return open.map(({ id }) => id).filter((id) => isNamed || waitedMeanwhile(view, message, id));
}

/** Requests of the server that surely belong to a task. */
export const inputRequests = remembered((view) =>
  view.serverRequests.flatMap((message) => {
    const tasks = OF_INPUT.has(methodOf(message)) ? tasksBehind(view, message) : [];
    return tasks.length === 0 ? [] : [{ message, tasks }];
  }),
);

const inputRequest: Check = (view, sink) => {
  for (const { message, tasks } of inputRequests(view)) {
    sink.examined();
    const named = relatedTask(member(message.value, 'params'));
    if (named !== undefined && tasks.includes(named)) continue;
    sink.finding({
      message: `\`${methodOf(message)}\`, which a task depends on, does not name that task in its metadata.`,
      expected: `\`_meta["${RELATED_TASK}"].taskId\` ${tasks.map((id) => quote(id)).join(' or ')}`,
      actual: quote(named),
      seq: [message.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.related.result-includes': resultIncludes,
  'tasks.related.receiver-omits': receiverOmits,
  'tasks.related.parameter-counts': parameterCounts,
  'tasks.related.all-messages': allMessages,
  'tasks.related.input-request': inputRequest,
};

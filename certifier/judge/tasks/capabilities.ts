/** specification/tasks.md, capabilities. */
import { isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { INTERNAL_ERROR } from '../engine/handled.ts';
import { at, canonical, isObject, type Json, member, quote } from '../engine/json.ts';
import { tellingCalls } from '../engine/known.ts';
import { capabilityStatement } from '../engine/lists.ts';
import type { Call } from '../engine/message.ts';
import { groupBy, lastBefore } from '../engine/order.ts';
import { type PassedOver, passedOver } from '../engine/passed-over.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { handshakeOn } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { declaresRequest, declaresTo, tasksTo } from './declared.ts';
import {
  acceptedAsTask,
  answerWords,
  asksForTask,
  created,
  handleIn,
  INVALID_PARAMS,
  isJudged,
  isPlain,
  isServed,
  knowsCancel,
  METHOD_NOT_FOUND,
  nameOf,
  repliedTo,
  seqOf,
} from './readers.ts';

/** Entries of a `tasks` capability that the text knows. */
const ENTRIES: readonly (readonly string[])[] = [
  ['list'],
  ['cancel'],
  ['requests'],
  ['requests', 'tools'],
  ['requests', 'tools', 'call'],
];

/** Each thing that was said of tasks in a handshake, once: most sessions are told the same. */
const statements = remembered((view): readonly { readonly tasks: Json; readonly call: Call }[] => {
  const found = new Map<string, { readonly tasks: Json; readonly call: Call }>();
  for (const call of view.callsTo('initialize')) {
    // What a session of another revision is told is no business of this one.
    if (at(call.result, 'protocolVersion') !== view.revision) continue;
    const tasks = at(call.result, 'capabilities', 'tasks');
    if (tasks === undefined || found.has(canonical(tasks))) continue;
    found.set(canonical(tasks), { tasks, call });
  }
  return [...found.values()];
});

const objects: Check = (view, sink) => {
  for (const { tasks, call } of statements(view)) {
    const wrong = (path: readonly string[], value: Json): void =>
      sink.finding({
        message: `The capability \`${['tasks', ...path].join('.')}\` is no object.`,
        expected: 'an object, empty or not',
        actual: quote(value),
        seq: [...seqOf(call)],
      });
    sink.examined();
    if (!isObject(tasks)) wrong([], tasks);
    for (const path of ENTRIES) {
      const value = at(tasks, ...path);
      if (value === undefined) continue;
      sink.examined();
      if (!isObject(value)) wrong(path, value);
    }
  }
};

const declared: Check = (view, sink) => {
  const statement = capabilityStatement(view);
  if (statement === undefined || created(view).length === 0) return;
  sink.examined();
  const undeclared = created(view).find(({ call }) => !declaresRequest(view, call));
  if (undeclared === undefined) return;
  const { call } = undeclared;
  sink.finding({
    message: `A call of the tool ${quote(nameOf(call))} runs as a task, but \`tasks.requests.tools.call\` is not declared.`,
    expected: '`capabilities.tasks.requests.tools.call` in the answer to `initialize`',
    actual: `\`tasks\`: ${quote(tasksTo(view, call))}`,
    seq: [...seqOf(call), ...seqOf(handshakeOn(view).get(call.connection) ?? statement)],
  });
};

/** Codes by which a server says that it cannot serve such a request at all. Those of its own may have good reasons. */
const UNSERVED: ReadonlySet<number | undefined> = new Set([-32600, INVALID_PARAMS]);
/** So many internal errors, and no list, are no accident. */
const FEWEST_BROKEN = 2;

const replied = (call: Call): PassedOver => ({
  call,
  words: answerWords(call),
  seq: call.response?.seq ?? call.request.seq,
});

/** Where the list was never given, each refusal of it tells, in words of the protocol or in none. */
function refusalsOf(view: View, plain: readonly Call[]): readonly PassedOver[] {
  if (plain.some(({ result }) => result !== undefined)) return [];
  const refused = plain.filter((call) => isJudged(view, call));
  const unserved = refused.filter((call) => UNSERVED.has(errorCode(call)));
  const broken = refused.filter((call) => errorCode(call) === INTERNAL_ERROR);
  const telling = [...unserved, ...(broken.length < FEWEST_BROKEN ? [] : broken)];
  return [...telling.map(replied), ...passedOver(view, plain)];
}

/** Plain requests for the first page; a cursor may be wrong. */
const listed: Check = (view, sink) => {
  const plain = view
    .callsTo('tasks/list')
    .filter(
      (call) => !Object.hasOwn(call.params, 'cursor') && declaresTo(view, call, 'list') && isWellCarried(view, call),
    );
  const finding = ({ call, words, seq }: PassedOver): void =>
    sink.finding({
      message: 'The capability `tasks.list` is declared, but `tasks/list` gives no list of tasks.',
      expected: 'a result with the array `tasks`, empty or not',
      actual: words,
      seq: [seq, call.request.seq],
    });
  for (const { call, known } of tellingCalls(view, plain)) {
    sink.examined();
    if (!known || !Array.isArray(member(call.result, 'tasks'))) finding(replied(call));
  }
  for (const refusal of refusalsOf(view, plain)) {
    sink.examined();
    finding(refusal);
  }
};

const cancelKnown: Check = (view, sink) => {
  for (const call of view.callsTo('tasks/cancel')) {
    if (!declaresTo(view, call, 'cancel') || !isJudged(view, call)) continue;
    sink.examined();
    // What has cancelled a task, or refused one, knows the method: that it says something else of another task is a rule of its own.
    if (errorCode(call) !== METHOD_NOT_FOUND || knowsCancel(view)) continue;
    sink.finding({
      message: 'The capability `tasks.cancel` is declared, but the server does not know `tasks/cancel`.',
      expected: 'the cancelled task, or an error that speaks of the task',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

const refusedUndeclared =
  (operation: 'list' | 'cancel'): Check =>
  (view, sink) => {
    for (const call of view.callsTo(`tasks/${operation}`)) {
      if (!isObject(tasksTo(view, call)) || declaresTo(view, call, operation)) continue;
      const reply = repliedTo(view, call);
      if (reply === undefined) continue;
      sink.examined();
      if (errorCode(call) === METHOD_NOT_FOUND) continue;
      sink.finding({
        message: `\`tasks.${operation}\` is not declared, and yet \`tasks/${operation}\` is not refused as an unknown method is.`,
        expected: 'an error with the code -32601 (Method not found)',
        actual: reply.words,
        seq: [reply.seq, call.request.seq],
      });
    }
  };

/** A call that was accepted, and answered with what the tool has to say. */
const runsAsTask: Check = (view, sink) => {
  for (const call of acceptedAsTask(view)) {
    sink.examined();
    if (isObject(member(call.result, 'task')) || !Array.isArray(member(call.result, 'content'))) continue;
    sink.finding({
      message: `The tool ${quote(nameOf(call))} can be a task, and was called as one, but was run in the plain way.`,
      expected: 'a task, and the result of the tool from `tasks/result`',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

const wishlessKey = ({ connection }: Call, params: object): string => `${connection} ${JSON.stringify(params)}`;
/** Connection and parameters → the calls without `task` that were served. */
const servedPlainly = remembered((view) =>
  groupBy(
    view.callsTo('tools/call').filter((call) => isPlain(call) && call.result !== undefined),
    (call) => wishlessKey(call, call.params),
  ),
);

/**
 * A call with `task` of a server whose calls are no tasks, and the same without it before. Only of calls does the message schema know
 * such a member: in the parameters of another request it is a stray. That the tool fails tells where the same worked before and after.
 */
const ignored: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const { params, result, method, request } = call;
    if (!asksForTask(call) || declaresRequest(view, call)) continue;
    const { task: _, ...rest } = params;
    const twins = servedPlainly(view).get(wishlessKey(call, rest)) ?? [];
    const before = lastBefore(twins, request.seq, (twin) => twin.request.seq);
    const reply = repliedTo(view, call);
    if (before === undefined || reply === undefined) continue;
    sink.examined();
    const madeTask = handleIn(view, call) !== undefined;
    const after = twins.find((twin) => twin.request.seq > request.seq);
    const hasFailed = !isServed(call) && isServed(before) && after !== undefined && isServed(after);
    if (result !== undefined && !madeTask && !hasFailed) continue;
    sink.finding({
      message: `\`${method}\` cannot be a task by what the server declares, and yet \`task\` in its parameters was not ignored.`,
      expected: `what \`${method}\` without \`task\` is answered with`,
      actual: madeTask ? 'a task' : reply.words,
      seq: [reply.seq, request.seq, before.request.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.capability.objects': objects,
  'tasks.capability.server-declares': declared,
  'tasks.capability.list': listed,
  'tasks.capability.cancel': cancelKnown,
  'tasks.capability.tools-call': runsAsTask,
  'tasks.list.undeclared': refusedUndeclared('list'),
  'tasks.cancel.undeclared': refusedUndeclared('cancel'),
  'tasks.receive.ignored-when-undeclared': ignored,
};

/** specification/tools.md, arguments that a tool cannot accept. */
import { refusalOf } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { complains, saysNothing } from '../engine/complaint.ts';
import { at, isObject, type Json, member, objectsIn, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { type Question, questionsOf } from '../engine/questions.ts';
import { errorCode, isFinal, itemsListed } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { isRetry, operationOf } from '../engine/rounds.ts';
import type { View } from '../engine/view.ts';

/** Tool → the arguments without which no listed definition of it can be called. One with a default can be left out. */
const required = remembered((view): ReadonlyMap<Json | undefined, readonly string[]> => {
  const known = new Map<Json | undefined, readonly string[]>();
  for (const value of itemsListed(view, 'tools/list')) {
    const schema = member(value, 'inputSchema');
    const names = member(schema, 'required');
    const here = (Array.isArray(names) ? names : []).filter(
      (name): name is string =>
        typeof name === 'string' && !Object.hasOwn(asObject(at(schema, 'properties', name)), 'default'),
    );
    const both = new Set(here);
    const tool = member(value, 'name');
    known.set(tool, known.get(tool)?.filter((name) => both.has(name)) ?? here);
  }
  return known;
});
const asObject = (value: unknown): object => (isObject(value) ? value : {});

/** The first required argument that the call does not give. Arguments that are no object are another defect. */
function lacking(view: View, { params }: Call): string | undefined {
  const given = member(params, 'arguments') ?? {};
  if (!isObject(given)) return undefined;
  return required(view)
    .get(member(params, 'name'))
    ?.find((name) => !Object.hasOwn(given, name));
}

const isDone = ({ result }: Call): boolean => result !== undefined && isFinal(result) && !Object.hasOwn(result, 'task');
const hasFailed = ({ result }: Call): boolean => member(result, 'isError') === true;

interface Lacking {
  readonly call: Call;
  readonly argument: string;
  /** The same tool did its work before, for one who gave every argument. */
  readonly hasTwin: boolean;
}

const lackingCalls = remembered((view): readonly Lacking[] => {
  /** Connection → the tools that did their work there. */
  const granted = new Map<number, Set<unknown>>();
  const found: Lacking[] = [];
  for (const call of view.callsTo('tools/call')) {
    const argument = lacking(view, call);
    const { connection } = call;
    const name = member(call.params, 'name');
    const here = granted.get(connection) ?? new Set();
    granted.set(connection, here);
    if (argument !== undefined) found.push({ call, argument, hasTwin: here.has(name) });
    else if (isDone(call) && !hasFailed(call)) here.add(name);
  }
  return found;
});

const seqOf = ({ response, request }: Call): readonly number[] => [response?.seq ?? request.seq, request.seq];

/** Whether the server itself refused it. */
const isRefused = (view: View, call: Call): boolean =>
  errorCode(call) !== undefined && isWellCarried(view, call) && wasHeard(call);

const askedAt = ({ seq }: Question): number => seq[0] ?? 0;
/** Where the user was asked while a call is under way, or in the trips before it: what they have in common. */
const tripOf = (view: View, connection: number, call: Call | undefined): string =>
  view.era === 'session' || call === undefined ? `${connection}` : `${connection} ${operationOf(call)}`;

/** Forms and pages that the user agreed to: by them the server may have been given what a call lacks. */
const agreed = remembered((view) =>
  groupBy(
    questionsOf(view, 'elicitation/create').filter(({ reactions }) =>
      reactions.some(({ value }) => member(value, 'action') === 'accept'),
    ),
    ({ connection, call }) => tripOf(view, connection, call),
  ),
);

/** Whether the user was asked, and agreed, while the call was under way, or in the trips before it. */
function askedUser(view: View, call: Call): boolean {
  const { connection, request, response } = call;
  const all = agreed(view).get(tripOf(view, connection, call)) ?? [];
  if (view.era !== 'session') return isRetry(call) && countBefore(all, request.seq, askedAt) > 0;
  const meanwhile = all.slice(
    countBefore(all, request.seq, askedAt),
    countBefore(all, response?.seq ?? request.seq, askedAt),
  );
  return meanwhile.some((question) => (question.call ?? call) === call);
}

/** That it succeeds speaks for itself; that it fails counts only where the tool did its work before. */
const validated: Check = (view, sink) => {
  for (const { call, argument, hasTwin } of lackingCalls(view)) {
    const succeeded = isDone(call) && !hasFailed(call);
    // What says in words alone that something is wrong may well have been validated: that it is not marked is another defect.
    if (succeeded && (complains(call) || askedUser(view, call))) continue;
    if (!succeeded && !(hasTwin && (isDone(call) || isRefused(view, call)))) continue;
    sink.examined();
    if (!succeeded) continue;
    sink.finding({
      message: `The tool ${quote(member(call.params, 'name'))} does its work without its required argument ${quote(argument)}.`,
      expected: 'a result with `isError`, or an error',
      actual: 'a result without `isError`',
      seq: seqOf(call),
    });
  }
};

const toldToModel: Check = (view, sink) => {
  for (const { call, argument, hasTwin } of lackingCalls(view)) {
    if (!hasTwin) continue;
    const told = isDone(call) && hasFailed(call);
    const refusal = isWellCarried(view, call) ? refusalOf(view, call) : undefined;
    if (!told && refusal === undefined) continue;
    sink.examined();
    if (refusal === undefined) continue;
    sink.finding({
      message: `A call of the tool ${quote(member(call.params, 'name'))} without its required argument ${quote(argument)} is answered with ${refusal.code === undefined ? 'no message at all' : 'a JSON-RPC error'}.`,
      expected: 'a result with `isError`, for the model to read',
      actual: refusal.words,
      seq: [refusal.seq, call.request.seq],
    });
  }
};

/** Something to read or to look at. */
const saysSomething = (content: unknown): boolean =>
  objectsIn(content).some((block) => {
    const text = member(block, 'text');
    return member(block, 'type') !== 'text' || (typeof text === 'string' && !saysNothing(text));
  });

/** What it says may be data: a model reads that too. */
const isSomething = (data: Json | undefined): boolean =>
  isObject(data) || Array.isArray(data)
    ? Object.keys(data).length > 0
    : data !== undefined && data !== null && data !== '';

const actionable: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const content = member(call.result, 'content');
    if (!isDone(call) || !hasFailed(call) || !Array.isArray(content)) continue;
    sink.examined();
    if (saysSomething(content) || isSomething(member(call.result, 'structuredContent'))) continue;
    sink.finding({
      message: `The tool ${quote(member(call.params, 'name'))} failed, and does not say why.`,
      expected: 'a text that says what was wrong',
      actual: quote(content),
      seq: seqOf(call),
    });
  }
};

export const checks: Checks = {
  'tools.call.input-error': toldToModel,
  'tools.call.error-actionable': actionable,
  'tools.security.validate-inputs': validated,
};

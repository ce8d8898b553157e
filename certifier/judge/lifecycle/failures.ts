/**
 * specification/lifecycle.md: what a server has to be prepared for: a client that lacks something, one that never answers, and
 * one of another time.
 */
import { isRevision } from '../../catalogue/requirement.ts';
import { nextCall } from '../engine/asked.ts';
import { isSettled } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { crashes, exitWords } from '../engine/crashes.ts';
import { copingWith } from '../engine/handled.ts';
import { canonical, isObject, type JsonObject, member, quote } from '../engine/json.ts';
import { answeredAfter } from '../engine/listens.ts';
import type { Call } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { type OwnRequest, ownRequests } from '../engine/own-requests.ts';
import { remembered } from '../engine/remember.ts';
import { sentOn } from '../engine/sent.ts';
import { type Breakdown, breakdownAfter, breakdownAt } from '../engine/serving.ts';
import type { View } from '../engine/view.ts';

/** Requests of a server, and the capability that a client declares for each. */
export const NEEDS: ReadonlyMap<string | undefined, string> = new Map([
  ['sampling/createMessage', 'sampling'],
  ['elicitation/create', 'elicitation'],
  ['roots/list', 'roots'],
  ['tasks/get', 'tasks'],
  ['tasks/result', 'tasks'],
  ['tasks/list', 'tasks'],
  ['tasks/cancel', 'tasks'],
]);

const callKey = ({ params }: Call): string =>
  `${canonical(member(params, 'name') ?? null)} ${canonical(member(params, 'arguments') ?? {})}`;

/** Connection → what our client declared there. */
const declared = remembered(
  (view): ReadonlyMap<number, JsonObject> =>
    new Map(
      view.callsTo('initialize').flatMap(({ connection, params, result }) => {
        const capabilities = member(params, 'capabilities');
        return result !== undefined && isObject(capabilities) ? [[connection, capabilities]] : [];
      }),
    ),
);

/** Asked for work that was asked for. Roots a server may want of its own accord, whatever is under way. */
const OF_WORK: ReadonlySet<string> = new Set(['sampling/createMessage', 'elicitation/create']);

/** Calls that were seen to ask the client for something, by what is called and with what: the capability that they need. */
const needed = remembered((view) => {
  const found = new Map<string, string>();
  for (const { call, method } of ownRequests(view)) {
    const capability = OF_WORK.has(method) ? NEEDS.get(method) : undefined;
    const has = capability !== undefined && Object.hasOwn(declared(view).get(call?.connection ?? 0) ?? {}, capability);
    if (call?.method === 'tools/call' && has) found.set(callKey(call), capability);
  }
  return found;
});

const mayNeed = remembered((view): readonly string[] => [...new Set(needed(view).values())]);

const capabilityFailure: Check = (view, sink) => {
  for (const call of view.callsTo('tools/call')) {
    const ours = declared(view).get(call.connection);
    if (ours === undefined || mayNeed(view).every((capability) => Object.hasOwn(ours, capability))) continue;
    const capability = needed(view).get(callKey(call));
    if (capability === undefined || Object.hasOwn(ours, capability)) continue;
    const coping = copingWith(view, call);
    if (coping === undefined) continue;
    sink.examined();
    // An internal error is an answer: it neither crashed nor hung.
    if (coping.failure === undefined || coping.isInternal) continue;
    sink.finding({
      message: `A call that needs \`${capability}\`, which this client lacks, ended in neither a result nor an error.`,
      expected: `an answer, such as an error that names \`${capability}\``,
      actual: coping.failure,
      seq: [...coping.seq],
    });
  }
};

/** Where a server stopped waiting for us: it cancelled its request, or ended what the request was for. */
function givenUpAt({ call, cancelled, answer }: OwnRequest): number | undefined {
  const ends = [cancelled?.seq, call?.response?.seq, call?.exchange?.failure?.seq].filter((seq) => seq !== undefined);
  const end = Math.min(...ends);
  return ends.length > 0 && end < (answer?.seq ?? Number.POSITIVE_INFINITY) ? end : undefined;
}

/** Its process ended while all that it had from us was our silence. */
function diedWaiting(view: View, { connection, message, answer }: OwnRequest) {
  const exit = crashes(view).get(connection);
  const last = (sentOn(view).get(connection) ?? []).at(-1)?.seq ?? 0;
  return exit !== undefined && answer === undefined && exit.seq > message.seq && last < message.seq ? exit : undefined;
}

const pingsOn = remembered((view) => groupBy(view.callsTo('ping'), ({ connection }) => connection));

/** A ping went unanswered while the server waited for us; when we had answered, it served again. */
function heldUp(view: View, { connection, message, answer }: OwnRequest) {
  if (answer === undefined || answeredAfter(view, connection, answer.seq) === undefined) return undefined;
  const { gaveUp } =
    (pingsOn(view).get(connection) ?? []).find(
      (ping) => ping.request.seq > message.seq && (ping.gaveUp?.seq ?? Number.POSITIVE_INFINITY) < answer.seq,
    ) ?? {};
  return gaveUp && { actual: `no answer to a ping within ${gaveUp.after} ms, until it was answered`, seq: gaveUp.seq };
}

const timeout: Check = (view, sink) => {
  for (const own of ownRequests(view)) {
    const { connection, message, method } = own;
    const at = givenUpAt(own);
    const exit = diedWaiting(view, own);
    const next = at === undefined ? undefined : nextCall(view, connection, at);
    const died = exit && { actual: exitWords(exit), seq: exit.seq };
    const broken = died ?? heldUp(view, own) ?? (next && breakdownAfter(view, next));
    if (broken === undefined && next?.response === undefined) continue;
    sink.examined();
    if (broken === undefined) continue;
    sink.finding({
      message: `After its \`${method}\` was not answered, the server serves no more.`,
      expected: 'that it gives up the work which waited, and goes on serving',
      actual: broken.actual,
      seq: [broken.seq, message.seq],
    });
  }
};

/** How it ended for a server that was asked for a version that nobody knows; undefined where nothing shows it. */
function overcome(
  view: View,
  call: Call,
  known: Call | undefined,
): (Breakdown & { readonly what: string }) | undefined {
  const exit = crashes(view).get(call.connection);
  if (exit !== undefined) return { what: 'ended', actual: exitWords(exit), seq: exit.seq };
  // All else may lie between us, where no other handshake went well.
  if (known === undefined) return undefined;
  if (call.gaveUp !== undefined)
    return { what: 'never answered', actual: `nothing for ${call.gaveUp.after} ms`, seq: known.request.seq };
  const broken = breakdownAt(view, call);
  return broken && { what: 'failed', ...broken };
}

const isAnswered = ({ response, exchange }: Call): boolean =>
  response !== undefined || (exchange?.response !== undefined && isSettled(exchange) && exchange.response.status < 500);

const versionMismatch: Check = (view, sink) => {
  const handshakes = view.callsTo('initialize');
  const known = handshakes.find(({ params, result }) => isRevision(params.protocolVersion) && result !== undefined);
  for (const call of handshakes) {
    const asked = call.params.protocolVersion;
    if (typeof asked !== 'string' || isRevision(asked)) continue;
    const broken = isAnswered(call) ? undefined : overcome(view, call, known);
    if (!isAnswered(call) && broken === undefined) continue;
    sink.examined();
    if (broken === undefined) continue;
    sink.finding({
      message: `Asked for version ${quote(asked)}, which does not exist, the server ${broken.what}.`,
      expected: 'an answer: another version, or an error',
      actual: broken.actual,
      seq: [call.request.seq, broken.seq],
    });
  }
};

export const checks: Checks = {
  'lifecycle.errors.capability-failure': capabilityFailure,
  'lifecycle.errors.timeout': timeout,
  'lifecycle.errors.version-mismatch': versionMismatch,
};

/** specification/mrtr.md: the second trip, and input that does not fit. */
import { bareRefusal, type Reply } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { complains } from '../engine/complaint.ts';
import { canonical, isObject, type Json, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { countBefore } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { answerWords, asksAgain, hasSucceeded, type Retry, type Round, responseTo, retries } from '../engine/rounds.ts';

const ACTIONS: ReadonlySet<unknown> = new Set(['accept', 'decline', 'cancel']);
const ROLES: ReadonlySet<unknown> = new Set(['user', 'assistant']);

/** Whether this has the form that an answer to such a request has. What stands inside is for other rules. */
function isWellFormed(request: Json, answer: Json): boolean {
  if (!isObject(answer)) return false;
  switch (member(request, 'method')) {
    case 'elicitation/create':
      return ACTIONS.has(answer.action) && (!Object.hasOwn(answer, 'content') || isObject(answer.content));
    case 'sampling/createMessage':
      return ROLES.has(answer.role) && typeof answer.model === 'string' && typeof answer.content === 'object';
    case 'roots/list':
      return Array.isArray(answer.roots) && answer.roots.every((root) => typeof member(root, 'uri') === 'string');
    default:
      return true;
  }
}

interface Brought extends Retry {
  readonly round: Round;
  /** Keys that were asked and not answered; that were answered in a wrong form; that were never asked. */
  readonly missing: readonly string[];
  readonly malformed: readonly string[];
  readonly extra: readonly string[];
  /** Over HTTP, where no message answered it: how it was refused. */
  readonly bare: Reply | undefined;
}

/** Requests that came back with the state that they were given, and were answered or refused, by what their input is like. */
const brought = remembered((view): readonly Brought[] =>
  retries(view).flatMap((retry): readonly Brought[] => {
    const { call, round, responses } = retry;
    if (round === undefined || !isWellCarried(view, call) || !wasHeard(call)) return [];
    const bare = bareRefusal(view, call);
    if (call.response === undefined && bare === undefined) return [];
    const keys = [...round.requests.keys()];
    if (responses !== undefined && !isObject(responses)) {
      return [{ ...retry, round, missing: [], malformed: ['inputResponses'], extra: [], bare }];
    }
    const given = Object.keys(responses ?? {});
    return [
      {
        ...retry,
        round,
        missing: keys.filter((key) => !given.includes(key)),
        malformed: keys.filter((key) => {
          const answer = responseTo(retry, key);
          return answer !== undefined && !isWellFormed(round.requests.get(key) ?? null, answer);
        }),
        extra: given.filter((key) => !keys.includes(key)),
        bare,
      },
    ];
  }),
);

/** Results that asked → the first request that came back with what they gave: state may count once. */
const firstBack = remembered((view) => {
  const first = new Map<Round, Call>();
  for (const { round, call } of retries(view)) if (round !== undefined && !first.has(round)) first.set(round, call);
  return first;
});

const wordsOf = ({ call, bare }: Brought): string => bare?.words ?? answerWords(call, quote);
const seqOf = ({ call, round, bare }: Brought): number[] => [
  call.response?.seq ?? bare?.seq ?? call.request.seq,
  call.request.seq,
  round.seq,
];

/** What is asked for, and answered to what was asked: the same for a request and its twin. */
const gist = ({ call, responses, extra }: Brought): string => {
  const given = Object.entries(isObject(responses) ? responses : {}).filter(([key]) => !extra.includes(key));
  return canonical([call.method, member(call.params, 'name') ?? null, Object.fromEntries(given)]);
};

/** The keys that a result asks for. */
const askedIn = ({ call }: Retry): readonly string[] => {
  const requests = member(call.result, 'inputRequests');
  return asksAgain(call) && isObject(requests) ? Object.keys(requests) : [];
};

/** Refused, or the failure of a tool, or the question that was just answered. A further one may come of the answer. */
const isStopped = (each: Brought): boolean =>
  errorCode(each.call) !== undefined ||
  member(each.call.result, 'isError') === true ||
  askedIn(each).some((key) => each.round.requests.has(key));

export const checks: Checks = {
  'mrtr.retry.self-contained': (view, sink) => {
    // Something else came between the trips, on this connection or because the second was sent on another.
    const indexOf = ({ request }: Call): number => countBefore(view.calls, request.seq, (call) => call.request.seq);
    const whole = brought(view).filter(
      ({ missing, malformed, extra }) => missing.length + malformed.length + extra.length === 0,
    );
    const isApart = ({ call, round }: Brought): boolean =>
      call.connection !== round.call.connection || indexOf(call) - indexOf(round.call) > 1;
    // The twin is the same request with the same answers, sent right after the question.
    const twins = whole.filter((each) => !isApart(each));
    const good = new Set(twins.filter(({ call }) => hasSucceeded(call)).map(gist));
    // Some tools ask the same more than once, whoever answers.
    for (const each of twins) if (isStopped(each)) good.delete(gist(each));
    for (const each of whole) {
      const { call, round } = each;
      if (!isApart(each)) continue;
      const isHeld = isStopped(each) && firstBack(view).get(round) === call && good.has(gist(each));
      if (!isHeld && !hasSucceeded(call)) continue;
      sink.examined();
      if (!isHeld) continue;
      sink.finding({
        message: `A request that brings all input and its state is not completed${call.connection === round.call.connection ? '' : ' on another connection'}.`,
        expected: 'a result: nothing else has to be known',
        actual: wordsOf(each),
        seq: seqOf(each),
      });
    }
  },

  'mrtr.input-responses.validated': (view, sink) => {
    for (const each of brought(view)) {
      // A status alone may be that of a server which broke down over it.
      if (each.malformed.length === 0 || each.bare !== undefined) continue;
      // What says in words alone that something is wrong has been checked: how it is marked is for the rule that follows.
      if (hasSucceeded(each.call) && complains(each.call)) continue;
      sink.examined();
      if (!hasSucceeded(each.call)) continue;
      sink.finding({
        message: 'The server does its work with an input response that has not the form which was asked for.',
        expected: 'an error',
        actual: `${quote(each.responses)} was accepted: ${answerWords(each.call, quote)}`,
        seq: seqOf(each),
      });
    }
  },

  'mrtr.input-responses.malformed': (view, sink) => {
    for (const each of brought(view)) {
      if (each.malformed.length === 0) continue;
      sink.examined();
      if (each.call.error !== undefined) continue;
      sink.finding({
        message: 'A malformed input response is not answered with a JSON-RPC error.',
        expected: 'an error, such as −32602',
        actual: `${wordsOf(each)}, to ${quote(each.responses)}`,
        seq: seqOf(each),
      });
    }
  },

  'mrtr.input-responses.extra-ignored': (view, sink) => {
    // The twin brought the same answers, but for what was not asked.
    const good = new Set(
      brought(view).flatMap((each) =>
        each.missing.length + each.malformed.length + each.extra.length === 0 && hasSucceeded(each.call)
          ? [gist(each)]
          : [],
      ),
    );
    for (const each of brought(view)) {
      const { call, missing, malformed, extra } = each;
      if (extra.length === 0 || missing.length + malformed.length > 0) continue;
      if (!hasSucceeded(call) && !good.has(gist(each))) continue;
      sink.examined();
      if (call.error === undefined && each.bare === undefined && member(call.result, 'isError') !== true) continue;
      sink.finding({
        message: 'An input response that nobody asked for makes the request fail.',
        expected: `the response ${quote(extra[0])} to be passed over`,
        actual: wordsOf(each),
        seq: seqOf(each),
      });
    }
  },

  'mrtr.input-responses.missing': (view, sink) => {
    for (const each of brought(view)) {
      const { call, missing, malformed } = each;
      if (missing.length === 0 || malformed.length > 0) continue;
      // It may do without.
      if (hasSucceeded(call)) continue;
      sink.examined();
      if (missing.some((key) => askedIn(each).includes(key)) || asksAgain(call)) continue;
      sink.finding({
        message: 'The server does not ask again for input that the client left out.',
        expected: `a result that asks for ${missing.map((key) => quote(key)).join(', ')} again`,
        actual: wordsOf(each),
        seq: seqOf(each),
      });
    }
  },
};

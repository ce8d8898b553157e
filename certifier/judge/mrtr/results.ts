/** specification/mrtr.md: the result that asks. */
import { bareRefusal } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { duplicateMembers } from '../engine/duplicates.ts';
import { copingWith } from '../engine/handled.ts';
import { canonical, isObject, type JsonObject, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { META_CAPABILITIES } from '../engine/refusals.ts';
import {
  ASKING_METHODS,
  answerWords,
  asksAgain,
  hasSucceeded,
  INPUT_REQUIRED,
  isRetry,
  operationOf,
  retries,
  rounds,
} from '../engine/rounds.ts';
import type { View } from '../engine/view.ts';

const OF_PROTOCOL: ReadonlySet<unknown> = new Set(['complete', INPUT_REQUIRED]);
/** What the results of these methods hold that are done. */
const CONTENTS = ['content', 'messages', 'contents'];

/** Request → the capability that a client declares for it. */
const NEEDS: ReadonlyMap<unknown, string> = new Map([
  ['elicitation/create', 'elicitation'],
  ['sampling/createMessage', 'sampling'],
  ['roots/list', 'roots'],
]);

/**
 * Whether it asks, whatever its type says. Other types than these are those of extensions, and theirs is what stands in them; members
 * that are empty ask for nothing beside the content of a result, and neither does a state beside content that says something.
 */
function asksInFact(result: JsonObject): boolean {
  if (result.resultType !== undefined && !OF_PROTOCOL.has(result.resultType)) return false;
  const requests = member(result, 'inputRequests');
  const state = member(result, 'requestState');
  const content = CONTENTS.map((name) => member(result, name)).find((each) => Array.isArray(each));
  if (isObject(requests) && (content === undefined || Object.keys(requests).length > 0)) return true;
  return typeof state === 'string' && (content === undefined || (content.length === 0 && state !== ''));
}

/** Who asks for what: the same connection, the same operation, and a client that can be asked the same. */
const askerOf = (call: Call): string =>
  `${call.connection} ${operationOf(call)} ${canonical(call.meta[META_CAPABILITIES] ?? null)}`;

/** The same in short: most requests are about something of which nobody ever left a question, and need not be written out. */
const subjectOf = ({ connection, method, params: { name, uri } }: Call): string =>
  `${connection} ${method} ${typeof name === 'string' ? name : ''} ${typeof uri === 'string' ? uri : ''}`;

interface Outcome {
  /** What went wrong, in words; undefined where nothing did. */
  readonly failure?: string;
  /** Only that it was refused. */
  readonly isRefusal: boolean;
  readonly seq: readonly number[];
}

/** A server has to limit how often a tool is called: whoever is one too many was not refused for what was left. */
const LIMIT = /\b(?:too many|rate[- ]?limit(?:ed|s|ing)?|quota|throttled)\b/i;
const isOneTooMany = ({ error, result }: Call): boolean =>
  LIMIT.test(quote(error?.message ?? member(result, 'content') ?? '', Number.POSITIVE_INFINITY));

/** What came of a request; undefined where it cannot be told, or was turned away for another reason than what it asks. */
function outcomeOf(view: View, call: Call): Outcome | undefined {
  if (!isWellCarried(view, call)) return undefined;
  const { response, request } = call;
  const bare = bareRefusal(view, call);
  if (bare !== undefined) return { failure: bare.words, isRefusal: true, seq: [bare.seq, request.seq] };
  const coping = copingWith(view, call);
  if (coping === undefined || response === undefined) return coping && { ...coping, isRefusal: false };
  if (!wasHeard(call)) return undefined;
  if (!hasSucceeded(call) && isOneTooMany(call)) return undefined;
  if (call.error === undefined && member(call.result, 'isError') !== true) return { ...coping, isRefusal: false };
  return { ...coping, failure: answerWords(call, quote), isRefusal: true };
}

export const checks: Checks = {
  'mrtr.result.permitted': (view, sink) => {
    for (const { call } of rounds(view)) if (ASKING_METHODS.has(call.method)) sink.examined();
  },

  'mrtr.result.supported-requests': (view, sink) => {
    for (const call of view.calls) {
      const { method, result, response, request } = call;
      if (result === undefined || response === undefined || ASKING_METHODS.has(method)) continue;
      sink.examined();
      if (!asksAgain(call)) continue;
      sink.finding({
        message: `\`${method}\` is answered with a result that asks for input.`,
        expected: 'such results to `tools/call`, `prompts/get` and `resources/read` alone',
        actual: quote(result),
        seq: [response.seq, request.seq],
      });
    }
  },

  'mrtr.result.type': (view, sink) => {
    for (const { method, result, response, request } of view.calls) {
      if (result === undefined || response === undefined || !ASKING_METHODS.has(method)) continue;
      if (!asksInFact(result) && result.resultType !== INPUT_REQUIRED) continue;
      sink.examined();
      if (result.resultType === INPUT_REQUIRED) continue;
      sink.finding({
        message: `The answer to \`${method}\` asks for input, and does not say so in its type.`,
        expected: `\`resultType\` "${INPUT_REQUIRED}"`,
        actual: result.resultType === undefined ? 'no `resultType`' : quote(result.resultType),
        seq: [response.seq, request.seq],
      });
    }
  },

  'mrtr.result.at-least-one': (view, sink) => {
    for (const { call, result, seq } of rounds(view)) {
      sink.examined();
      if (Object.hasOwn(result, 'inputRequests') || Object.hasOwn(result, 'requestState')) continue;
      sink.finding({
        message: `The answer to \`${call.method}\` asks for input, and neither says for which nor gives a state.`,
        expected: '`inputRequests`, `requestState`, or both',
        actual: quote(result),
        seq: [seq, call.request.seq],
      });
    }
  },

  'mrtr.result.either-omitted': (view, sink) => {
    for (const _ of rounds(view)) sink.examined();
  },

  'mrtr.input-requests.allowed-types': (view, sink) => {
    for (const { call, result, seq } of rounds(view)) {
      if (!Object.hasOwn(result, 'inputRequests')) continue;
      const requests = member(result, 'inputRequests');
      sink.examined();
      const wrong = isObject(requests)
        ? Object.entries(requests).find(([, request]) => !NEEDS.has(member(request, 'method')))
        : (['inputRequests', requests ?? null] as const);
      if (wrong === undefined) continue;
      sink.finding({
        message: `The answer to \`${call.method}\` asks for what is no request to a client.`,
        expected: 'a map of `elicitation/create`, `sampling/createMessage` and `roots/list` requests',
        actual: `${quote(wrong[0])}: ${quote(wrong[1])}`,
        seq: [seq, call.request.seq],
      });
    }
  },

  'mrtr.input-requests.unique-keys': (view, sink) => {
    for (const { call, requests, seq } of rounds(view)) {
      const { text, value } = call.response ?? {};
      if (requests.size === 0 || text === undefined || value === undefined) continue;
      sink.examined();
      const twice = duplicateMembers(text, value, ['result', 'inputRequests']);
      if (twice.length === 0) continue;
      sink.finding({
        message: `The answer to \`${call.method}\` holds two input requests under one key.`,
        expected: 'a key of its own for each',
        actual: twice.map((key) => quote(key)).join(', '),
        seq: [seq, call.request.seq],
      });
    }
  },

  'mrtr.input-requests.declared': (view, sink) => {
    for (const { call, requests, seq } of rounds(view)) {
      const declared = call.meta[META_CAPABILITIES];
      if (requests.size === 0 || !isObject(declared)) continue;
      sink.examined();
      for (const [key, request] of requests) {
        const needed = NEEDS.get(member(request, 'method'));
        if (needed === undefined || Object.hasOwn(declared, needed)) continue;
        sink.finding({
          message: `The server asks for \`${member(request, 'method')}\`, for which this request declares no capability.`,
          expected: `no such input without \`${needed}\` in \`${META_CAPABILITIES}\``,
          actual: `${quote(key)}, to a client with ${quote(declared)}`,
          seq: [seq, call.request.seq],
        });
      }
    }
  },

  'mrtr.result.repeated': (view, sink) => {
    for (const { call, round } of retries(view)) if (round !== undefined && asksAgain(call)) sink.examined();
  },

  'mrtr.result.abandoned': (view, sink) => {
    /** Operations that were asked about and left there, with the place of the question. */
    const left = new Map<string, number>();
    const about = new Set<string>();
    // Who came back with another state had not left: a server may lock out whoever forges one.
    const returned = new Set(retries(view).map(({ round, near }) => (round ?? near)?.call));
    for (const { call, seq } of rounds(view)) {
      if (returned.has(call)) continue;
      const asker = askerOf(call);
      if (left.has(asker)) continue;
      left.set(asker, seq);
      about.add(subjectOf(call));
    }
    if (left.size === 0) return;
    /** The same asked again by one who brings nothing. One that comes back with something is judged by what it brings. */
    const again = view.calls.flatMap((call) => {
      if (!ASKING_METHODS.has(call.method) || !about.has(subjectOf(call)) || isRetry(call)) return [];
      const asker = askerOf(call);
      const seq = left.get(asker);
      const outcome = seq === undefined || call.request.seq < seq ? undefined : outcomeOf(view, call);
      return seq === undefined || outcome === undefined ? [] : [{ call, asker, seq, outcome }];
    });
    for (const [, tries] of groupBy(again, ({ asker }) => asker)) {
      // One refusal may have any cause. It counts where nothing else came however often the same was asked.
      const isStuck = tries.length > 1 && tries.every(({ outcome }) => outcome.isRefusal);
      for (const { call, seq, outcome } of isStuck ? tries.slice(0, 1) : tries) {
        if (outcome.isRefusal && !isStuck) continue;
        sink.examined();
        if (outcome.failure === undefined) continue;
        sink.finding({
          message: `After a client did not come back with the input, \`${call.method}\` no longer works.`,
          expected: 'the same question to the next one who asks',
          actual: outcome.failure,
          seq: [...outcome.seq, seq],
        });
      }
    }
  },
};

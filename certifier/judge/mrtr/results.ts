/** specification/mrtr.md: the result that asks. */
import type { Checks } from '../engine/check.ts';
import { duplicateMembers } from '../engine/duplicates.ts';
import { copingWith } from '../engine/handled.ts';
import { at, isObject, member, quote } from '../engine/json.ts';
import { groupBy } from '../engine/order.ts';
import { META_CAPABILITIES } from '../engine/refusals.ts';
import { ASKING_METHODS, asksAgain, INPUT_REQUIRED, isRetry, operationOf, retries, rounds } from '../engine/rounds.ts';

/** Request → the capability that a client declares for it. */
const NEEDS: ReadonlyMap<unknown, string> = new Map([
  ['elicitation/create', 'elicitation'],
  ['sampling/createMessage', 'sampling'],
  ['roots/list', 'roots'],
]);

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
      const asks = isObject(member(result, 'inputRequests')) || typeof member(result, 'requestState') === 'string';
      if (!asks && result.resultType !== INPUT_REQUIRED) continue;
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
      const text = call.response?.text;
      if (requests.size === 0 || text === undefined) continue;
      sink.examined();
      const twice = duplicateMembers(text, ['result', 'inputRequests']);
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
      const declared = at(call.params, '_meta', META_CAPABILITIES);
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
    const returned = new Set(retries(view).flatMap(({ round }) => (round === undefined ? [] : [round.call])));
    for (const { call, seq } of rounds(view)) {
      const key = `${call.connection} ${operationOf(call)}`;
      if (!returned.has(call) && !left.has(key)) left.set(key, seq);
    }
    if (left.size === 0) return;
    /** The same asked again by one who brings nothing. One that comes back with something is judged by what it brings. */
    const again = view.calls.flatMap((call) => {
      if (!ASKING_METHODS.has(call.method) || isRetry(call)) return [];
      const key = `${call.connection} ${operationOf(call)}`;
      const seq = left.get(key);
      const coping = seq === undefined || call.request.seq < seq ? undefined : copingWith(view, call);
      return seq === undefined || coping === undefined ? [] : [{ call, key, seq, coping }];
    });
    for (const [, tries] of groupBy(again, ({ key }) => key)) {
      // An internal error may have any cause. It counts where nothing else came however often the same was asked.
      const isStuck = tries.length > 1 && tries.every(({ coping }) => coping.isInternal);
      for (const { call, seq, coping } of isStuck ? tries.slice(0, 1) : tries) {
        if (coping.isInternal && !isStuck) continue;
        sink.examined();
        if (coping.failure === undefined) continue;
        sink.finding({
          message: `After a client did not come back with the input, \`${call.method}\` no longer works.`,
          expected: 'the same question to the next one who asks',
          actual: coping.failure,
          seq: [...coping.seq, seq],
        });
      }
    }
  },
};

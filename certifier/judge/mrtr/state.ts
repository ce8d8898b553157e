/** specification/mrtr.md: the state. */
import { bareRefusal, type Reply, refusedByStatus, replyTo } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { copingWithBad } from '../engine/handled.ts';
import { canonical, type Json, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import { answerWords, hasSucceeded, type Retry, retries, rounds } from '../engine/rounds.ts';
import type { View } from '../engine/view.ts';

/** Tools of the fixture contract whose state decides what they do, and is bound to the request that it was issued for. */
const PROTECTED: ReadonlySet<unknown> = new Set([
  'test_input_required_result_request_state',
  'test_input_required_result_tampered_state',
]);
/** The one whose state counts once. */
const SINGLE_USE = 'test_input_required_result_single_use';

const toolOf = ({ params }: Call): Json | undefined => member(params, 'name');

/** Hexadecimal and UUIDs are the same in either case: a text that differs in nothing else may mean what was issued. */
const foldedOf = (state: Json): string => canonical(state).toLowerCase();
/** Whether a tampered state may have been issued under another name: only what is unlike every state that was given is forged. */
const issued = remembered(
  (view) => new Set(rounds(view).flatMap(({ state }) => (state === undefined ? [] : [foldedOf(state)]))),
);
const isForged = (view: View, { state }: Retry): boolean => state !== undefined && !issued(view).has(foldedOf(state));

/** Good answers that were accepted: operation-wise the twins of those with a bad state. */
const goodOnes = remembered((view) =>
  groupBy(
    retries(view).filter(({ call, round }) => round !== undefined && hasSucceeded(call)),
    ({ call }) => toolOf(call),
  ),
);
const accepted = (view: View, tool: Json | undefined): readonly Retry[] => goodOnes(view).get(tool) ?? [];

/**
 * What came for a state that is due a rejection. A status alone is one, too, but for those from 500 on, which may be that of a server
 * which broke down over it.
 */
function verdictOn(view: View, { call }: Retry): Reply | undefined {
  if (!isWellCarried(view, call)) return undefined;
  return bareRefusal(view, call) === undefined ? replyTo(view, call) : refusedByStatus(view, call);
}

/** Answers to protected tools with a state that was made up or changed, a text or not, and that were answered. */
const tampered = (view: View): readonly Retry[] =>
  retries(view).filter(
    (retry) =>
      PROTECTED.has(toolOf(retry.call)) &&
      isForged(view, retry) &&
      retry.near !== undefined &&
      verdictOn(view, retry) !== undefined &&
      accepted(view, toolOf(retry.call)).length > 0,
  );

/** What the tool says to the state that it issued → one request that was told so. */
const goodAnswers = remembered(
  (view) =>
    new Map(
      [...goodOnes(view)].flatMap(([tool, all]) =>
        all.map((each) => [`${quote(tool)} ${contentOf(each)}`, each] as const),
      ),
    ),
);

const seqOf = ({ call }: Retry): number[] => [call.response?.seq ?? call.request.seq, call.request.seq];
const contentOf = ({ call }: Retry): string => canonical(member(call.result, 'content') ?? null);

export const checks: Checks = {
  'mrtr.request-state.string': (view, sink) => {
    for (const { call, result, seq } of rounds(view)) {
      if (!Object.hasOwn(result, 'requestState')) continue;
      sink.examined();
      const state = member(result, 'requestState');
      if (typeof state === 'string') continue;
      sink.finding({
        message: `The state in the answer to \`${call.method}\` is no string.`,
        expected: '`requestState`, a string',
        actual: quote(state),
        seq: [seq, call.request.seq],
      });
    }
  },

  'mrtr.request-state.attacker-controlled': (view, sink) => {
    for (const retry of retries(view)) {
      const { call, state } = retry;
      if (!isForged(view, retry)) continue;
      const coping = copingWithBad(view, call);
      if (coping === undefined) continue;
      sink.examined();
      // By which error state is rejected is not said.
      if (coping.failure === undefined || coping.isInternal) continue;
      sink.finding({
        message: 'The server does not cope with a `requestState` that it did not issue.',
        expected: 'an error that gives a reason, or the state passed over',
        actual: `${coping.failure}, to ${quote(state)}`,
        seq: [...coping.seq],
      });
    }
  },

  'mrtr.request-state.integrity': (view, sink) => {
    for (const retry of tampered(view)) {
      sink.examined();
      const twin = goodAnswers(view).get(`${quote(toolOf(retry.call))} ${contentOf(retry)}`);
      if (!hasSucceeded(retry.call) || twin === undefined) continue;
      sink.finding({
        message: `A changed state of the tool ${quote(toolOf(retry.call))} does as well as the one that was issued.`,
        expected: 'a change to the state to show',
        actual: `the same answer as with the state that was issued: ${answerWords(retry.call, quote)}`,
        seq: [...seqOf(retry), twin.call.request.seq],
      });
    }
  },

  'mrtr.request-state.rejected': (view, sink) => {
    for (const retry of tampered(view)) {
      sink.examined();
      if (!hasSucceeded(retry.call)) continue;
      sink.finding({
        message: `The tool ${quote(toolOf(retry.call))} does its work though its state fails verification.`,
        expected: 'an error',
        actual: answerWords(retry.call, quote),
        seq: seqOf(retry),
      });
    }
  },

  'mrtr.request-state.request': (view, sink) => {
    for (const retry of retries(view)) {
      const { call, issuer, round } = retry;
      if (issuer === undefined || round !== undefined || verdictOn(view, retry) === undefined) continue;
      const both = [toolOf(call), toolOf(issuer.call)];
      if (!both.every((tool) => PROTECTED.has(tool))) continue;
      if (accepted(view, both[0]).length === 0) continue;
      sink.examined();
      if (!hasSucceeded(call)) continue;
      sink.finding({
        message: `The tool ${quote(both[0])} accepts a state that was issued for ${quote(both[1])}.`,
        expected: 'an error: the state belongs to another request',
        actual: answerWords(call, quote),
        seq: [...seqOf(retry), issuer.seq],
      });
    }
  },

  'mrtr.request-state.single-use': (view, sink) => {
    const used = new Map<string, Retry>();
    for (const retry of retries(view)) {
      const { call, state, round } = retry;
      if (toolOf(call) !== SINGLE_USE || state === undefined || round === undefined) continue;
      if (verdictOn(view, retry) === undefined) continue;
      const before = used.get(canonical(state));
      if (before === undefined) {
        if (hasSucceeded(call)) used.set(canonical(state), retry);
        continue;
      }
      sink.examined();
      if (!hasSucceeded(call)) continue;
      sink.finding({
        message: 'A state that counts once was accepted twice.',
        expected: 'an error: the state was used before',
        actual: answerWords(call, quote),
        seq: [...seqOf(retry), before.call.request.seq],
      });
    }
  },
};

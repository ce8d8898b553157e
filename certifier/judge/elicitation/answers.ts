/** specification/elicitation.md: what a server makes of the answers. */
import type { Check, Checks } from '../engine/check.ts';
import { complains } from '../engine/complaint.ts';
import { copingWithBad, leftOpen } from '../engine/handled.ts';
import { canonical, isObject, type Json, type JsonObject, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import type { Question, Reaction } from '../engine/questions.ts';
import { answerWords, asksAgain, hasSucceeded, operationOf, responseTo, retries } from '../engine/rounds.ts';
import type { View } from '../engine/view.ts';
import { instanceProblems } from '../schema/subject-schema.ts';
import { ACTIONS, elicitations, forms } from './readers.ts';

/** Tools of the fixture contract that say in their result what the user answered. */
const REPEATS: ReadonlySet<unknown> = new Set(['test_elicitation', 'test_input_required_result_elicitation']);
const repeats = ({ params }: Call): boolean => REPEATS.has(member(params, 'name'));

/** What a tool says in its result, to people and to programs. */
const saidBy = ({ result }: Call): string =>
  canonical([member(result, 'content') ?? null, member(result, 'structuredContent') ?? null]);

interface Accepted {
  readonly question: Question;
  readonly reaction: Reaction;
  readonly content: JsonObject;
  readonly call: Call;
}

/** Forms that were filled in, with the request that shows what became of it. */
const accepted = (questions: readonly Question[]): readonly Accepted[] =>
  questions.flatMap((question) =>
    question.reactions.flatMap((reaction) => {
      const content = member(reaction.value, 'content');
      if (member(reaction.value, 'action') !== 'accept' || !isObject(content)) return [];
      const { call } = reaction;
      return call?.response === undefined ? [] : [{ question, reaction, content, call }];
    }),
  );

/** A question of the same message, asked again. */
const isSameAgain = ({ result }: Call, { params }: Question): boolean => {
  const asked = member(result, 'inputRequests');
  return Object.values(isObject(asked) ? asked : {}).some(
    (each) => canonical(member(each, 'params') ?? null) === canonical(params),
  );
};

/** Operations that end in no answer though the user agreed: that they end so after a refusal tells nothing of refusals. */
const deafOperations = (view: View): ReadonlySet<string> =>
  new Set(
    elicitations(view).flatMap(({ reactions }) =>
      reactions.flatMap(({ value, call }) =>
        member(value, 'action') === 'accept' && call !== undefined && leftOpen(view, call) !== undefined
          ? [operationOf(call)]
          : [],
      ),
    ),
  );

/**
 * Every elicitation that was declined or cancelled was coped with. An internal error can be an accident, or all that a server says
 * when it refuses.
 */
const refusalsHandled: Check = (view, sink) => {
  const deaf = deafOperations(view);
  for (const { reactions, seq } of elicitations(view)) {
    for (const { value, call } of reactions) {
      const action = member(value, 'action');
      if ((action !== 'decline' && action !== 'cancel') || call === undefined) continue;
      const coping = copingWithBad(view, call);
      if (coping === undefined || coping.isInternal) continue;
      if (coping.failure !== undefined && deaf.has(operationOf(call))) continue;
      sink.examined();
      if (coping.failure === undefined) continue;
      sink.finding({
        message: `The server does not cope with an elicitation that the user answered by \`${action}\`.`,
        expected: 'a result, an error that gives a reason, or another question',
        actual: coping.failure,
        seq: [...coping.seq, ...seq],
      });
    }
  }
};

/** Whether this is what a client can say to an elicitation. */
const isAnswer = (value: Json | undefined): boolean => isObject(value) && ACTIONS.has(value.action);

export const checks: Checks = {
  'elicitation.form.server-validates': (view, sink) => {
    for (const { question, content, call } of accepted(forms(view))) {
      const { judged, problems } = instanceProblems(member(question.params, 'requestedSchema'), content);
      if (!judged || problems.length === 0) continue;
      // A further question may come of it or be asked in any case.
      if (asksAgain(call) && !isSameAgain(call, question)) continue;
      // What says in words alone that something is wrong may well have been checked.
      if (hasSucceeded(call) && complains(call)) continue;
      sink.examined();
      if (!hasSucceeded(call)) continue;
      sink.finding({
        message: 'The server takes an answer that does not fit the schema of its form.',
        expected: 'an error, a result with `isError`, or the same question again',
        actual: `${quote(content)} was accepted: ${answerWords(call, quote)}`,
        seq: [call.response?.seq ?? call.request.seq, call.request.seq, ...question.seq],
      });
    }
  },

  'elicitation.server.accepted-used': (view, sink) => {
    for (const { question, content, call } of accepted(forms(view))) {
      const { judged, problems } = instanceProblems(member(question.params, 'requestedSchema'), content);
      const given = Object.values(content).filter((value) => typeof value === 'string' && value.length >= 8);
      if (!repeats(call) || !judged || problems.length > 0 || given.length === 0 || !hasSucceeded(call)) continue;
      sink.examined();
      // One of several answers may be enough, and be said in capitals.
      const said = saidBy(call).toLowerCase();
      if (given.some((value) => said.includes(String(value).toLowerCase()))) continue;
      sink.finding({
        message: 'The server makes nothing of what the user submitted.',
        expected: `a result that depends on the answer ${quote(given[0])}`,
        actual: answerWords(call, quote),
        seq: [call.response?.seq ?? call.request.seq, call.request.seq, ...question.seq],
      });
    }
  },

  'elicitation.server.refusal-handled': refusalsHandled,
  'elicitation.server.refusal-survived': refusalsHandled,

  'elicitation.server.client-failure': (view, sink) => {
    for (const retry of retries(view)) {
      const { round, call } = retry;
      const failed = [...(round?.requests ?? [])].filter(
        ([key, request]) => member(request, 'method') === 'elicitation/create' && !isAnswer(responseTo(retry, key)),
      );
      const coping = failed.length === 0 ? undefined : copingWithBad(view, call);
      if (coping === undefined || coping.isInternal) continue;
      sink.examined();
      if (coping.failure === undefined) continue;
      sink.finding({
        message: 'The server does not cope with a client that could not process an elicitation.',
        expected: 'the question once more, or an error that gives a reason',
        actual: `${coping.failure}, to ${quote(retry.responses)}`,
        seq: [...coping.seq],
      });
    }
  },

  'elicitation.server.no-success-assumed': (view, sink) => {
    const agreed = new Map<string, Call>();
    for (const { call } of accepted(forms(view))) {
      if (repeats(call) && hasSucceeded(call)) agreed.set(operationOf(call), call);
    }
    for (const { reactions } of forms(view)) {
      for (const { value, call } of reactions) {
        const action = member(value, 'action');
        const twin = call === undefined ? undefined : agreed.get(operationOf(call));
        if ((action !== 'decline' && action !== 'cancel') || call?.response === undefined || twin === undefined)
          continue;
        sink.examined();
        if (!hasSucceeded(call) || saidBy(call) !== saidBy(twin)) continue;
        sink.finding({
          message: `After \`${action}\` the server answers as if the user had agreed.`,
          expected: 'another answer than to a user who filled in the form',
          actual: answerWords(call, quote),
          seq: [call.response.seq, call.request.seq, twin.request.seq],
        });
      }
    }
  },
};

/** By which way a server asks: up to 2025-11-25 by a request of its own, since 2026-07-28 in a result. */
import type { Check } from './check.ts';
import { at, isObject, member, quote } from './json.ts';
import { isNumberedNotification, methodOf } from './message.ts';
import { type QuestionMethod, questionsOf } from './questions.ts';

/** Whatever asks for the same, however it is written: `elicitation/ask`, `elicitation.create`, `elicitationCreate`, `elicitation`. */
const familyOf = (method: QuestionMethod): RegExp => new RegExp(`^${method.split('/')[0]}(?![a-z])`);

/** In a session: the request of this name, and neither another of its family nor a result that asks. */
export const askedByRequest =
  (method: QuestionMethod): Check =>
  (view, sink) => {
    for (const _ of questionsOf(view, method)) sink.examined();
    const family = familyOf(method);
    for (const { value, seq } of view.serverRequests) {
      const other = member(value, 'method');
      if (typeof other !== 'string' || other === method || !family.test(other)) continue;
      sink.examined();
      sink.finding({
        message: `The server asks by the request ${quote(other)}, which no client knows.`,
        expected: `the request \`${method}\``,
        actual: quote(value),
        seq: [seq],
      });
    }
    for (const { result, response, request } of view.calls) {
      const inside = member(result, 'inputRequests');
      if (!isObject(inside) || response === undefined) continue;
      if (!Object.values(inside).some((each) => at(each, 'method') === method)) continue;
      sink.examined();
      sink.finding({
        message: `The server asks for \`${method}\` in a result, as only later revisions do.`,
        expected: `a request \`${method}\` of the server`,
        actual: quote(result),
        seq: [response.seq, request.seq],
      });
    }
  };

/** Without a session: a result of type `input_required`, and no request of the server. */
export const askedInResult =
  (method: QuestionMethod): Check =>
  (view, sink) => {
    for (const _ of questionsOf(view, method)) sink.examined();
    const family = familyOf(method);
    for (const message of view.serverRequests) {
      const sent = methodOf(message);
      if (sent === undefined || !family.test(sent) || isNumberedNotification(message.value)) continue;
      sink.examined();
      sink.finding({
        message: `The server sends the request ${sent === method ? `\`${method}\`` : quote(sent)}, which a client of this revision does not answer.`,
        expected: 'a result of type `input_required` with the request in it',
        actual: quote(message.value),
        seq: [message.seq],
      });
    }
  };

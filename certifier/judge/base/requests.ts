/** specification/base.md: requests of the server. */
import type { Checks } from '../engine/check.ts';
import { isSuccess } from '../engine/exchange.ts';
import { member, quote } from '../engine/json.ts';
import { isNumberedNotification, type Message } from '../engine/message.ts';
import { isReplayed } from '../engine/own-requests.ts';
import { sentResponses } from '../engine/sent.ts';
import { sessionOf } from '../engine/session.ts';
import type { View } from '../engine/view.ts';

/** Requests that are meant as such: a notification with an id is another rule's business. */
const requests = (view: View): readonly Message[] =>
  view.serverRequests.filter(({ value }) => !isNumberedNotification(value));

const keyOf = (view: View, message: Message): string =>
  `${sessionOf(view, message)} ${JSON.stringify(member(message.value, 'id'))}`;

/** Session and id of what the server asked over HTTP → where it had first taken our answer. */
function answersTaken(view: View): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const message of sentResponses(view)) {
    const exchange = view.exchange(message.exchange);
    if (exchange?.response === undefined) continue;
    const key = keyOf(view, message);
    if (isSuccess(exchange) && !taken.has(key)) taken.set(key, exchange.response.seq);
  }
  return taken;
}

/**
 * A stream that is resumed brings the same message once more, and one that is open beside another may bring a copy. What comes again on
 * the same stream, or on one that was opened when the answer had been taken, is asked again.
 */
function isCopy(view: View, message: Message, before: Message, taken: number | undefined): boolean {
  const exchange = view.exchange(message.exchange);
  if (exchange === undefined || before.text !== message.text) return false;
  if (isReplayed(view, message)) return true;
  return before.exchange !== message.exchange && (taken === undefined || exchange.request.seq < taken);
}

export const checks: Checks = {
  /** A permission: nothing breaks it. */
  'base.request.either-direction': (view, sink) => {
    for (const _ of requests(view)) sink.examined();
  },

  'base.server-request.id-type': (view, sink) => {
    for (const { value, seq } of requests(view)) {
      const id = member(value, 'id');
      sink.examined();
      if (typeof id === 'string' || Number.isInteger(id)) continue;
      sink.finding({
        message: `The request \`${member(value, 'method')}\` of the server has an id that is none.`,
        expected: 'a string or an integer',
        actual: `the id ${quote(id)}`,
        seq: [seq],
      });
    }
  },

  'base.server-request.id-unique-session': (view, sink) => {
    const first = new Map<string, Message>();
    const taken = answersTaken(view);
    for (const message of requests(view)) {
      const { value, seq } = message;
      const id = member(value, 'id');
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      sink.examined();
      const key = keyOf(view, message);
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, message);
        continue;
      }
      if (isCopy(view, message, before, taken.get(key))) continue;
      sink.finding({
        message: `The server gives the id ${quote(id)} to a second request of the same session.`,
        expected: 'an id that it has not used before',
        actual: `\`${member(before.value, 'method')}\`, then \`${member(value, 'method')}\``,
        seq: [seq, before.seq],
      });
    }
  },
};

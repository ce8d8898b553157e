/** specification/base.md: requests of the server. */
import type { Checks } from '../engine/check.ts';
import { member, quote } from '../engine/json.ts';
import { isNumberedNotification, type Message } from '../engine/message.ts';
import { sessionOf } from '../engine/sessions.ts';
import type { View } from '../engine/view.ts';

/** Requests that are meant as such: a notification with an id is another rule's business. */
const requests = (view: View): readonly Message[] =>
  view.serverRequests.filter(({ value }) => !isNumberedNotification(value));

export const checks: Checks = {
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
    for (const message of requests(view)) {
      const { value, text, exchange, seq } = message;
      const id = member(value, 'id');
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      sink.examined();
      const key = `${sessionOf(view, message)} ${JSON.stringify(id)}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, message);
        continue;
      }
      // A stream that is resumed brings the same message once more.
      if (exchange !== undefined && before.text === text) continue;
      sink.finding({
        message: `The server gives the id ${quote(id)} to a second request of the same session.`,
        expected: 'an id that it has not used before',
        actual: `\`${member(before.value, 'method')}\`, then \`${member(value, 'method')}\``,
        seq: [seq, before.seq],
      });
    }
  },
};

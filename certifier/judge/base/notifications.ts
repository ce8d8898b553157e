/** specification/base.md: messages that want no answer. */
import { answeredOn } from '../engine/answered.ts';
import type { Checks } from '../engine/check.ts';
import { at, member, quote } from '../engine/json.ts';
import { isNumberedNotification, type Message } from '../engine/message.ts';
import { countBefore, groupBy, lastBefore } from '../engine/order.ts';
import { sentNotifications } from '../engine/sent.ts';
import { answersNoRequest, strays } from '../engine/strays.ts';

export const checks: Checks = {
  'base.notification.no-id': (view, sink) => {
    for (const _ of view.notifications) sink.examined();
    for (const { value, seq } of view.serverRequests) {
      if (!isNumberedNotification(value)) continue;
      sink.examined();
      sink.finding({
        message: `The notification \`${member(value, 'method')}\` has an id, as if it were a request.`,
        expected: 'no member `id`',
        actual: `the id ${quote(member(value, 'id'))}`,
        seq: [seq],
      });
    }
  },

  'base.notification.no-response': (view, sink) => {
    const answers = groupBy(view.responses, ({ exchange }) => exchange);
    const controls = answeredOn(view);
    const overStdio: Message[] = [];
    for (const notification of sentNotifications(view)) {
      const { exchange: number, connection, seq } = notification;
      if (number === undefined) {
        overStdio.push(notification);
        // Silence counts only up to a request that was sent after the notification and answered.
        const after = controls.get(connection) ?? [];
        if (countBefore(after, seq, ({ request }) => request.seq) < after.length) sink.examined();
        continue;
      }
      // An HTTP error status may come with an error that has no id: that is a rejection, not a response.
      const { response } = view.exchange(number) ?? {};
      if (response === undefined || response.status >= 400) continue;
      sink.examined();
      const [answer] = answers.get(number) ?? [];
      if (answer !== undefined) sink.finding(answered(notification, answer));
    }
    const sent = groupBy(overStdio, ({ connection }) => connection);
    for (const stray of strays(view)) {
      const { response, afterMalformed } = stray;
      const notification = lastBefore(sent.get(response.connection) ?? [], response.seq, ({ seq }) => seq);
      if (notification === undefined || afterMalformed || !answersNoRequest(stray)) continue;
      if ((at(response.value, 'id') ?? null) !== null) continue;
      sink.examined();
      sink.finding(answered(notification, response));
    }
  },
};

const answered = (notification: Message, answer: Message) => ({
  message: `The notification \`${quote(member(notification.value, 'method'))}\` got a response.`,
  expected: 'no response: a notification is one-way',
  actual: quote(answer.value),
  seq: [answer.seq, notification.seq],
});

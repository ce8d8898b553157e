/** specification/http.md */
import type { Checks } from './engine/check.ts';
import { isSuccess } from './engine/exchange.ts';
import { member, quote } from './engine/json.ts';
import { isNotification } from './engine/message.ts';

export const checks: Checks = {
  'http.notification.accepted': (view, sink) => {
    for (const { direction, value, exchange: number } of view.messages) {
      if (direction !== 'sent' || !isNotification(value)) continue;
      const exchange = view.exchanges.find((each) => each.number === number);
      // An error status rejects the notification, which a server may; a redirect does neither.
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      sink.examined();
      const { response, body, sse, request } = exchange;
      const said = body ?? sse[0];
      if (response.status === 202 && said === undefined) continue;
      sink.finding({
        message: `The notification ${quote(member(value, 'method'))} was not answered by 202 and nothing else.`,
        expected: 'status 202, no body',
        actual: `status ${response.status}, ${said === undefined ? 'no body' : `the body ${quote(said.text ?? said.base64)}`}`,
        seq: [...(said === undefined ? [] : [said.seq]), response.seq, request.seq],
      });
    }
  },
};

/** specification/http.md: what answers a message, and by which status. */
import type { Checks } from '../engine/check.ts';
import { isSuccess, mediaType } from '../engine/exchange.ts';
import { member, quote } from '../engine/json.ts';
import { isNotification } from '../engine/message.ts';
import { unknownMethodCalls, withoutCapabilities } from '../engine/refusals.ts';
import { isAnswered } from './readers.ts';
import { judgeRefusal } from './refusals.ts';

const METHOD_NOT_FOUND = -32601;

export const checks: Checks = {
  'http.notification.accepted': (view, sink) => {
    for (const { direction, value, exchange: number } of view.messages) {
      if (direction !== 'sent' || !isNotification(value)) continue;
      const exchange = view.exchange(number);
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

  'http.response.content-type': (view, sink) => {
    for (const { exchange, method, request } of view.calls) {
      if (exchange?.response === undefined || !isSuccess(exchange)) continue;
      sink.examined();
      const type = mediaType(exchange.response.headers);
      if (type === 'application/json' || type === 'text/event-stream') continue;
      sink.finding({
        message: `The answer to \`${method}\` is neither JSON nor an event stream.`,
        expected: '`Content-Type: application/json` or `Content-Type: text/event-stream`',
        actual: type === undefined ? 'no `Content-Type`' : `\`Content-Type\`: ${quote(type)}`,
        seq: [exchange.response.seq, request.seq],
      });
    }
  },

  'http.method.not-found': (view, sink) => {
    for (const call of unknownMethodCalls(view)) {
      if (!isAnswered(call)) continue;
      const message = `A request for the method ${quote(call.method)}, which does not exist, was not refused as it must be over HTTP.`;
      judgeRefusal(call, { status: 404, codes: [METHOD_NOT_FOUND] }, message, sink);
    }
  },

  'http.meta.required-status': (view, sink) => {
    for (const call of withoutCapabilities(view)) {
      if (!isAnswered(call)) continue;
      const message = `A \`${call.method}\` request whose \`_meta\` lacks \`clientCapabilities\` was not refused by 400.`;
      judgeRefusal(call, { status: 400 }, message, sink);
    }
  },
};

/** specification/http.md: sessions. */
import { carriedWith } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { headerValues, isSuccess } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { judgeRefusal, refuses } from './refusals.ts';

export const checks: Checks = {
  'http.session.id-characters': (view, sink) => {
    for (const { response } of view.exchanges) {
      for (const id of headerValues(response?.headers ?? [], 'mcp-session-id')) {
        if (response === undefined || id === '') continue;
        sink.examined();
        if (/^[\x21-\x7e]+$/.test(id)) continue;
        sink.finding({
          message: 'A session id holds characters that are no visible ASCII.',
          expected: 'characters from 0x21 to 0x7E alone',
          actual: quote(id),
          seq: [response.seq],
        });
      }
    }
  },

  'http.session.id-required': (view, sink) => {
    for (const call of carriedWith(view, 'no-session')) {
      // A server that serves it does not require the id, although it assigned one.
      if (isSuccess(call.exchange) && call.error === undefined) continue;
      judgeRefusal(
        call,
        { status: 400 },
        'A request without its session id was refused in another way than by 400.',
        sink,
      );
    }
  },

  'http.session.terminated': refuses(
    ['ended-session'],
    { status: 404 },
    ({ method }) => `\`${method}\` in a session that had been ended was not answered by 404.`,
  ),
};

/** specification/base.md: what answers a request. */
import { callsById } from '../engine/asked.ts';
import type { Checks } from '../engine/check.ts';
import { at, isObject, quote } from '../engine/json.ts';
import type { Call, Message } from '../engine/message.ts';
import { bearsWrongId, isMalformed, strays } from '../engine/strays.ts';

/** A rejection at the level of HTTP, or of what was no proper request, may come without an id: the server may not have read it. */
const rejectedUnread = ({ exchange, error, request }: Call, response: Message): boolean =>
  error !== undefined &&
  (at(response.value, 'id') ?? null) === null &&
  ((exchange?.response?.status ?? 200) >= 400 || isMalformed(request.value));

/**
 * Over HTTP a stream that is taken up again may bring an answer once more, and one with another id is another rule's business: these are
 * the answers with its id on the stream of the request itself.
 */
const inOwnStream = ({ responses, id }: Call, exchange: number): readonly Message[] =>
  responses.filter((response) => response.exchange === exchange && at(response.value, 'id') === id);

export const checks: Checks = {
  'base.response.result-or-error': (view, sink) => {
    for (const { value, seq } of view.meant) {
      if (!isObject(value) || Object.hasOwn(value, 'method')) continue;
      const has = (name: string): boolean => Object.hasOwn(value, name);
      const both = has('result') && has('error');
      // Without any of the three it is no response at all, which is another rule's business.
      if (!has('result') && !has('error') && !has('id')) continue;
      sink.examined();
      // What an error is made of is another rule's business as well.
      if (!both && (has('error') || isObject(value.result))) continue;
      const actual = both ? 'both' : has('result') ? `\`result\` ${quote(value.result)}` : 'neither';
      sink.finding({
        message: 'A response does not hold one of `result` and `error`.',
        expected: 'a `result`, which is an object, or an `error`',
        actual,
        seq: [seq],
      });
    }
  },

  'base.response.same-id': (view, sink) => {
    for (const call of view.calls) {
      for (const response of call.responses) {
        if (rejectedUnread(call, response)) continue;
        sink.examined();
        const id = at(response.value, 'id');
        if (id === call.id) continue;
        sink.finding({
          message: `The answer to \`${call.method}\` bears another id than its request.`,
          expected: `the id ${quote(call.id)}, of the same JSON type`,
          actual: id === undefined ? 'no id' : `the id ${quote(id)}`,
          seq: [response.seq, call.request.seq],
        });
      }
    }
    for (const stray of strays(view)) {
      const { response, open, openCount } = stray;
      const id = at(response.value, 'id') ?? null;
      // Without an id it may answer a notification (another rule's business) or something that could not be read.
      if (!bearsWrongId(stray)) continue;
      sink.examined();
      const more = openCount > open.length ? ` or of ${openCount - open.length} more` : '';
      sink.finding({
        message: 'An answer bears the id of no request that was sent before it.',
        expected:
          openCount === 0
            ? 'no answer: every request had been answered'
            : `the id ${open.map((call) => quote(call.id)).join(' or ')}${more}`,
        actual: `the id ${quote(id)}`,
        seq: [response.seq, ...open.map(({ request }) => request.seq)],
      });
    }
  },

  'base.response.once': (view, sink) => {
    for (const call of view.calls) {
      if (call.response === undefined) continue;
      // Over stdio, of two requests with one id, an answer does not say which it is for.
      if (call.exchange === undefined && callsById(view, call.connection, call.id).length > 1) continue;
      const answers = call.exchange === undefined ? call.responses : inOwnStream(call, call.exchange.number);
      sink.examined();
      const [first, second] = answers;
      if (first === undefined || second === undefined) continue;
      sink.finding({
        message: `\`${call.method}\` is answered ${answers.length} times.`,
        expected: 'one answer to a request',
        actual: `another answer: ${quote(second.value)}`,
        seq: [second.seq, first.seq, call.request.seq],
      });
    }
  },
};

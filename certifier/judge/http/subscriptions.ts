/** specification/http.md: the stream of a subscription. */
import { nextCall } from '../engine/asked.ts';
import type { Checks } from '../engine/check.ts';
import { subscriptions } from '../engine/listens.ts';

export const checks: Checks = {
  'http.listen.sse-stays-open': (view, sink) => {
    for (const { call, acknowledgement, ended, left } of subscriptions(view)) {
      const { exchange, response, request, result } = call;
      if (exchange?.response === undefined || (call.error !== undefined && acknowledgement === undefined)) continue;
      // Whoever ends a subscription at a time of its own has something come of it first, or is asked something in between.
      const since = acknowledgement?.seq ?? request.seq;
      const isUsed = (nextCall(view, call.connection, since)?.request.seq ?? Number.POSITIVE_INFINITY) < ended;
      if (acknowledgement !== undefined && (isUsed || left < ended)) {
        sink.examined();
        continue;
      }
      if (!Number.isFinite(ended) || (acknowledgement === undefined && result === undefined)) continue;
      sink.examined();
      sink.finding({
        message: 'A subscription that was accepted was over at once.',
        expected: 'an event stream that stays open',
        actual: acknowledgement === undefined ? 'the answer alone' : 'the end of the stream after the acknowledgement',
        seq: [response?.seq ?? exchange.last, request.seq],
      });
    }
  },
};

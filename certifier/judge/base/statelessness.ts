/** specification/base.md: no state between requests. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { canonical, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { errorCode, isFinal, LIST_METHODS } from '../engine/readers.ts';

const isServed = ({ result }: Call): boolean => result !== undefined && isFinal(result);

export const checks: Checks = {
  'base.stateless.no-affinity': (view, sink) => {
    for (const method of LIST_METHODS) {
      const calls = view.callsTo(method);
      /** Cursor → the connections on which it was handed out, and where first; connection and cursor → the last page got by it. */
      const handed = new Map<string, Map<number, number>>();
      const served = new Map<string, Call>();
      for (const call of calls) {
        const next = member(call.result, 'nextCursor');
        if (next !== undefined && call.response !== undefined) {
          const homes = handed.get(canonical(next)) ?? new Map<number, number>();
          if (!homes.has(call.connection)) homes.set(call.connection, call.response.seq);
          handed.set(canonical(next), homes);
        }
        const cursor = member(call.params, 'cursor');
        if (cursor !== undefined && isServed(call)) served.set(`${call.connection} ${canonical(cursor)}`, call);
      }
      for (const call of calls) {
        const cursor = member(call.params, 'cursor');
        if (cursor === undefined || call.response === undefined || !isWellCarried(view, call)) continue;
        const homes = handed.get(canonical(cursor));
        const isHome = (homes?.get(call.connection) ?? Number.POSITIVE_INFINITY) < call.request.seq;
        if (homes === undefined || isHome) continue;
        // Where it was handed out it is still good afterwards: it was neither used up nor too old.
        const twin = [...homes.keys()]
          .map((home) => served.get(`${home} ${canonical(cursor)}`))
          .find((each) => each !== undefined && each.request.seq > call.request.seq);
        if (!isServed(call) && (twin === undefined || errorCode(call) === undefined || !wasHeard(call))) continue;
        sink.examined();
        if (isServed(call)) continue;
        sink.finding({
          message: `The cursor ${quote(cursor)} of \`${method}\` is good only on the connection on which it was handed out.`,
          expected: 'the same page on every connection',
          actual: `the error ${errorCode(call)}; there it was accepted afterwards`,
          seq: [call.response.seq, call.request.seq, ...(twin === undefined ? [] : [twin.request.seq])],
        });
      }
    }
  },
};

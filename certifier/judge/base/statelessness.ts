/** specification/base.md: no state between requests. */
import { refusalOf } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { canonical, member, quote } from '../engine/json.ts';
import { ASKED_BY, arrived, asksFor, openUntil, toldOf } from '../engine/listens.ts';
import type { Call } from '../engine/message.ts';
import { pairs } from '../engine/pairs.ts';
import { isFinal, LIST_METHODS } from '../engine/readers.ts';

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
        if (cursor === undefined || !isWellCarried(view, call)) continue;
        const homes = handed.get(canonical(cursor));
        const isHome = (homes?.get(call.connection) ?? Number.POSITIVE_INFINITY) < call.request.seq;
        if (homes === undefined || isHome) continue;
        // Where it was handed out it is still good afterwards: it was neither used up nor too old.
        const twin = [...homes.keys()]
          .map((home) => served.get(`${home} ${canonical(cursor)}`))
          .find((each) => each !== undefined && each.request.seq > call.request.seq);
        const refusal = isServed(call) ? undefined : refusalOf(view, call);
        if (!isServed(call) && (twin === undefined || refusal === undefined)) continue;
        sink.examined();
        if (refusal === undefined) continue;
        sink.finding({
          message: `The cursor ${quote(cursor)} of \`${method}\` is good only on the connection on which it was handed out.`,
          expected: 'the same page on every connection',
          actual: `${refusal.words}; there it was accepted afterwards`,
          seq: [refusal.seq, call.request.seq, ...(twin === undefined ? [] : [twin.request.seq])],
        });
      }
    }
  },

  'base.stateless.listen-scope': (view, sink) => {
    for (const { one, other } of pairs(view)) {
      for (const [gone, left] of [
        [one, other],
        [other, one],
      ] as const) {
        if (!Number.isFinite(gone.left) || openUntil(left) < gone.left) continue;
        for (const method of Object.keys(ASKED_BY).filter((each) => asksFor(left.honoured, each))) {
          const { connection } = left.call;
          const messages = arrived(view, left.call);
          const both = [Math.max(one.acknowledgement.seq, other.acknowledgement.seq), gone.left] as const;
          const twin = toldOf(view, connection, method, messages, both).find(({ heard }) => heard !== undefined);
          if (twin === undefined) continue;
          const after = [gone.left, openUntil(left)] as const;
          for (const { silence, change } of toldOf(view, connection, method, messages, after)) {
            sink.examined();
            if (silence === undefined) continue;
            sink.finding({
              message: `A subscription is no longer told of \`${method}\` since another one was ended.`,
              expected: `\`${method}\` on the subscription ${quote(left.call.id)}, as before`,
              actual: `nothing within ${silence.after} ms after the change`,
              seq: [silence.seq, change.request.seq, left.call.request.seq],
            });
          }
        }
      }
    }
  },
};

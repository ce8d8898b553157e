/** Whether a list changes for one connection alone, by what was asked on it. */
import { callsOn } from './asked.ts';
import type { Check } from './check.ts';
import { changesMade } from './fixture.ts';
import { difference, type Sample, samples, setOf } from './lists.ts';
import { countBefore, groupBy } from './order.ts';
import type { ListMethod } from './readers.ts';
import type { View } from './view.ts';

/** Whether something else than this list was asked on the connection between the two. */
function isUsed(view: View, first: Sample, last: Sample, method: ListMethod): boolean {
  const calls = callsOn(view).get(first.connection) ?? [];
  for (let index = countBefore(calls, first.last + 1, ({ request }) => request.seq); index < calls.length; index += 1) {
    const call = calls[index];
    if (call === undefined || call.request.seq >= last.seq) return false;
    if (call.method !== method) return true;
  }
  return false;
}

/**
 * Whether a tool that is there to change this list was called between the two. Over stdio another connection is another process, which
 * has no part in that change: that it still sees the list as it was tells nothing.
 */
const isMeant = (view: View, first: Sample, last: Sample, method: ListMethod): boolean =>
  view.transport === 'stdio' &&
  (changesMade(view).get(`notifications/${method}_changed`) ?? []).some(
    ({ connection, request }) => connection === first.connection && request.seq > first.last && request.seq < last.seq,
  );

/** The first and the last of them, where they are two. */
function ends(all: readonly Sample[]): readonly [Sample, Sample] | undefined {
  const [first] = all;
  const last = all.at(-1);
  return first === undefined || last === undefined || first === last ? undefined : [first, last];
}

/**
 * The set that a connection sees does not change because of other requests on it. It may change over time, for all alike: so a
 * difference counts only where another connection saw the same set as before, before and after.
 */
export const noSideEffects =
  (method: ListMethod): Check =>
  (view, sink) => {
    for (const ofAsker of groupBy(samples(view, method), ({ asker }) => asker).values()) {
      const connections = [...groupBy(ofAsker, ({ connection }) => connection).values()].flatMap((all) =>
        [ends(all)].filter((each) => each !== undefined),
      );
      for (const [first, last] of connections) {
        if (!isUsed(view, first, last, method)) continue;
        if (setOf(first) === setOf(last)) {
          sink.examined();
          continue;
        }
        if (isMeant(view, first, last, method)) continue;
        const steady = connections.find(
          ([begun, ended]) =>
            begun.connection !== first.connection &&
            begun.seq < last.seq &&
            ended.last > last.seq &&
            setOf(begun) === setOf(first) &&
            setOf(ended) === setOf(first) &&
            // A process that is younger may still list what this one did at its age.
            (ended.age?.[1] ?? 0) >= (last.age?.[0] ?? 0),
        );
        if (steady === undefined) continue;
        sink.examined();
        sink.finding({
          message: `\`${method}\` changed on one connection alone, after other requests on it.`,
          expected: 'the same set as before, as another connection still sees it',
          actual: `the set ${difference(first, last)}`,
          seq: [last.last, first.last, steady[1].last],
        });
      }
    }
  };

/** Lines of a subject in which no message can be read: one of them may have been meant as the answer that seems to be missing. */
import { eventsOf } from './kinds.ts';
import type { Call } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

interface Place {
  readonly connection: number;
  readonly seq: number;
}

/** Connection → the places of such lines, in order. */
const garbled = remembered((view): ReadonlyMap<number, readonly Place[]> => {
  const read = new Set(view.received.flatMap(({ seq, value }) => (value === undefined ? [] : [seq])));
  return groupBy(
    eventsOf(view, 'line').filter(
      ({ direction, stream, seq }) => direction === 'received' && stream === 'stdout' && !read.has(seq),
    ) as readonly Place[],
    ({ connection }) => connection,
  );
});

/** Whether such a line came while this was waited for. That nobody can read it is told of elsewhere, and so is not silence. */
export function mayBeAnswered(view: View, { connection, request, gaveUp }: Call): boolean {
  const places = garbled(view).get(connection) ?? [];
  const before = (seq: number): number => countBefore(places, seq, (place) => place.seq);
  return before(gaveUp?.seq ?? request.seq) > before(request.seq);
}

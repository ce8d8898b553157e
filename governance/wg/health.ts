/** How a working group is, in a line that its charter, its RFCs and the calendar say by themselves. */
import type { Process } from '../process.ts';
import type { RfcSummary } from '../rfc/list.ts';
import type { WorkingGroupSummary } from './list.ts';

export interface Health {
  readonly group: string;
  readonly status: string;
  readonly seats: { readonly held: number; readonly all: number };
  /** RFCs that it owns and that are still on their way. */
  readonly open: number;
  /** RFCs that it owns and that have arrived at an end. */
  readonly ended: number;
  /** Deliverables that an RFC holds, and how many of them have arrived. */
  readonly deliverables: { readonly arrived: number; readonly all: number };
  /** The last day on which one of its RFCs moved; null where it has none. */
  readonly moved: string | null;
  /** The next of its dates: a term that ends, the review of its charter. Null where it has none. */
  readonly next: string | null;
}

export const healthOf = (
  { name, status, chairs, deliverables = [], review }: WorkingGroupSummary,
  rfcs: readonly RfcSummary[],
  process: Process,
): Health => {
  const ends = new Set(process.statuses.filter(({ end }) => end === true).map(({ id }) => id));
  const own = rfcs.filter(({ group }) => group === name);
  const promised = deliverables.flatMap(({ rfc }) => (rfc === undefined ? [] : [rfc]));
  const arrived = rfcs.filter((rfc) => promised.includes(rfc.number) && ends.has(rfc.status));
  const dates = [...chairs.flatMap(({ until }) => until ?? []), ...(review === undefined ? [] : [review])].sort();
  return {
    group: name,
    status,
    seats: { held: chairs.filter(({ holder }) => holder.startsWith('@')).length, all: chairs.length },
    open: own.filter((rfc) => !ends.has(rfc.status)).length,
    ended: own.filter((rfc) => ends.has(rfc.status)).length,
    deliverables: { arrived: arrived.length, all: promised.length },
    moved:
      own
        .map(({ updated }) => updated)
        .sort()
        .at(-1) ?? null,
    next: dates[0] ?? null,
  };
};

/** `forming; 0 of 3 seats held; 2 RFCs on their way, 4 done; moved 2026-11-22; next date 2027-11-22` */
export const healthLine = ({ status, seats, open, ended, moved, next }: Health): string =>
  [
    status,
    `${seats.held} of ${seats.all} ${seats.all === 1 ? 'seat' : 'seats'} held`,
    `${open} ${open === 1 ? 'RFC' : 'RFCs'} on ${open === 1 ? 'its' : 'their'} way, ${ended} done`,
    moved === null ? 'nothing has moved yet' : `moved ${moved}`,
    ...(next === null ? [] : [`next date ${next}`]),
  ].join('; ');

/** The changes of status that an RFC has been through, each with the transition that allows it. */
import { initialStatus, type Process, type Transition, transitionsFrom } from '../process.ts';
import type { HistoryEntry, RfcFrontMatter } from './frontmatter.ts';

export interface Step {
  /** Position of the later entry in the history. */
  readonly index: number;
  readonly from: HistoryEntry;
  readonly to: HistoryEntry;
  /** Null: the process has no such way. */
  readonly allowed: Transition | null;
}

/** The founding clause, for an RFC within its bounds. */
const foundingStep = (
  process: Process,
  meta: RfcFrontMatter,
  from: HistoryEntry,
  to: HistoryEntry,
): Transition | null => {
  const { numbers, until, decision, ...founding } = process.founding;
  const { decision: shown } = to.evidence ?? {};
  const applies =
    meta.number >= numbers.from &&
    meta.number <= numbers.to &&
    to.date <= until &&
    from.status === founding.from &&
    founding.to.includes(to.status) &&
    shown === decision;
  return applies ? { from: from.status, to: to.status, by: founding.by, evidence: founding.evidence, after: 0 } : null;
};

export const stepsOf = (process: Process, meta: RfcFrontMatter): readonly Step[] =>
  meta.history.slice(1).map((to, at) => {
    const from = meta.history[at] ?? to;
    const allowed =
      transitionsFrom(process, from.status, meta.type).find((transition) => transition.to === to.status) ??
      foundingStep(process, meta, from, to);
    return { index: at + 1, from, to, allowed };
  });

export const startsRightly = (process: Process, meta: RfcFrontMatter): boolean =>
  meta.history[0]?.status === initialStatus(process.statuses);

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

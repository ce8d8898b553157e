/** The changes of status that an RFC has been through, each with the transition that allows it. */
import type { Corpus, Rfc } from '../lint/corpus.ts';
import { initialStatus, type Process, type Transition, transitionsFrom } from '../process.ts';
import type { HistoryEntry, RfcFrontMatter } from './frontmatter.ts';

export interface Step {
  /** Position of the later entry in the history. */
  readonly index: number;
  readonly from: HistoryEntry;
  readonly to: HistoryEntry;
  /** Null: the process has no such way. */
  readonly allowed: Transition | null;
  /** Allowed by the founding clause alone. */
  readonly founding: boolean;
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
    const ordinary = transitionsFrom(process, from.status, meta.type).find((transition) => transition.to === to.status);
    const founding = ordinary === undefined ? foundingStep(process, meta, from, to) : null;
    return { index: at + 1, from, to, allowed: ordinary ?? founding, founding: founding !== null };
  });

/** The steps that the change under the linter takes; all of them for an RFC that is new. */
export const newSteps = ({ process, base }: Corpus, rfc: Rfc): readonly Step[] => {
  if (rfc.meta === null || base === null || !base.changed.has(rfc.path)) return [];
  const taken = base.was(rfc)?.meta?.history.length ?? 1;
  return stepsOf(process, rfc.meta).filter(({ index }) => index >= taken);
};

export const startsRightly = (process: Process, meta: RfcFrontMatter): boolean =>
  meta.history[0]?.status === initialStatus(process.statuses);

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** What a run is going to do, before there is a subject: which revisions it tries, which probes it makes, and how long a call may take. */
import { type Era, eraOf, REVISIONS, type Revision } from './catalogue/requirement.ts';
import type { Probe } from './probes/engine/probe.ts';
import { probes as allProbes } from './probes/probes.ts';
import type { Subject } from './subject/subject.ts';

/** The revisions to try: the newest of each era unless told otherwise. */
export function revisionsToTry(revision: Revision | 'all' | undefined): readonly Revision[] {
  if (revision === 'all') return [...REVISIONS].reverse();
  if (revision !== undefined) return [revision];
  const newest = (era: Era): Revision => REVISIONS.filter((each) => eraOf(each) === era).at(-1) as Revision;
  return [newest('stateless'), newest('session')];
}

/** The probes that a run would make, in order. */
export const planFor = (
  era: Era,
  transport: Subject['transport'],
  probes: readonly Probe[] = allProbes,
): readonly Probe[] =>
  probes.filter((probe) => (probe.eras?.includes(era) ?? true) && (probe.transports?.includes(transport) ?? true));

/**
 * Milliseconds within which a call is quick, of a subject that takes `pace` over an answer. A tool may take as long as it likes, and we
 * look at those that are quick; but on a busy machine none is, so it is measured by the other answers, up to what any answer may take.
 */
export const quickWithin = (pace: number, most: number): number =>
  Math.min(most, Math.max(1_000, Math.round(10 * pace)));

/** Which two results are laid against each other where nobody has chosen yet. */
import type { Entry } from '../lib/results.ts';

const haveRunInCommon = (one: Entry, other: Entry): boolean =>
  one.report.runs.some(({ revision, transport }) =>
    other.report.runs.some((run) => run.revision === revision && run.transport === transport),
  );

const isOneProduct = (one: Entry, other: Entry): boolean =>
  one.place !== undefined && one.place.vendor === other.place?.vendor && one.place.product === other.place.product;

/** Verdicts that differ show best what the page is for. */
const verdictsDiffer = (one: Entry, other: Entry): boolean =>
  one.report.runs[0]?.verdict !== other.report.runs[0]?.verdict;

/** Two versions of one product before two products, and two verdicts before one; what has no run in common last. */
export function firstPair(entries: readonly Entry[]): readonly [Entry | undefined, Entry | undefined] {
  const pairs = entries.flatMap((one, index) => entries.slice(index + 1).map((other) => [one, other] as const));
  const comparable = pairs.filter((pair) => haveRunInCommon(...pair));
  return (
    comparable.find((pair) => isOneProduct(...pair)) ??
    comparable.find((pair) => verdictsDiffer(...pair)) ??
    comparable[0] ??
    pairs[0] ?? [entries[0], undefined]
  );
}

/** Implementations against topics: what each run found in each topic, counted as the reports have it. */
import { OUTCOMES, type Outcome, type Result, type Run } from '../../certifier/report/report.ts';
import type { Entry } from '../lib/results.ts';

export interface Cell {
  /** How many requirements of the topic came out how; outcomes that none has are left out. */
  readonly counts: readonly (readonly [outcome: Outcome, number: number])[];
  /** What a reader looks for first. */
  readonly worst: Outcome;
}

export interface Line {
  readonly entry: Entry;
  readonly run: Run;
  readonly cells: ReadonlyMap<string, Cell>;
}

export const topicOfId = (id: string): string => id.split('.', 1)[0] ?? id;

function cellOf(results: readonly Result[]): Cell | undefined {
  const counts = OUTCOMES.map(
    (outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const,
  ).filter(([, number]) => number > 0);
  const worst = counts[0]?.[0];
  return worst === undefined ? undefined : { counts, worst };
}

/** What no machine can see says nothing of an implementation. */
const tells = ({ reason }: Result): boolean => reason !== 'untestable';

export const linesOf = (entries: readonly Entry[]): readonly Line[] =>
  entries.flatMap((entry) =>
    entry.report.runs.map((run) => {
      const told = run.results.filter(tells);
      const topics = [...new Set(told.map(({ requirement }) => topicOfId(requirement)))];
      const cells = topics.flatMap((topic) => {
        const cell = cellOf(told.filter(({ requirement }) => topicOfId(requirement) === topic));
        return cell === undefined ? [] : [[topic, cell] as const];
      });
      return { entry, run, cells: new Map(cells) };
    }),
  );

export interface Spoken {
  readonly entry: Entry;
  readonly run: Run;
  readonly result: Result;
}

/** One requirement, and what every run says of it. */
export interface Comparison {
  readonly requirement: string;
  readonly groups: readonly (readonly [outcome: Outcome, runs: readonly Spoken[]])[];
  /** It was observed in several runs, and came out differently. */
  readonly differs: boolean;
}

const OBSERVED: ReadonlySet<Outcome | undefined> = new Set(['pass', 'fail', 'warning']);
/** Something was seen that tells how the rule is kept. */
export const isObserved = (outcome: Outcome | undefined): boolean => OBSERVED.has(outcome);

export function comparisonsOf(topic: string, entries: readonly Entry[]): readonly Comparison[] {
  const byId = new Map<string, Spoken[]>();
  for (const entry of entries) {
    for (const run of entry.report.runs) {
      for (const result of run.results) {
        if (topicOfId(result.requirement) !== topic || !tells(result)) continue;
        byId.set(result.requirement, [...(byId.get(result.requirement) ?? []), { entry, run, result }]);
      }
    }
  }
  return [...byId]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([requirement, spoken]) => {
      const groups = OUTCOMES.map(
        (outcome) => [outcome, spoken.filter(({ result }) => result.outcome === outcome)] as const,
      ).filter(([, runs]) => runs.length > 0);
      return { requirement, groups, differs: groups.filter(([outcome]) => isObserved(outcome)).length > 1 };
    });
}

/** What two runs of one subject have in common: the sorted list of requirement, outcome and reason, and nothing of ids, ports or dates. */
import type { Report } from '../report/report.ts';

export const outcomesOf = ({ runs }: Report): readonly string[] =>
  runs
    .flatMap(({ revision, results }) =>
      results.map(({ requirement, outcome, reason }) =>
        [revision, requirement, outcome, ...(reason === undefined ? [] : [`(${reason})`])].join(' '),
      ),
    )
    .sort();

export interface Difference {
  readonly requirement: string;
  readonly revision: string;
  /** `fail`, `not-tested (not-exercised)`; absent where it has no such requirement. */
  readonly before?: string;
  readonly after?: string;
}

const byPlace = (report: Report): ReadonlyMap<string, string> =>
  new Map(
    outcomesOf(report).map((line) => {
      const [revision = '', requirement = '', ...outcome] = line.split(' ');
      return [`${revision} ${requirement}`, outcome.join(' ')];
    }),
  );

/** Where the outcomes of two reports differ; empty where they agree. */
export function differencesBetween(before: Report, after: Report): readonly Difference[] {
  const [one, other] = [byPlace(before), byPlace(after)];
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((key): readonly Difference[] => {
    const [a, b] = [one.get(key), other.get(key)];
    if (a === b) return [];
    const [revision = '', requirement = ''] = key.split(' ');
    return [
      { revision, requirement, ...(a === undefined ? {} : { before: a }), ...(b === undefined ? {} : { after: b }) },
    ];
  });
}

export const differenceText = ({ revision, requirement, before = 'nothing', after = 'nothing' }: Difference): string =>
  `${revision} ${requirement}: ${before}, and now ${after}`;

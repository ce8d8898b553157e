/** What differs between two reports on one transcript, requirement by requirement. Pure. */
import type { Outcome, Report, Result, Run, Verdict } from '../report/report.ts';

/** For the subject: `better` where less is held against it, `worse` where more is, `other` where neither can be said. */
export type Direction = 'better' | 'worse' | 'other';

export interface Change {
  readonly revision: string;
  /** Absent: what changed is the verdict of the run. */
  readonly requirement?: string;
  readonly from: Outcome | Verdict | 'absent';
  readonly to: Outcome | Verdict | 'absent';
  readonly direction: Direction;
  /** The reason, or the first finding, of the side that has one: what the change rests on. */
  readonly why: string;
}

const RANK: Readonly<Record<Outcome | Verdict, number>> = {
  fail: 0,
  warning: 1,
  error: 2,
  'not-tested': 2,
  'not-applicable': 3,
  pass: 3,
  'not-conformant': 0,
  'no-verdict': 1,
  'conformant-with-waivers': 2,
  conformant: 3,
};

type Side = Outcome | Verdict | 'absent';

function directionOf(from: Side, to: Side): Direction {
  if (from === 'absent' || to === 'absent' || RANK[from] === RANK[to]) return 'other';
  return RANK[to] > RANK[from] ? 'better' : 'worse';
}

const groundOf = (result: Result | undefined): string | undefined => result?.findings[0]?.message ?? result?.reason;

function resultChange(revision: string, from: Result | undefined, to: Result | undefined): readonly Change[] {
  const requirement = to?.requirement ?? from?.requirement ?? '';
  const sides = { from: from?.outcome ?? 'absent', to: to?.outcome ?? 'absent' } as const;
  if (sides.from === sides.to && from?.reason === to?.reason) return [];
  const why =
    to === undefined
      ? 'the requirement is not part of this run any more'
      : from === undefined
        ? 'the requirement is new in this run'
        : (groundOf(to) ?? groundOf(from) ?? '');
  return [{ revision, requirement, ...sides, direction: directionOf(sides.from, sides.to), why }];
}

function runChanges(from: Run | undefined, to: Run | undefined): readonly Change[] {
  const revision = to?.revision ?? from?.revision ?? '';
  const [before, after] = [from, to].map(
    (run) => new Map((run?.results ?? []).map((result) => [result.requirement, result])),
  ) as [Map<string, Result>, Map<string, Result>];
  const sides = { from: from?.verdict ?? 'absent', to: to?.verdict ?? 'absent' } as const;
  const verdict: readonly Change[] =
    sides.from === sides.to
      ? []
      : [
          {
            revision,
            ...sides,
            direction: directionOf(sides.from, sides.to),
            why: to?.because[0] ?? from?.because[0] ?? '',
          },
        ];
  return [
    ...verdict,
    ...[...new Set([...before.keys(), ...after.keys()])].flatMap((id) =>
      resultChange(revision, before.get(id), after.get(id)),
    ),
  ];
}

/** The runs in the order of the newer report, then those that it lost. */
export function changesBetween(from: Report, to: Report): readonly Change[] {
  const runOf = ({ runs }: Report, revision: string) => runs.find((run) => run.revision === revision);
  const revisions = new Set([...to.runs, ...from.runs].map(({ revision }) => revision));
  return [...revisions].flatMap((revision) => runChanges(runOf(from, revision), runOf(to, revision)));
}

export const isVerdictChange = ({ requirement }: Change): boolean => requirement === undefined;

export const changeText = ({ revision, requirement, from, to, direction, why }: Change): string =>
  `${revision} ${requirement ?? 'verdict'}: ${from} → ${to} (${direction})${why === '' ? '' : `: ${why}`}`;

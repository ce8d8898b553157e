/** What is another one today than what is committed, each with what to do. */
import { isDeepStrictEqual } from 'node:util';
import type { Agreement, Compared, Measured } from './data.ts';
import { isByChance, type Reasons } from './reasons.ts';

const ADVICE = 'npm run agreement -- --update writes those of today';

const theirsIn = ({ theirs }: Pick<Compared, 'theirs'>): string =>
  theirs === null ? 'nothing' : `${theirs.scenario} (${theirs.checks.join(', ')})`;

/** One comparison against what is committed of it. */
export function differenceOf(
  revision: Measured['revision'],
  was: Compared,
  is: Compared,
  reasons: Reasons,
): readonly string[] {
  const what = `${revision} ${is.requirement}`;
  return [
    ...(isDeepStrictEqual(was.theirs, is.theirs) || isByChance(reasons, revision, is.requirement)
      ? []
      : [`${what}: theirs said ${theirsIn(was)} and says ${theirsIn(is)} now; ${ADVICE}`]),
    ...(was.ours === is.ours ? [] : [`${what}: ours said ${was.ours} and says ${is.ours} now; ${ADVICE}`]),
  ];
}

const shownIn = ({ compared, unseen }: Measured): ReadonlyMap<string, readonly string[]> =>
  new Map<string, readonly string[]>([
    ...compared.map(({ requirement, shown }) => [requirement, shown] as const),
    ...unseen.map((requirement) => [requirement, []] as const),
  ]);

/** Which mutants could be seen by which scenarios, as it is today, against what is committed. */
export function shownDifferences(was: Measured, shown: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const before = shownIn(was);
  const listed = (scenarios: readonly string[]): string => scenarios.join(', ') || 'no scenario';
  return [...new Set([...before.keys(), ...shown.keys()])].flatMap((requirement) => {
    const [then, now] = [before.get(requirement), shown.get(requirement)];
    if (isDeepStrictEqual(then, now)) return [];
    const what = `${was.revision} ${requirement}`;
    if (now === undefined) return [`${what} has no mutant here any more; ${ADVICE}`];
    if (then === undefined) return [`${what} was never compared; ${ADVICE}`];
    return [`${what}: its mutant showed in ${listed(then)} and shows in ${listed(now)} now; ${ADVICE}`];
  });
}

/** All of it. */
export function differencesOf(was: Agreement, is: Agreement, reasons: Reasons): readonly string[] {
  if (!isDeepStrictEqual(was.suite, is.suite))
    return [
      `The verdicts are those of ${was.suite.name} ${was.suite.version}, and ${is.suite.version} is installed; ${ADVICE}`,
    ];
  return is.measured.flatMap((now) => {
    const then = was.measured.find(({ revision }) => revision === now.revision);
    if (then === undefined) return [`${now.revision} was never compared; ${ADVICE}`];
    return [
      ...shownDifferences(then, shownIn(now)),
      ...now.compared.flatMap((row) => {
        const before = then.compared.find(({ requirement }) => requirement === row.requirement);
        return before === undefined ? [] : differenceOf(now.revision, before, row, reasons);
      }),
    ];
  });
}

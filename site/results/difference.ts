/**
 * What differs between two reports, and what made it differ: the suite that judged, or the implementation that was judged. Nothing
 * is judged again here: the reports say which suite and which transcript they rest on, and that tells mostly. Where it does not,
 * that is said.
 */
import type { Level, Revision } from '../../certifier/catalogue/requirement.ts';
import type { Transport } from '../../certifier/evidence/transcript.ts';
import type { Outcome, Report, Result, Run, Verdict } from '../../certifier/report/report.ts';
import { isNotTestedReason, REASON_WORDS } from '../../certifier/report/words.ts';

/** `either`: both the suite and the recording are others. */
export type Cause = 'implementation' | 'suite' | 'either';

export interface Change {
  readonly requirement: string;
  readonly level: Level;
  /** Undefined where that report does not hold the requirement. */
  readonly before: Outcome | undefined;
  readonly after: Outcome | undefined;
  readonly cause: Cause;
}

export interface RunDifference {
  readonly revision: Revision;
  readonly transport: Transport;
  readonly before: Verdict | undefined;
  readonly after: Verdict | undefined;
  readonly changes: readonly Change[];
}

export interface Difference {
  /** Two recordings of one implementation, by the name that it gives itself. */
  readonly sameSubject: boolean;
  readonly sameSuite: boolean;
  readonly sameTranscript: boolean;
  readonly runs: readonly RunDifference[];
}

/** A suite without a check for a rule, or with one that is in doubt, does not judge it. */
const isJudged = (result: Result | undefined): boolean =>
  result !== undefined && !(isNotTestedReason(result.reason) && REASON_WORDS[result.reason].ofTheSuite === true);

function causeOf(
  before: Result | undefined,
  after: Result | undefined,
  { sameSuite, sameTranscript }: Omit<Difference, 'runs'>,
): Cause {
  if (sameSuite) return 'implementation';
  // One recording cannot have changed; nor can what only one of the suites judges have been judged by both.
  if (sameTranscript || isJudged(before) !== isJudged(after)) return 'suite';
  return 'either';
}

const keyOf = ({ revision, transport }: Run): string => `${revision} ${transport}`;

function runDifference(
  before: Run | undefined,
  after: Run | undefined,
  rests: Omit<Difference, 'runs'>,
): readonly Change[] {
  if (before === undefined || after === undefined) return [];
  const old = new Map(before.results.map((result) => [result.requirement, result]));
  const now = new Map(after.results.map((result) => [result.requirement, result]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((requirement) => {
    const [one, other] = [old.get(requirement), now.get(requirement)];
    const level = (other ?? one)?.level;
    if (one?.outcome === other?.outcome || level === undefined) return [];
    return [{ requirement, level, before: one?.outcome, after: other?.outcome, cause: causeOf(one, other, rests) }];
  });
}

export function differenceOf(before: Report, after: Report): Difference {
  const rests = {
    sameSubject: before.subject.name === after.subject.name,
    sameSuite: before.suite.digest === after.suite.digest,
    sameTranscript: before.transcript.sha256 === after.transcript.sha256,
  };
  const old = new Map(before.runs.map((run) => [keyOf(run), run]));
  const now = new Map(after.runs.map((run) => [keyOf(run), run]));
  const keys = [...new Set([...now.keys(), ...old.keys()])].sort().reverse();
  const runs = keys.flatMap((key): readonly RunDifference[] => {
    const [one, other] = [old.get(key), now.get(key)];
    const run = other ?? one;
    if (run === undefined) return [];
    const { revision, transport } = run;
    return [
      { revision, transport, before: one?.verdict, after: other?.verdict, changes: runDifference(one, other, rests) },
    ];
  });
  return { ...rests, runs };
}

/** What the bot wants of a pull request that brings submissions, and of one that brings none. Pure. */
import type { Assurance } from '../../../certifier/certificate/predicate.ts';
import type { Transport } from '../../../certifier/evidence/transcript.ts';
import type { Run, Verdict } from '../../../certifier/report/report.ts';
import type { Difference } from '../../../certifier/submission/outcomes.ts';
import type { Freshness } from '../../../certifier/submission/seed.ts';
import type { SubmissionSubject } from '../../../certifier/submission/submission.ts';
import type { Problem } from '../../problem.ts';
import type { Action } from '../action.ts';
import { code, count } from '../text.ts';
import { renderComment } from './comment.ts';
import { labelsOf, OWNED } from './labels.ts';

export interface SubmittedRun {
  readonly transport: Transport;
  /** Of the report that was handed in; null where it cannot be read. */
  readonly report: {
    readonly verdict: Verdict;
    readonly runs: readonly Pick<Run, 'revision' | 'observed' | 'verdict'>[];
  } | null;
  /** Outcomes that the judge of main sees otherwise; null where nothing could be judged again. */
  readonly differences: readonly Difference[] | null;
}

export interface Submitted {
  readonly folder: string;
  /** Null where submission.yaml cannot be read. */
  readonly subject: SubmissionSubject | null;
  /** Whether those who hand it in make it. */
  readonly byVendor: boolean;
  readonly runs: readonly SubmittedRun[];
  /** A request brings evidence; what the programme offers brings a certificate. */
  readonly brings: 'evidence' | 'certificate';
  readonly problems: readonly Problem[];
  /** Whether its seed was issued for it. */
  readonly freshness: Freshness;
  /** The seed for a run of today; null where there is nothing to issue it for. */
  readonly offered: string | null;
  /** What is reached by what the bot itself has seen; null where there is nothing to judge. */
  readonly assurance: Exclude<Assurance, 'reproduced'> | null;
}

export interface CertificationPullRequest {
  readonly number: number;
  /** Newest commit. */
  readonly head: string;
  readonly submissions: readonly Submitted[];
  /** What is wrong with a change among the results that touches no submission. */
  readonly strays: readonly Problem[];
}

export const MARK = 'certification';
export const CHECK = 'Submission rules';

/** Re-judged is what every report is of which the judge says the same, to the last outcome. */
export const assuranceOf = (runs: readonly SubmittedRun[]): Submitted['assurance'] => {
  if (runs.length === 0) return null;
  return runs.every(({ differences }) => differences?.length === 0) ? 're-judged' : 'declared';
};

const nothing = ({ number: on, head }: CertificationPullRequest): readonly Action[] => [
  { action: 'comment', on, mark: MARK, body: null },
  { action: 'labels', on, owned: OWNED, labels: [] },
  // A check that is required has to stand on every pull request.
  {
    action: 'check',
    head,
    name: CHECK,
    conclusion: 'success',
    title: 'No submission in this pull request',
    summary: 'There is nothing to check.',
    annotations: [],
  },
];

const summaryOf = (submissions: readonly Submitted[]): string =>
  submissions.length === 0
    ? 'No submission in this pull request, and a change beside the submissions.'
    : `${count(submissions.length, 'submission')} in this pull request: ${submissions.map(({ folder }) => code(folder)).join(', ')}.`;

export const planCertificationPullRequest = (state: CertificationPullRequest): readonly Action[] => {
  const { number: on, head, submissions, strays } = state;
  if (submissions.length === 0 && strays.length === 0) return nothing(state);
  const problems = [...strays, ...submissions.flatMap((each) => each.problems)];
  const differing = submissions.flatMap(({ runs }) => runs).flatMap(({ differences }) => differences ?? []);
  const wrong = [
    ...(problems.length === 0 ? [] : [count(problems.length, 'finding')]),
    ...(differing.length === 0 ? [] : [count(differing.length, 'outcome that differs', 'outcomes that differ')]),
  ];
  return [
    { action: 'comment', on, mark: MARK, body: renderComment(submissions, strays) },
    { action: 'labels', on, owned: OWNED, labels: labelsOf(submissions, strays) },
    {
      action: 'check',
      head,
      name: CHECK,
      conclusion: wrong.length === 0 ? 'success' : 'failure',
      title: wrong.length === 0 ? 'Every admission rule is kept' : wrong.join(', '),
      summary: summaryOf(submissions),
      annotations: problems.map(({ file, line, rule, message }) => ({
        path: file,
        line,
        level: 'failure',
        title: rule,
        message,
      })),
    },
  ];
};

/** From an event to what the planner needs: the submissions of a pull request, read from git as data and judged by the code of main. */
import { problemsOf, problemsOfChange } from '../../../certifier/submission/admission.ts';
import { type Case, caseOf, type RunCase } from '../../../certifier/submission/case.ts';
import { committedSince, requestFromCommit } from '../../../certifier/submission/commit.ts';
import { foldersIn } from '../../../certifier/submission/disk.ts';
import { CERTIFICATE_FILES } from '../../../certifier/submission/folder.ts';
import { differencesBetween } from '../../../certifier/submission/outcomes.ts';
import { readReport } from '../../../certifier/submission/read-report.ts';
import { newestOn, seedFrom } from '../../../certifier/submission/seed.ts';
import type { BotEvent } from '../event.ts';
import { findPull, type Nothing, type Reader } from '../pull.ts';
import { commitsOf } from '../remote.ts';
import { assuranceOf, type CertificationPullRequest, type Submitted, type SubmittedRun } from './plan.ts';

const [CERTIFICATE] = CERTIFICATE_FILES;

const runOf = ({ transport, report, rejudged }: RunCase): SubmittedRun => {
  const again = rejudged === undefined ? undefined : readReport(rejudged);
  const judged = again !== undefined && 'report' in again ? again.report : undefined;
  return {
    transport,
    report: report === undefined ? null : { verdict: report.verdict, runs: report.runs },
    differences: report === undefined || judged === undefined ? null : differencesBetween(report, judged),
  };
};

const offeredTo = async ({ submission, date, beacons = [] }: Case): Promise<string | null> => {
  const beacon = newestOn(date, beacons);
  return submission === undefined || beacon === undefined ? null : seedFrom(beacon, submission.subject);
};

const submittedOf = async (known: Case): Promise<Submitted> => {
  const runs = known.runs.map(runOf);
  return {
    folder: known.folder,
    subject: known.submission?.subject ?? null,
    byVendor: known.submission?.submitter.for === 'vendor',
    runs,
    brings: known.changes?.some(({ path }) => path.endsWith(`/${CERTIFICATE}`)) === true ? 'certificate' : 'evidence',
    problems: problemsOf(known),
    freshness: known.freshness,
    offered: await offeredTo(known),
    assurance: assuranceOf(runs),
  };
};

export interface CertificationReader extends Reader {
  /** The day on which it is looked at. */
  readonly date: string;
  /** The account of the programme: what it offers may hold certificates. */
  readonly login: string;
}

export const readCertificationPullRequest = async (
  event: BotEvent,
  reader: CertificationReader,
): Promise<CertificationPullRequest | Nothing> => {
  const pull = await findPull(event, reader, { owner: event.owner, repo: event.repo });
  if ('because' in pull) return pull;
  const { number, head, branch, author } = pull;
  const { root, token, date, login } = reader;
  const programme = author?.toLowerCase() === login.toLowerCase();
  const commits = commitsOf({ root, token, branch, pull: number });
  if (commits.head !== head) return { because: `pull request ${number} has gone on since; the next run looks at it` };
  const compared = committedSince(root, commits);
  const submissions: Submitted[] = [];
  for (const folder of foldersIn(compared)) {
    const request = await requestFromCommit({ root, commit: head, folder, date, compared, programme });
    submissions.push(await submittedOf(await caseOf(request)));
  }
  const strays = submissions.length > 0 ? [] : problemsOfChange({ changes: compared.changes, programme });
  return { number, head, submissions, strays };
};

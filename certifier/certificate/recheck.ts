/** A stored report held against what a judge of today says of the same transcript. Pure. */
import type { Report } from '../report/report.ts';
import type { JudgeModule } from './bundle/judge-module.ts';
import { type Bytes, fromUtf8, sha256 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { type Change, changesBetween, isVerdictChange } from './changes.ts';
import { requestOf } from './rejudge.ts';

export interface Rechecked {
  readonly from: Report['suite'];
  readonly to: Report['suite'];
  /** False: the same judge, and so whatever changed was never what it said. */
  readonly suiteChanged: boolean;
  readonly changes: readonly Change[];
  readonly verdictChanges: boolean;
}

/** Throws CertificateError where the two files are not a report and its transcript. */
export async function recheck(
  { report: reportBytes, transcript }: { readonly report: Bytes; readonly transcript: Bytes },
  judge: JudgeModule,
  suiteDigest: string,
): Promise<Rechecked> {
  const digest = await sha256(transcript);
  let report: Report;
  try {
    report = JSON.parse(fromUtf8(reportBytes));
    requestOf(report, digest, suiteDigest);
  } catch {
    throw new CertificateError('the report cannot be read');
  }
  if (report.transcript.sha256 !== digest) {
    throw new CertificateError('the transcript is not the one that the report was made of');
  }
  let now: Report;
  try {
    now = JSON.parse(judge.judge(fromUtf8(transcript), requestOf(report, digest, suiteDigest)));
  } catch (cause) {
    throw new CertificateError(
      `the transcript cannot be judged: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const changes = changesBetween(report, now);
  return {
    from: report.suite,
    to: now.suite,
    suiteChanged: report.suite.digest !== now.suite.digest,
    changes,
    verdictChanges: report.verdict !== now.verdict || changes.some(isVerdictChange),
  };
}

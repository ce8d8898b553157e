/** Issuing a certificate. Node only, because it signs. */
import type { JudgeModule } from './bundle/judge-module.ts';
import { type Bytes, fromUtf8, sha256, utf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { predicateProblem } from './check-predicate.ts';
import { envelopeText } from './dsse.ts';
import type { SigningKey } from './keys.ts';
import { type Assurance, IN_TOTO_PAYLOAD } from './predicate.ts';
import { rejudge } from './rejudge.ts';
import { sign } from './sign.ts';
import { statementsOf } from './statements.ts';
import { DEMONSTRATION_DAYS, VALID_DAYS, validityOf } from './validity.ts';

export interface IssueOptions {
  readonly reportBytes: Bytes;
  readonly transcriptBytes: Bytes;
  /** The bundle that judged, opened, and its digest (`sha256:<hex>`). */
  readonly bundle: { readonly digest: string; readonly judge: JudgeModule };
  readonly keys: readonly SigningKey[];
  /** False only where the programme's workflow signs with the programme's key; the verifier refuses it under any other. */
  readonly demonstration: boolean;
  readonly now: Date;
  /** `reproduced` where the caller ran the pinned artifact itself. */
  readonly assurance?: Exclude<Assurance, 'declared'>;
  readonly days?: number;
  readonly statusUrl?: string;
  /** The submission that asked for it. */
  readonly submissionBytes?: Bytes;
}

/** When it was recorded. The judge has read it before. */
function startOf(transcript: Bytes): string {
  const [header = ''] = fromUtf8(transcript).split('\n', 1);
  return (JSON.parse(header) as { readonly startedAt: string }).startedAt;
}

/**
 * The text of an `.intoto.jsonl` file: two envelopes, one per line. The transcript is judged again first, and nothing is signed
 * that the judge does not say itself.
 */
export async function issueCertificate(options: IssueOptions): Promise<string> {
  const { reportBytes, transcriptBytes, bundle, keys, demonstration, now } = options;
  const transcript = { bytes: transcriptBytes, sha256: await sha256(transcriptBytes) };
  const { report, problem } = rejudge(bundle.judge, reportBytes, transcript, bundle.digest);
  if (report === undefined) throw new CertificateError(`not issued: ${problem}`);
  const days = options.days ?? (demonstration ? DEMONSTRATION_DAYS : VALID_DAYS);
  if (!Number.isInteger(days) || days < 1 || days > VALID_DAYS) {
    throw new CertificateError(`a certificate is valid for 1 to ${VALID_DAYS} days`);
  }
  const statements = statementsOf({
    report,
    sha256: {
      report: await sha256(reportBytes),
      transcript: transcript.sha256,
      surface: await sha256(utf8(bundle.judge.surface(fromUtf8(transcriptBytes)))),
    },
    assurance: options.assurance ?? 're-judged',
    demonstration,
    ...validityOf(report, startOf(transcriptBytes), now, days),
    ...(options.statusUrl === undefined ? {} : { statusUrl: options.statusUrl }),
    ...(options.submissionBytes === undefined ? {} : { submission: await sha256(options.submissionBytes) }),
  });
  const wrong = predicateProblem(statements.certificate.predicate);
  if (wrong !== undefined) throw new CertificateError(`not issued: ${wrong}`);
  return [statements.testResult, statements.certificate]
    .map((statement) => `${envelopeText(sign(utf8(JSON.stringify(statement)), IN_TOTO_PAYLOAD, keys))}\n`)
    .join('');
}

/** The steps over the evidence: the files are those that were certified, and judged again they give what was signed. */
import type { Report } from '../../report/report.ts';
import type { BundleShelf, JudgeModule } from '../bundle/judge-module.ts';
import { type Bytes, fromUtf8, sha256, utf8 } from '../bytes.ts';
import { changesBetween, changeText, isVerdictChange } from '../changes.ts';
import type { CertificateStatement, ConformanceCertificate } from '../predicate.ts';
import { rejudge, requestOf } from '../rejudge.ts';
import { issuedOn } from '../seed.ts';
import { statementsOf, submissionIn } from '../statements.ts';
import { strangeness } from './belonging.ts';
import type { Signed } from './signed.ts';
import { type Answer, type Answers, messageOf, type Today, type VerifyInput } from './verification.ts';

/** The bytes in hand against the digest in the certificate. */
async function digestAnswer(bytes: Bytes | undefined, certified: string, what: string): Promise<Answer> {
  if (bytes === undefined) return [null, `no ${what} was given`];
  const actual = await sha256(bytes);
  if (actual === certified) return [true, `sha256:${certified}`];
  return [false, `the ${what} is sha256:${actual}, and sha256:${certified} was certified`];
}

const parsed = (bytes: Bytes): unknown => {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    // The statements are derived again and compared, which says so.
    return undefined;
  }
};

/** In a place, the submission says what that place is for: one that is not looked at would leave that open. */
async function submissionAnswer(
  { submission: bytes, place }: VerifyInput,
  statement: CertificateStatement,
  certified: string | undefined,
): Promise<Answer> {
  const answer: Answer =
    certified === undefined ? [null, 'the certificate names none'] : await digestAnswer(bytes, certified, 'submission');
  const [ok, detail] = answer;
  if (place === undefined || ok === false) return answer;
  const strange = strangeness(statement, place) ?? (ok === null ? `${detail}, so it belongs to no place` : undefined);
  return strange === undefined ? answer : [false, strange];
}

async function judgeAnswer(
  suite: ConformanceCertificate['suite'],
  bundles: BundleShelf,
): Promise<[Answer, JudgeModule?]> {
  const named = `judge bundle of suite ${suite.version}, ${suite.digest}`;
  try {
    const bytes = await bundles.find(suite.digest);
    if (bytes === undefined) return [[null, `the ${named}, is not at hand; pass it explicitly`]];
    const actual = `sha256:${await sha256(Uint8Array.from(bytes))}`;
    if (actual !== suite.digest) return [[false, `the bundle at hand is ${actual}, not the ${named}`]];
    return [[true, named], await bundles.open(bytes)];
  } catch (cause) {
    return [[null, `the ${named}, does not run here: ${messageOf(cause)}`]];
  }
}

/** What we run ourselves is of the day on which we run it; of the rest, only a seed that was issued for it says so. */
function assuranceText({ assurance, demonstration }: ConformanceCertificate, transcript: string): string {
  if (assurance === 'reproduced') return assurance;
  const { seed } = JSON.parse(transcript.slice(0, transcript.indexOf('\n'))) as { readonly seed: string };
  const day = issuedOn(seed);
  if (day === undefined) return `${assurance}, not fresh (no seed was issued for it)`;
  return demonstration
    ? `${assurance}, with a seed of ${day} that nobody checked`
    : `${assurance}, fresh (its seed was issued on ${day})`;
}

/** Whether the statements are those that this report gives, and no others. */
function statementsAnswer(signed: Signed, rederived: ReturnType<typeof statementsOf>, assurance: string): Answer {
  const same =
    JSON.stringify(rederived.certificate) === fromUtf8(signed.certificate) &&
    JSON.stringify(rederived.testResult) === fromUtf8(signed.testResult);
  return same
    ? [true, `both say what the report says; assurance: ${assurance}`]
    : [false, 'the statements say something else than the report'];
}

function subjectAnswer(statement: CertificateStatement, surface: string, artifact: string | undefined): Answer {
  const { name, digest } = statement.subject[0];
  const certified = Object.entries(digest).map(([algorithm, value]) => `${algorithm}:${value}`)[0] ?? '';
  if (statement.predicate.subjectDigestOf === 'surface') {
    if (digest.sha256 !== surface) {
      return [false, `the transcript shows the surface sha256:${surface}, and ${certified} was certified`];
    }
    return artifact === undefined
      ? [true, `${name}, by its surface as the transcript shows it, ${certified}`]
      : [
          null,
          'the certificate names no artifact, only the surface that was observed; there is nothing to compare with',
        ];
  }
  if (artifact === undefined) return [true, `${name}, by its artifact ${certified}; compare it with the one you use`];
  return artifact === certified
    ? [true, `${name}, by its artifact ${certified}, the one in hand`]
    : [false, `the artifact in hand is ${artifact}, and ${certified} was certified`];
}

/** What today's judge says of the same transcript, asked in the same way. */
async function todayOf(
  { today, transcript }: VerifyInput,
  report: Report,
  { suite, transcript: { sha256: digest } }: ConformanceCertificate,
): Promise<Today | undefined> {
  if (today === undefined || transcript === undefined) return undefined;
  if (today.digest === suite.digest)
    return { suite, changes: [], detail: `still suite ${suite.version}, which the certificate names` };
  try {
    const judge = await today.open();
    const now: Report = JSON.parse(judge.judge(fromUtf8(transcript), requestOf(report, digest, today.digest)));
    const changes = changesBetween(report, now);
    const verdicts = changes.filter(isVerdictChange);
    const detail =
      changes.length === 0
        ? `suite ${now.suite.version} says the same`
        : `suite ${now.suite.version} differs in ${changes.length - verdicts.length} outcomes; ${
            verdicts.length === 0 ? 'no verdict changes' : verdicts.map(changeText).join('; ')
          }`;
    return { suite: now.suite, changes, detail };
  } catch (cause) {
    return { suite: { version: '', digest: today.digest }, changes: [], detail: `it cannot say: ${messageOf(cause)}` };
  }
}

export async function evidenceAnswers(
  input: VerifyInput,
  signed: Signed,
  statement: CertificateStatement,
  answers: Answers,
): Promise<Today | undefined> {
  const { predicate } = statement;
  const { report, transcript } = input;
  answers.set('report', await digestAnswer(report, predicate.report.sha256, 'report'));
  answers.set('transcript', await digestAnswer(transcript, predicate.transcript.sha256, 'transcript'));
  const submission = submissionIn(parsed(signed.testResult));
  answers.set('submission', await submissionAnswer(input, statement, submission));
  const [judgeStep, judge] = await judgeAnswer(predicate.suite, input.bundles);
  answers.set('judge', judgeStep);

  const unmet = (['report', 'transcript', 'judge'] as const).filter((step) => answers.get(step)?.[0] !== true);
  const owed = `needs the ${unmet.join(', the ')} that was certified`;
  if (report === undefined || transcript === undefined || judge === undefined || unmet.length > 0) {
    for (const step of ['re-judged', 'statements', 'subject'] as const) answers.set(step, [null, owed]);
    return undefined;
  }
  const evidence = { bytes: transcript, sha256: predicate.transcript.sha256 };
  const again = rejudge(judge, report, evidence, predicate.suite.digest);
  if (again.report === undefined) {
    answers.set('re-judged', [false, again.problem ?? 'the judge comes to another report']);
    for (const step of ['statements', 'subject'] as const)
      answers.set(step, [null, 'the report is not what the judge says']);
    return undefined;
  }
  answers.set('re-judged', [true, 'the same report, byte for byte']);
  try {
    const surface = await sha256(utf8(judge.surface(fromUtf8(transcript))));
    const rederived = statementsOf({
      report: again.report,
      sha256: { report: predicate.report.sha256, transcript: predicate.transcript.sha256, surface },
      assurance: predicate.assurance,
      demonstration: predicate.demonstration,
      issuedAt: predicate.issuedAt,
      validUntil: predicate.validUntil,
      ...(predicate.status === undefined ? {} : { statusUrl: predicate.status.url }),
      ...(submission === undefined ? {} : { submission }),
    });
    answers.set('statements', statementsAnswer(signed, rederived, assuranceText(predicate, fromUtf8(transcript))));
    answers.set('subject', subjectAnswer(statement, surface, input.artifact));
  } catch (cause) {
    answers.set('statements', [false, messageOf(cause)]);
  }
  return todayOf(input, again.report, predicate);
}

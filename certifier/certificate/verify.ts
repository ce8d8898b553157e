/**
 * Verifying a certificate, anywhere: no Node, no network, no clock of its own. Each step says what it looked at. What could not
 * be looked at is null with the reason, never ok; and nothing of a certificate is believed before its signature holds.
 */
import { visible } from '../report/safe.ts';
import type { BundleShelf, JudgeModule } from './bundle/judge-module.ts';
import { type Bytes, fromUtf8, sha256, utf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { readCertificateFile } from './certificate-file.ts';
import { predicateProblem } from './check-predicate.ts';
import * as dsse from './dsse.ts';
import { type CertificateStatement, type ConformanceCertificate, IN_TOTO_PAYLOAD } from './predicate.ts';
import { importPublicKey, type PublicKey } from './public-key.ts';
import { rejudge } from './rejudge.ts';
import { statementsOf } from './statements.ts';
import { readStatusLog } from './status-log.ts';

export interface TrustedKey {
  /** SPKI in PEM. */
  readonly pem: string;
  /** The programme's own key: only a certificate signed with one of these counts. */
  readonly programme: boolean;
}

export interface VerifyInput {
  readonly certificate: Bytes;
  readonly report?: Bytes;
  readonly transcript?: Bytes;
  readonly bundles: BundleShelf;
  readonly publicKeys: readonly TrustedKey[];
  readonly now: Date;
  readonly statusLog?: Bytes;
  /** Digest of the artifact in hand, `sha256:<hex>`, to compare with the certified one. */
  readonly artifact?: string;
}

/** In the order in which they are told. */
export const STEPS = [
  'envelope',
  'signature',
  'subject',
  'report',
  'transcript',
  'judge',
  're-judged',
  'statements',
  'expiry',
  'status',
  'demonstration',
] as const;
export type StepName = (typeof STEPS)[number];

export interface Step {
  readonly step: StepName;
  /** null: not checked; the detail says why. */
  readonly ok: boolean | null;
  readonly detail: string;
}

export interface Verification {
  /** `refused`: a step failed. `incomplete`: none failed, and one that matters could not be taken. */
  readonly result: 'verified' | 'refused' | 'incomplete';
  readonly demonstration: boolean;
  readonly steps: readonly Step[];
  /** What the certificate says, where its signature holds. */
  readonly certificate?: ConformanceCertificate;
}

type Answer = readonly [ok: boolean | null, detail: string];
type Answers = Map<StepName, Answer>;

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

interface Signed {
  readonly keyids: readonly string[];
  readonly testResult: Bytes;
  readonly certificate: Bytes;
}

/** Both statements, by the same key. */
async function signedStatements(
  bytes: Bytes,
  keys: readonly PublicKey[],
  answers: Answers,
): Promise<Signed | undefined> {
  let file: ReturnType<typeof readCertificateFile>;
  try {
    file = readCertificateFile(bytes);
  } catch (cause) {
    answers.set('envelope', [false, messageOf(cause)]);
    return undefined;
  }
  const more =
    file.others === 0
      ? ''
      : file.others === 1
        ? '; 1 other line was passed over'
        : `; ${file.others} other lines were passed over`;
  answers.set('envelope', [true, `two in-toto statements in DSSE envelopes${more}`]);
  try {
    const testResult = await dsse.verify(file.testResult, keys, IN_TOTO_PAYLOAD);
    const certificate = await dsse.verify(file.certificate, keys, IN_TOTO_PAYLOAD);
    const keyids = certificate.keyids.filter((keyid) => testResult.keyids.includes(keyid));
    if (keyids.length === 0) throw new CertificateError('the two statements are signed by different keys');
    answers.set('signature', [true, `Ed25519, by ${keyids.join(' and ')}`]);
    return { keyids, testResult: testResult.payload, certificate: certificate.payload };
  } catch (cause) {
    answers.set('signature', [false, messageOf(cause)]);
    return undefined;
  }
}

function readStatement(signed: Signed): CertificateStatement {
  let statement: CertificateStatement;
  try {
    statement = JSON.parse(fromUtf8(signed.certificate));
  } catch {
    throw new CertificateError('what was signed is not JSON');
  }
  const problem = predicateProblem(statement.predicate);
  if (problem !== undefined) throw new CertificateError(`the certificate is not in the form of its format: ${problem}`);
  return statement;
}

/** The bytes in hand against the digest in the certificate. */
async function digestAnswer(bytes: Bytes | undefined, certified: string, what: string): Promise<Answer> {
  if (bytes === undefined) return [null, `no ${what} was given`];
  const actual = await sha256(bytes);
  if (actual === certified) return [true, `sha256:${certified}`];
  return [false, `the ${what} is sha256:${actual}, and sha256:${certified} was certified`];
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

/** Whether the statements are those that this report gives, and no others. */
function statementsAnswer(signed: Signed, rederived: ReturnType<typeof statementsOf>): Answer {
  const same =
    JSON.stringify(rederived.certificate) === fromUtf8(signed.certificate) &&
    JSON.stringify(rederived.testResult) === fromUtf8(signed.testResult);
  return same ? [true, 'both say what the report says'] : [false, 'the statements say something else than the report'];
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

function expiryAnswer({ issuedAt, validUntil }: ConformanceCertificate, now: Date): Answer {
  if (now.getTime() < Date.parse(issuedAt)) return [false, `it is not valid before ${issuedAt}`];
  if (now.getTime() > Date.parse(validUntil)) return [false, `it expired on ${validUntil.slice(0, 10)}`];
  return [true, `valid until ${validUntil.slice(0, 10)}`];
}

async function statusAnswer(
  certificate: ConformanceCertificate,
  { statusLog, now }: VerifyInput,
  keys: readonly PublicKey[],
): Promise<Answer> {
  if (statusLog === undefined) {
    const { status } = certificate;
    return status === undefined
      ? [null, 'the certificate names no status log']
      : [null, `the status log was not looked at; it is published at ${status.url}`];
  }
  try {
    const log = await readStatusLog(statusLog, keys);
    const edition = `status log ${log.sequence} of ${log.issuedAt.slice(0, 10)}`;
    const entry = log.entries.find((each) => each.certificate === certificate.certificate);
    if (entry !== undefined) return [false, `${entry.status} on ${entry.date}: ${entry.reason} (${edition})`];
    if (now.getTime() > Date.parse(log.validUntil)) return [null, `${edition} is out of date; fetch a newer one`];
    if (Date.parse(log.issuedAt) < Date.parse(certificate.issuedAt)) {
      return [null, `${edition} is older than the certificate; fetch a newer one`];
    }
    return [true, `not revoked in ${edition}`];
  } catch (cause) {
    return [false, messageOf(cause)];
  }
}

function demonstrationAnswer({ demonstration }: ConformanceCertificate, programme: boolean): Answer {
  if (demonstration) return [null, 'DEMONSTRATION: it shows how a certificate looks, and certifies nothing'];
  return programme
    ? [true, "not a demonstration: signed with the programme's key"]
    : [false, "it does not say DEMONSTRATION, and is not signed with the programme's key"];
}

interface Keys {
  readonly all: readonly PublicKey[];
  readonly programme: readonly PublicKey[];
}

async function importKeys(trusted: readonly TrustedKey[]): Promise<Keys> {
  const keys = await Promise.all(
    trusted.map(async ({ pem, programme }) => ({ programme, key: await importPublicKey(pem) })),
  );
  return { all: keys.map(({ key }) => key), programme: keys.flatMap(({ programme, key }) => (programme ? [key] : [])) };
}

async function evidenceAnswers(input: VerifyInput, signed: Signed, statement: CertificateStatement, answers: Answers) {
  const { predicate } = statement;
  const { report, transcript } = input;
  answers.set('report', await digestAnswer(report, predicate.report.sha256, 'report'));
  answers.set('transcript', await digestAnswer(transcript, predicate.transcript.sha256, 'transcript'));
  const [judgeStep, judge] = await judgeAnswer(predicate.suite, input.bundles);
  answers.set('judge', judgeStep);

  const unmet = (['report', 'transcript', 'judge'] as const).filter((step) => answers.get(step)?.[0] !== true);
  const owed = `needs the ${unmet.join(', the ')} that was certified`;
  if (report === undefined || transcript === undefined || judge === undefined || unmet.length > 0) {
    for (const step of ['re-judged', 'statements', 'subject'] as const) answers.set(step, [null, owed]);
    return;
  }
  const evidence = { bytes: transcript, sha256: predicate.transcript.sha256 };
  const again = rejudge(judge, report, evidence, predicate.suite.digest);
  if (again.report === undefined) {
    answers.set('re-judged', [false, again.problem ?? 'the judge comes to another report']);
    for (const step of ['statements', 'subject'] as const)
      answers.set(step, [null, 'the report is not what the judge says']);
    return;
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
    });
    answers.set('statements', statementsAnswer(signed, rederived));
    answers.set('subject', subjectAnswer(statement, surface, input.artifact));
  } catch (cause) {
    answers.set('statements', [false, messageOf(cause)]);
  }
}

/** Steps that a certificate may leave open and still be verified: a status log where it names none, and being a demonstration. */
const mayStayOpen = (step: StepName, certificate: ConformanceCertificate): boolean =>
  step === 'demonstration' || (step === 'status' && certificate.status === undefined);

function conclude(answers: Answers, certificate: ConformanceCertificate | undefined): Verification {
  const steps = STEPS.map((step): Step => {
    const [ok, detail] = answers.get(step) ?? [null, 'not looked at, because a step before it failed'];
    return { step, ok, detail: visible(detail) };
  });
  const open = steps.some(
    ({ step, ok }) => ok === null && (certificate === undefined || !mayStayOpen(step, certificate)),
  );
  return {
    result: steps.some(({ ok }) => ok === false) ? 'refused' : open ? 'incomplete' : 'verified',
    demonstration: certificate?.demonstration ?? false,
    steps,
    ...(certificate === undefined ? {} : { certificate }),
  };
}

/** Throws CertificateError only where a public key itself cannot be read; whatever is wrong with the certificate is a step. */
export async function verifyCertificate(input: VerifyInput): Promise<Verification> {
  const keys = await importKeys(input.publicKeys);
  const answers: Answers = new Map();
  const signed = await signedStatements(input.certificate, keys.all, answers);
  if (signed === undefined) return conclude(answers, undefined);
  let statement: CertificateStatement;
  try {
    statement = readStatement(signed);
  } catch (cause) {
    answers.set('envelope', [false, messageOf(cause)]);
    return conclude(answers, undefined);
  }
  const { predicate } = statement;
  await evidenceAnswers(input, signed, statement, answers);
  answers.set('expiry', expiryAnswer(predicate, input.now));
  answers.set('status', await statusAnswer(predicate, input, keys.all));
  const programme = signed.keyids.some((keyid) => keys.programme.some((key) => key.keyid === keyid));
  answers.set('demonstration', demonstrationAnswer(predicate, programme));
  return conclude(answers, predicate);
}

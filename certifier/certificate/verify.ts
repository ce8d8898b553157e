/**
 * Verifying a certificate, anywhere: no Node, no network, no clock of its own. Each step says what it looked at. What could not
 * be looked at is null with the reason, never ok; and nothing of a certificate is believed before its signature holds.
 */
import { visible } from '../report/safe.ts';
import type { CertificateStatement, ConformanceCertificate } from './predicate.ts';
import type { StatusEntry } from './status-log.ts';
import { secondOf } from './time.ts';
import { type ImportedKey, importKeys } from './trusted-keys.ts';
import { evidenceAnswers } from './verify/evidence.ts';
import { readStatement, signedStatements } from './verify/signed.ts';
import { demonstrationAnswer, expiryAnswer, keyAnswer, statusAnswer } from './verify/standing.ts';
import {
  type Answers,
  messageOf,
  STEPS,
  type Step,
  type StepName,
  type Today,
  type Verification,
  type VerifyInput,
} from './verify/verification.ts';

export type { Belonging } from './verify/belonging.ts';
export type {
  Step,
  StepName,
  Today,
  TodaysJudge,
  TrustedKey,
  Verification,
  VerifyInput,
} from './verify/verification.ts';

/**
 * Steps that a certificate may leave open and still be verified: the request that led to it; an attestation beside our signature;
 * being a demonstration, and so by no key of the programme; and a status log where it names none, unless its key was lost since:
 * whoever has the key can date what they sign as they like.
 */
function mayStayOpen(step: StepName, { demonstration, status }: ConformanceCertificate, keyWasLost: boolean): boolean {
  if (step === 'demonstration' || step === 'submission' || step === 'attestation') return true;
  if (step === 'key') return demonstration;
  return step === 'status' && status === undefined && !keyWasLost;
}

interface Conclusion {
  readonly now: Date;
  readonly certificate?: ConformanceCertificate;
  readonly today?: Today | undefined;
  readonly logged?: StatusEntry | undefined;
  readonly keyWasLost?: boolean;
}

function conclude(answers: Answers, conclusion: Conclusion): Verification {
  const { now, certificate, today, logged, keyWasLost = false } = conclusion;
  const steps = STEPS.map((step): Step => {
    const [ok, detail] = answers.get(step) ?? [null, 'not looked at, because a step before it failed'];
    return { step, ok, detail: visible(detail) };
  });
  const owed = steps
    .filter(({ step, ok }) => ok === null && (certificate === undefined || !mayStayOpen(step, certificate, keyWasLost)))
    .map(({ step }) => step);
  return {
    result: steps.some(({ ok }) => ok === false) ? 'refused' : owed.length > 0 ? 'incomplete' : 'verified',
    demonstration: certificate?.demonstration ?? false,
    checkedAt: secondOf(now),
    steps,
    owed,
    ...(certificate === undefined ? {} : { certificate }),
    ...(logged === undefined ? {} : { logged }),
    ...(today === undefined ? {} : { today: { ...today, detail: visible(today.detail) } }),
  };
}

/** Throws CertificateError only where a public key itself cannot be read; whatever is wrong with the certificate is a step. */
export async function verifyCertificate(input: VerifyInput): Promise<Verification> {
  const keys = await importKeys(input.publicKeys);
  const answers: Answers = new Map();
  const signed = await signedStatements(input.certificate, keys, answers);
  if (signed === undefined) return conclude(answers, { now: input.now });
  let statement: CertificateStatement;
  try {
    statement = readStatement(signed);
  } catch (cause) {
    answers.set('envelope', [false, messageOf(cause)]);
    return conclude(answers, { now: input.now });
  }
  const { predicate } = statement;
  const signers: readonly ImportedKey[] = keys.filter(({ keyid }) => signed.keyids.includes(keyid));
  answers.set('key', keyAnswer(predicate, signers));
  const today = await evidenceAnswers(input, signed, statement, answers);
  answers.set('expiry', expiryAnswer(predicate, input.now));
  const { answer, logged } = await statusAnswer(predicate, input, keys);
  answers.set('status', answer);
  answers.set('attestation', (await input.attestation?.(signed.certificate)) ?? [null, 'no keyless attestation']);
  const programme = signers.filter((key) => key.programme);
  answers.set('demonstration', demonstrationAnswer(predicate, programme.length > 0));
  const keyWasLost = programme.some(({ period }) => period?.revoked !== undefined);
  return conclude(answers, { now: input.now, certificate: predicate, today, logged, keyWasLost });
}

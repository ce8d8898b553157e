/**
 * Verifying a certificate, anywhere: no Node, no network, no clock of its own. Each step says what it looked at. What could not
 * be looked at is null with the reason, never ok; and nothing of a certificate is believed before its signature holds.
 */
import { visible } from '../report/safe.ts';
import type { CertificateStatement, ConformanceCertificate } from './predicate.ts';
import { importPublicKey, type PublicKey } from './public-key.ts';
import { evidenceAnswers } from './verify/evidence.ts';
import { readStatement, signedStatements } from './verify/signed.ts';
import { demonstrationAnswer, expiryAnswer, statusAnswer } from './verify/standing.ts';
import {
  type Answers,
  messageOf,
  STEPS,
  type Step,
  type StepName,
  type TrustedKey,
  type Verification,
  type VerifyInput,
} from './verify/verification.ts';

export type { Step, StepName, TrustedKey, Verification, VerifyInput } from './verify/verification.ts';

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

/** The first steps: what the file holds, and whose it is. Nothing of a certificate is believed before these. */
import { type Bytes, fromUtf8 } from '../bytes.ts';
import { CertificateError } from '../certificate-error.ts';
import { readCertificateFile } from '../certificate-file.ts';
import { predicateProblem } from '../check-predicate.ts';
import * as dsse from '../dsse.ts';
import { type CertificateStatement, IN_TOTO_PAYLOAD } from '../predicate.ts';
import type { PublicKey } from '../public-key.ts';
import { type Answers, messageOf } from './verification.ts';

export interface Signed {
  readonly keyids: readonly string[];
  readonly testResult: Bytes;
  readonly certificate: Bytes;
}

const passedOver = (strangers: number): string =>
  strangers === 0
    ? ''
    : strangers === 1
      ? '; 1 signature by a key that was not given was passed over'
      : `; ${strangers} signatures by keys that were not given were passed over`;

/** Both statements, by the same key. */
export async function signedStatements(
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
    const strangers = Math.max(testResult.strangers, certificate.strangers);
    answers.set('signature', [true, `Ed25519, by ${keyids.join(' and ')}${passedOver(strangers)}`]);
    return { keyids, testResult: testResult.payload, certificate: certificate.payload };
  } catch (cause) {
    answers.set('signature', [false, messageOf(cause)]);
    return undefined;
  }
}

export function readStatement(signed: Signed): CertificateStatement {
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

/** Finding the two statements of a certificate in an `.intoto.jsonl` file. Nothing here is trusted yet. */
import { fromBase64, fromUtf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { predicateProblem } from './check-predicate.ts';
import { type Envelope, envelopeText, parseEnvelope } from './dsse.ts';
import {
  type CertificateStatement,
  CONFORMANCE_CERTIFICATE,
  type ConformanceCertificate,
  TEST_RESULT,
} from './predicate.ts';

export interface CertificateFile {
  readonly testResult: Envelope;
  readonly certificate: Envelope;
  /** Lines that hold something else. in-toto lets other attestations stand in the same file, in any order. */
  readonly others: number;
}

/** What an envelope says it holds, before any signature was looked at. */
function claimed(envelope: Envelope): { readonly predicateType?: unknown; readonly predicate?: unknown } {
  try {
    const value: unknown = JSON.parse(fromUtf8(fromBase64(envelope.payload) ?? new Uint8Array()));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** An envelope that is not spelled as we spell it is none of ours, so that no byte of ours can change unseen. */
function ownEnvelope(line: string): Envelope | undefined {
  const envelope = parseEnvelope(line);
  return envelope !== undefined && envelopeText(envelope) === line ? envelope : undefined;
}

export function readCertificateFile(bytes: Uint8Array): CertificateFile {
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    throw new CertificateError('this file is not UTF-8 text, and so no certificate');
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const envelopes = lines.flatMap((line) => ownEnvelope(line) ?? []);
  if (envelopes.length === 0)
    throw new CertificateError('this file is no certificate, or it was damaged: it holds no signed statement');
  const only = (type: string, what: string): Envelope => {
    const [first, second] = envelopes.filter((envelope) => claimed(envelope).predicateType === type);
    if (first === undefined) throw new CertificateError(`this file holds no ${what}, or it was damaged`);
    if (second !== undefined) throw new CertificateError(`this file holds more than one ${what}`);
    return first;
  };
  return {
    testResult: only(TEST_RESULT, 'test result statement'),
    certificate: only(CONFORMANCE_CERTIFICATE, 'conformance certificate statement'),
    others: lines.length - 2,
  };
}

/** The statement of ours, in the form of its format and signed by nobody knows whom: to find it, never to rely on it. */
export function claimedStatement(bytes: Uint8Array): CertificateStatement {
  const statement = claimed(readCertificateFile(bytes).certificate);
  const problem = predicateProblem(statement.predicate);
  if (problem !== undefined) throw new CertificateError(`the certificate is not in the form of its format: ${problem}`);
  return statement as CertificateStatement;
}

/** What it says of itself, and no more to be relied on. */
export const claimedCertificate = (bytes: Uint8Array): ConformanceCertificate => claimedStatement(bytes).predicate;

/**
 * What a certificate file says, for its page. Read, not believed: the page says how to verify it. The two files in hand are
 * held against the digests in it, and a mismatch is shown as such.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, fromUtf8 } from '../../certifier/certificate/bytes.ts';
import { readCertificateFile } from '../../certifier/certificate/certificate-file.ts';
import { predicateProblem } from '../../certifier/certificate/check-predicate.ts';
import type { CertificateStatement } from '../../certifier/certificate/predicate.ts';
import type { Entry } from './results.ts';

interface Bound {
  readonly name: string;
  readonly certified: string;
  /** Whether the file beside the certificate has this digest; undefined where there is no such file. */
  readonly matches: boolean | undefined;
}

export type CertificateReading =
  | { readonly statement: CertificateStatement; readonly keyids: readonly string[]; readonly bound: readonly Bound[] }
  | { readonly problem: string };

const bytesOf = (entry: Entry, name: string): Buffer => readFileSync(join(entry.folder, name));

const bound = (entry: Entry, name: string | undefined, certified: string, label: string): Bound => ({
  name: label,
  certified,
  matches:
    name === undefined ? undefined : createHash('sha256').update(bytesOf(entry, name)).digest('hex') === certified,
});

export function readCertificate(entry: Entry, file: string): CertificateReading {
  try {
    const { certificate } = readCertificateFile(new Uint8Array(bytesOf(entry, file)));
    const statement = JSON.parse(fromUtf8(fromBase64(certificate.payload) ?? new Uint8Array())) as CertificateStatement;
    const problem = predicateProblem(statement.predicate);
    if (problem !== undefined) return { problem };
    return {
      statement,
      keyids: certificate.signatures.map(({ keyid }) => keyid ?? ''),
      bound: [
        bound(entry, 'report.json', statement.predicate.report.sha256, 'Report'),
        bound(entry, entry.transcript, statement.predicate.transcript.sha256, 'Transcript'),
      ],
    };
  } catch (cause) {
    return { problem: cause instanceof Error ? cause.message : String(cause) };
  }
}

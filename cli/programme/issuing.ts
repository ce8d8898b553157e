/** Issuing a certificate: what is to be signed, and every file that follows from it, before any is written. */
import { join } from 'node:path';
import { bundleShelf, openBundle, ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { placeOnShelf } from '../../certifier/certificate/bundle/shelf.ts';
import { type Bytes, utf8 } from '../../certifier/certificate/bytes.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { claimedCertificate } from '../../certifier/certificate/certificate-file.ts';
import { type IssueOptions, issueCertificate } from '../../certifier/certificate/issue.ts';
import type { SigningKey } from '../../certifier/certificate/keys.ts';
import type { StatusChange } from '../../certifier/certificate/status-log.ts';
import { secondOf } from '../../certifier/certificate/time.ts';
import { importKeys, unfit } from '../../certifier/certificate/trusted-keys.ts';
import { type Belonging, type Verification, verifyCertificate } from '../../certifier/certificate/verify.ts';
import { SUITE_VERSION } from '../../certifier/suite.ts';
import { UsageError } from '../exit.ts';
import { CERTIFICATE_FILE } from '../run-files.ts';
import { badgeFiles, badgesOf } from './badges.ts';
import { programmeKeys } from './keys.ts';
import type { OpenLog } from './log.ts';

/** A key that signs for the programme stands in the programme's file of keys, and is in its time. */
export async function requireProgrammeKey(
  { keyid }: SigningKey,
  keysFile: string | undefined,
  now: Date,
): Promise<void> {
  const found = (await programmeKeys(keysFile)).find((key) => key.keyid === keyid);
  if (found === undefined) {
    throw new UsageError(
      `the key ${keyid} is not one of the programme's; what it signs is a demonstration, so leave out --programme`,
    );
  }
  const [key] = await importKeys([{ pem: found.pem, programme: true, period: found }]);
  const wrong = key === undefined ? 'it cannot be read' : unfit(key, 'certificates', secondOf(now));
  if (wrong !== undefined) throw new UsageError(`nothing was signed: ${wrong}`);
}

export interface Issuing {
  readonly folder: string;
  readonly options: Omit<IssueOptions, 'bundle'>;
  /** Undefined: a demonstration of which no log is kept. */
  readonly log: OpenLog | undefined;
  /** What a certificate in this folder has to be about, where its submission says so. */
  readonly place?: Belonging | undefined;
  /** What else the log has to say, once the id of the new certificate is known. */
  readonly also?: (id: string) => readonly StatusChange[];
}

export interface Issued {
  readonly id: string;
  readonly verification: Verification;
  /** The log as it will be. */
  readonly statusLog: Bytes | undefined;
  /** By path; the log comes last, so that it says nothing that is not there. */
  readonly files: ReadonlyMap<string, string | Uint8Array | null>;
}

/** Signs, verifies what was signed as its readers will, and writes nothing. */
export async function prepareCertificate({ folder, options, log, place, also }: Issuing): Promise<Issued> {
  const bundle = await ownBundle();
  const text = await issueCertificate({
    ...options,
    bundle: { digest: bundle.digest, judge: await openBundle(bundle.bytes) },
  });
  const bytes = utf8(text);
  const { certificate: id } = claimedCertificate(bytes);
  const reason = options.demonstration
    ? 'DEMONSTRATION: it certifies nothing'
    : 'conformant by the suite that it names';
  const changes: readonly StatusChange[] = [{ certificate: id, status: 'issued', reason }, ...(also?.(id) ?? [])];
  const appended = await log?.append(changes, options.now);
  const verification = await verifyCertificate({
    certificate: bytes,
    report: options.reportBytes,
    transcript: options.transcriptBytes,
    ...(options.submissionBytes === undefined ? {} : { submission: options.submissionBytes }),
    ...(appended === undefined ? {} : { statusLog: appended.bytes }),
    ...(place === undefined ? {} : { place }),
    bundles: bundleShelf(),
    publicKeys: log?.trusted ?? options.keys.map(({ publicPem: pem }) => ({ pem, programme: false })),
    now: options.now,
  });
  const refused = verification.steps.find(({ ok }) => ok === false);
  if (refused !== undefined) throw new CertificateError(`not issued: ${refused.step}: ${refused.detail}`);
  const shelved =
    log === undefined || options.demonstration ? undefined : placeOnShelf(log.shelf, SUITE_VERSION, bundle.digest);
  const badges = badgesOf(verification);
  return {
    id,
    verification,
    statusLog: appended?.bytes,
    files: new Map<string, string | Uint8Array | null>([
      ...(shelved === undefined ? [] : [[shelved, bundle.bytes] as const]),
      [join(folder, CERTIFICATE_FILE), text],
      ...badgeFiles(folder, badges),
      ...(log === undefined || appended === undefined ? [] : [[log.file, appended.bytes] as const]),
    ]),
  };
}

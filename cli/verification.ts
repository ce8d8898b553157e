/** Verifying what stands in a run's folder. */
import { join } from 'node:path';
import { bundleShelf, openBundle, ownBundle } from '../certifier/certificate/bundle/load.ts';
import type { Bytes } from '../certifier/certificate/bytes.ts';
import { claimedCertificate, readCertificateFile } from '../certifier/certificate/certificate-file.ts';
import { programmePath, STATUS_LOG_FILE } from '../certifier/certificate/programme.ts';
import {
  type TodaysJudge,
  type Verification,
  type VerifyInput,
  verifyCertificate,
} from '../certifier/certificate/verify.ts';
import { UsageError } from './exit.ts';
import { exists, readBytes } from './files.ts';
import { type TrustOptions, trustedKeys } from './programme/keys.ts';
import { seenIn } from './programme/log.ts';
import { fetchStatusLog } from './programme/online.ts';
import { placeOf } from './programme/place.ts';
import { PUBLIC_KEY_FILE } from './run-files.ts';
import { type RunFolder, runFolder } from './run-folder.ts';

export interface VerificationOptions extends TrustOptions {
  readonly report?: string;
  readonly transcript?: string;
  /** Judge bundles of other suite versions. */
  readonly bundle?: readonly string[];
  readonly statusLog?: string;
  /** A status log seen before, or the digest of its newest line. */
  readonly seen?: string;
  readonly online?: boolean;
  /** Digest of the artifact in hand. */
  readonly artifact?: string;
  /** Sigstore bundles of a keyless attestation, whom sigstore trusts, and by which workflow it has to be. */
  readonly attestation?: string;
  readonly trustedRoot?: string;
  readonly attester?: string;
}

/** The copy of the programme's log that ships with us, where there is one. */
async function ownLog(): Promise<string | undefined> {
  const file = programmePath(STATUS_LOG_FILE);
  return (await exists(file)) ? file : undefined;
}

function saysDemonstration(certificate: Bytes): boolean {
  try {
    return claimedCertificate(certificate).demonstration;
  } catch {
    // The verifier says what is wrong with it.
    return false;
  }
}

function isCertificate(bytes: Bytes): boolean {
  try {
    readCertificateFile(bytes);
    return true;
  } catch {
    return false;
  }
}

interface LogInput {
  readonly statusLog?: Bytes | ((url: string) => Promise<Bytes>);
  readonly seen?: string;
}

/** Offline, the log in hand; online, the log from where the certificate says, which must extend the one in hand. */
async function logInput(options: VerificationOptions, demonstration: boolean): Promise<LogInput> {
  // The programme's own log knows of no demonstration.
  const inHand = options.statusLog ?? (demonstration ? undefined : await ownLog());
  const seen = options.seen ?? (options.online === true ? inHand : undefined);
  const known = seen === undefined ? {} : { seen: await seenIn(seen) };
  if (options.online === true) return { statusLog: fetchStatusLog, ...known };
  return inHand === undefined ? known : { statusLog: await readBytes(inHand, 'status log'), ...known };
}

/** What today's judge says is told beside what the certificate's own says. */
export async function todaysJudge(): Promise<TodaysJudge> {
  const { digest, bytes } = await ownBundle();
  return { digest, open: () => openBundle(bytes) };
}

/** The attestation, which is looked at where one was named. */
async function attestationInput(options: VerificationOptions): Promise<Pick<VerifyInput, 'attestation'>> {
  const { attestation, trustedRoot, attester } = options;
  if (attestation === undefined && trustedRoot === undefined && attester === undefined) return {};
  if (attestation === undefined || trustedRoot === undefined || attester === undefined)
    throw new UsageError(
      '--attestation, --trusted-root and --attester belong together: gh attestation download gives the first, gh attestation trusted-root the second, and the third is the workflow, as https://github.com/<owner>/<name>/.github/workflows/issue-certificate.yml@refs/heads/main',
    );
  const input = {
    bundles: await readBytes(attestation, 'attestation'),
    trustedRoots: await readBytes(trustedRoot, 'trusted root'),
    identity: attester,
  };
  return {
    attestation: async (statement) => {
      const { attestationAnswer } = await import('../certifier/certificate/attestation/attestation.ts');
      return attestationAnswer(statement, input);
    },
  };
}

async function noKey({ folder }: RunFolder): Promise<UsageError> {
  const beside = join(folder, PUBLIC_KEY_FILE);
  const advice = (await exists(beside))
    ? `give --key ${beside}, if you trust it, which stands beside this demonstration`
    : 'name the public key of its signer, if you trust it, with --key FILE (accord keygen writes it as <name>.pub)';
  return new UsageError(`there is no key to verify with: the programme has made none yet; ${advice}`);
}

export async function verifyPath(path: string, options: VerificationOptions): Promise<Verification> {
  const found = await runFolder(path);
  const certificate = await readBytes(found.certificate, 'certificate');
  const publicKeys = await trustedKeys(options);
  // What is no certificate is refused as that, whatever the key.
  if (publicKeys.length === 0 && isCertificate(certificate)) throw await noKey(found);
  const report = options.report ?? found.report;
  const transcript = options.transcript ?? found.transcript;
  const submission = found.submission === undefined ? undefined : await readBytes(found.submission, 'submission');
  const demonstration = saysDemonstration(certificate);
  const place = demonstration ? undefined : await placeOf(found.folder, submission);
  const bundles = await Promise.all((options.bundle ?? []).map((file) => readBytes(file, 'judge bundle')));
  return verifyCertificate({
    certificate,
    ...(report === undefined ? {} : { report: await readBytes(report, 'report') }),
    ...(transcript === undefined ? {} : { transcript: await readBytes(transcript, 'transcript') }),
    ...(submission === undefined ? {} : { submission }),
    ...(place === undefined ? {} : { place }),
    ...(await logInput(options, demonstration)),
    ...(options.artifact === undefined ? {} : { artifact: options.artifact }),
    ...(await attestationInput(options)),
    bundles: bundleShelf(bundles),
    today: await todaysJudge(),
    publicKeys,
    now: new Date(),
  });
}

/** The badge files beside a certificate: as it stands now, or none. */
import { join } from 'node:path';
import { badgeEndpoint } from '../../certifier/certificate/badge/endpoint.ts';
import { badgeSvg } from '../../certifier/certificate/badge/svg.ts';
import { badgeWords } from '../../certifier/certificate/badge/words.ts';
import { bundleShelf } from '../../certifier/certificate/bundle/load.ts';
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import type { TrustedKey } from '../../certifier/certificate/trusted-keys.ts';
import { type Verification, verifyCertificate } from '../../certifier/certificate/verify.ts';
import { readBytes } from '../files.ts';
import { BADGE_FILES } from '../run-files.ts';
import { runFolder } from '../run-folder.ts';

export interface Badges {
  readonly svg: string;
  readonly endpoint: string;
}

/** Throws CertificateError where the certificate does not verify: there is no badge then, of whatever standing. */
export function badgesFrom(verification: Verification): Badges {
  const words = badgeWords(verification);
  return { svg: badgeSvg(words), endpoint: badgeEndpoint(words) };
}

/** Undefined where there is none. */
export function badgesOf(verification: Verification): Badges | undefined {
  try {
    return badgesFrom(verification);
  } catch (cause) {
    if (cause instanceof CertificateError) return undefined;
    throw cause;
  }
}

/** By path; null where a badge that stands there must go, because nothing verifies any more. */
export const badgeFiles = (
  folder: string,
  badges: Badges | undefined,
): readonly (readonly [string, string | null])[] => [
  [join(folder, BADGE_FILES.svg), badges?.svg ?? null],
  [join(folder, BADGE_FILES.endpoint), badges?.endpoint ?? null],
];

export interface Standing {
  readonly statusLog?: Bytes;
  readonly publicKeys: readonly TrustedKey[];
  readonly shelf?: string;
  readonly now: Date;
}

/** The certificate in a folder, verified against a log that may not have been written yet. */
export async function verifyFolder(
  path: string,
  { statusLog, publicKeys, shelf, now }: Standing,
): Promise<Verification> {
  const { certificate, report, transcript } = await runFolder(path);
  return verifyCertificate({
    certificate: await readBytes(certificate, 'certificate'),
    ...(report === undefined ? {} : { report: await readBytes(report, 'report') }),
    ...(transcript === undefined ? {} : { transcript: await readBytes(transcript, 'transcript') }),
    ...(statusLog === undefined ? {} : { statusLog }),
    bundles: bundleShelf([], shelf),
    publicKeys,
    now,
  });
}

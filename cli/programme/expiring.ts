/** What time alone brings: certificates whose last day has passed, among those that a folder holds. */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import type { StatusLog } from '../../certifier/certificate/status-log.ts';
import type { TrustedKey } from '../../certifier/certificate/trusted-keys.ts';
import { verifyCertificate } from '../../certifier/certificate/verify.ts';
import { UsageError } from '../exit.ts';
import { isFolder, readBytes } from '../files.ts';
import { CERTIFICATE_FILE } from '../run-files.ts';

export interface Expiring {
  readonly id: string;
  readonly folder: string;
  readonly validUntil: string;
}

async function certificatesBelow(folder: string): Promise<readonly string[]> {
  if (!(await isFolder(folder)))
    throw new UsageError(`there is no folder ${folder}; name the one that holds the certificates`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === CERTIFICATE_FILE)
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** Only what is signed by a key that readers trust: nobody's file ends the certificate of somebody else. */
export async function expiring(
  folder: string,
  log: StatusLog | undefined,
  publicKeys: readonly TrustedKey[],
  now: Date,
): Promise<readonly Expiring[]> {
  const found: Expiring[] = [];
  for (const file of await certificatesBelow(folder)) {
    const { certificate } = await verifyCertificate({
      certificate: await readBytes(file, 'certificate'),
      bundles: {
        find: async () => undefined,
        open: () => Promise.reject(new CertificateError('nothing is judged here')),
      },
      publicKeys,
      now,
    });
    if (certificate === undefined || now.getTime() <= Date.parse(certificate.validUntil)) continue;
    if (log?.standing.get(certificate.certificate)?.status !== 'issued') continue;
    found.push({ id: certificate.certificate, folder: dirname(file), validUntil: certificate.validUntil });
  }
  return found;
}

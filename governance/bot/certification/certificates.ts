/** What certificates of the checkout say of themselves. They are ours and were verified before they were merged; nothing is judged here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimedCertificate } from '../../../certifier/certificate/certificate-file.ts';
import { CERTIFICATE_FILES } from '../../../certifier/submission/folder.ts';

export interface StoredCertificate {
  readonly id: string;
  readonly validUntil: string;
  readonly demonstration: boolean;
}

const [CERTIFICATE] = CERTIFICATE_FILES;

export const certificateIn = (root: string, folder: string): StoredCertificate | null => {
  const file = join(root, folder, CERTIFICATE);
  if (!existsSync(file)) return null;
  const { certificate: id, validUntil, demonstration } = claimedCertificate(readFileSync(file));
  return { id, validUntil, demonstration };
};

/** What certificates of the checkout say of themselves. They are ours and were verified before they were merged; nothing is judged here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimedCertificate } from '../../../certifier/certificate/certificate-file.ts';
import { KEYS_FILE, STATUS_LOG_FILE } from '../../../certifier/certificate/programme.ts';
import { readStatusLog } from '../../../certifier/certificate/status-log.ts';
import { importKeys, readKeys, trusted } from '../../../certifier/certificate/trusted-keys.ts';
import { CERTIFICATE_FILES, IMPLEMENTATIONS } from '../../../certifier/submission/folder.ts';
import { submissionsIn } from '../../../certifier/submission/programme.ts';
import type { Ending } from './clock.ts';

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

/** Those that the status log has issued and says nothing else of. */
export const standingCertificates = async (root: string): Promise<readonly Ending[]> => {
  const log = join(root, IMPLEMENTATIONS, STATUS_LOG_FILE);
  if (!existsSync(log)) return [];
  const keys = await readKeys(readFileSync(join(root, IMPLEMENTATIONS, KEYS_FILE)));
  const { standing } = await readStatusLog(readFileSync(log), await importKeys(trusted(keys)));
  return submissionsIn(root).flatMap(({ folder, transports }) =>
    transports.flatMap((transport) => {
      const found = certificateIn(root, `${folder}/${transport}`);
      return found === null || standing.get(found.id)?.status !== 'issued'
        ? []
        : [{ id: found.id, folder: `${folder}/${transport}`, validUntil: found.validUntil }];
    }),
  );
};

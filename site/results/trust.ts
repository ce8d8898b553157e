/** Which keys a verification here trusts, and which status log it looks at: those of the repository, as its files state them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import { KEYS_FILE, STATUS_LOG_FILE } from '../../certifier/certificate/programme.ts';
import type { TrustedKey } from '../../certifier/certificate/verify.ts';
import { keysFrom } from '../certificate/keys.ts';
import { type Entry, fileOf, implementationsFolder } from '../lib/results.ts';

const read = (name: string): Bytes | undefined => {
  const file = join(implementationsFolder(), name);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
};

/** The programme's public keys, as a file. */
export const keysFile = (): Bytes | undefined => read(KEYS_FILE);
export const statusLog = (): Bytes | undefined => read(STATUS_LOG_FILE);

/** Where the site serves them. */
export const KEYS_PATH = `/programme/${KEYS_FILE}`;
export const STATUS_LOG_PATH = `/programme/${STATUS_LOG_FILE}`;

/** A demonstration is verified with the key that stands beside it, and says that it is one. */
export const trustedKeys = (entry: Entry): Promise<readonly TrustedKey[]> =>
  keysFrom({
    demonstration: entry.publicKey === undefined ? undefined : fileOf(entry, entry.publicKey),
    programme: keysFile(),
  });

/** The public keys that a command trusts: the programme's, and those that the user hands over. */
import { readPublicKey } from '../../certifier/certificate/keys.ts';
import { KEYS_FILE, programmePath } from '../../certifier/certificate/programme.ts';
import { type ProgrammeKey, readKeys, type TrustedKey, trusted } from '../../certifier/certificate/trusted-keys.ts';
import { readBytes } from '../files.ts';

/** Of the programme: from the file that ships with us, unless another is named. */
export const programmeKeys = async (file: string = programmePath(KEYS_FILE)): Promise<readonly ProgrammeKey[]> =>
  readKeys(await readBytes(file, 'file of public keys'));

export interface TrustOptions {
  /** Files with public keys that the user trusts. */
  readonly key?: readonly string[];
  /** A file of public keys in place of the programme's own. */
  readonly keys?: string;
}

export const trustedKeys = async ({ key = [], keys }: TrustOptions): Promise<readonly TrustedKey[]> => [
  ...trusted(await programmeKeys(keys)),
  ...key.map((file) => ({ pem: readPublicKey(file), programme: false })),
];

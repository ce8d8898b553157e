/** Which public keys a verification on this site trusts. The same for the build and for the browser. */
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import { readKeys, type TrustedKey, trusted } from '../../certifier/certificate/trusted-keys.ts';

export interface KeySources {
  /** The key that stands beside a demonstration, in PEM. It verifies the signature, and makes no certificate count. */
  readonly demonstration?: string | undefined;
  /** The file of the programme's keys. */
  readonly programme?: Bytes | undefined;
}

/** Throws where the file of the programme's keys is not one that can be relied on. */
export async function keysFrom({ demonstration, programme }: KeySources): Promise<readonly TrustedKey[]> {
  const own = demonstration === undefined ? [] : [{ pem: demonstration, programme: false }];
  return programme === undefined ? own : [...own, ...trusted(await readKeys(programme))];
}

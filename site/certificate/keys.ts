/** Which public keys a verification on this site trusts. The same for the build and for the browser. */
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import type { TrustedKey } from '../../certifier/certificate/verify.ts';

export interface KeySources {
  /** The key that stands beside a demonstration, in PEM. It verifies the signature, and makes no certificate count. */
  readonly demonstration?: string | undefined;
  /** The file of the programme's keys. */
  readonly programme?: Bytes | undefined;
}

export async function keysFrom({ demonstration }: KeySources): Promise<readonly TrustedKey[]> {
  return demonstration === undefined ? [] : [{ pem: demonstration, programme: false }];
}

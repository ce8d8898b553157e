/** The signing half of DSSE. Node only: browsers never sign. */
import { sign as signBytes } from 'node:crypto';
import { toBase64 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { type Envelope, pae } from './dsse.ts';
import type { SigningKey } from './keys.ts';

export function sign(payload: Uint8Array, payloadType: string, keys: readonly SigningKey[]): Envelope {
  if (keys.length === 0) throw new CertificateError('there is no key to sign with');
  const signed = pae(payloadType, payload);
  return {
    payload: toBase64(payload),
    payloadType,
    signatures: keys.map(({ keyid, privateKey }) => ({ keyid, sig: toBase64(signBytes(null, signed, privateKey)) })),
  };
}

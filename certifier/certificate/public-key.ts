/** An Ed25519 public key, read from PEM with WebCrypto: in Node and in a browser alike. */
import { type Bytes, fromBase64, sha256 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';

export interface PublicKey {
  /** `sha256:<hex>` of the key's SPKI bytes: the same for everyone who holds the key. */
  readonly keyid: string;
  readonly key: CryptoKey;
}

export const keyidOf = async (spki: Bytes): Promise<string> => `sha256:${await sha256(spki)}`;

const PEM = /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END PUBLIC KEY-----\s*$/;

export async function importPublicKey(pem: string): Promise<PublicKey> {
  if (pem.includes('PRIVATE KEY')) {
    throw new CertificateError('this is a private key; give the public one, and keep this file to yourself');
  }
  const spki = fromBase64((PEM.exec(pem.trimStart())?.[1] ?? '').replace(/\s/g, ''));
  if (spki === undefined || spki.length === 0) {
    throw new CertificateError('this is not a public key in PEM form; it begins with "-----BEGIN PUBLIC KEY-----"');
  }
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('spki', spki, 'Ed25519', true, ['verify']);
  } catch {
    throw new CertificateError('this public key is not an Ed25519 key; accord keygen makes one');
  }
  return { keyid: await keyidOf(spki), key };
}

/** Ed25519 key pairs as files. Node only. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf, why } from '../system-error.ts';
import { CertificateError } from './certificate-error.ts';

export interface SigningKey {
  readonly keyid: string;
  readonly privateKey: KeyObject;
  /** The public half, PEM (SPKI). */
  readonly publicPem: string;
}

const spkiOf = (publicKey: KeyObject): Buffer => publicKey.export({ type: 'spki', format: 'der' });

function signingKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  return {
    keyid: `sha256:${createHash('sha256').update(spkiOf(publicKey)).digest('hex')}`,
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** A fresh key that stands in no file: what signs a demonstration. */
export const generateKey = (): SigningKey => signingKey(generateKeyPairSync('ed25519').privateKey);

/**
 * Writes the private key so that only its owner reads it. An existing file is never replaced: a lost key cannot be had back,
 * and everything that it signed would lose its signer.
 */
export function writeKeyPair(key: SigningKey, privateFile: string, publicFile: string = `${privateFile}.pub`): void {
  create(privateFile, key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  try {
    create(publicFile, key.publicPem, 0o644);
  } catch (cause) {
    rmSync(privateFile);
    throw cause;
  }
}

function create(file: string, text: string, mode: number): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode });
  } catch (cause) {
    const known = { EEXIST: 'it exists already; choose another name', ENOENT: 'there is no such folder' };
    const code = codeOf(cause);
    throw new CertificateError(`cannot write ${file}: ${known[code as keyof typeof known] ?? code}`);
  }
}

/** No key comes near. What is named may be a pipe, which has no size, or a device, which has no end. */
const MOST_BYTES = 65_536;

function readShort(file: string): string | undefined {
  const opened = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(MOST_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(opened, bytes, length, bytes.length - length, null);
    return length > MOST_BYTES ? undefined : new TextDecoder().decode(bytes.subarray(0, length));
  } finally {
    closeSync(opened);
  }
}

/** `env:NAME` is a key in a variable, where a workflow has its secrets: so none is ever written to a file. */
function read(file: string): string {
  const [, name] = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(file) ?? [];
  if (name !== undefined) {
    const pem = process.env[name] ?? '';
    if (pem === '') throw new CertificateError(`cannot read the key ${file}: the variable ${name} is empty`);
    return pem;
  }
  let text: string | undefined;
  try {
    text = readShort(file);
  } catch (cause) {
    throw new CertificateError(`cannot read the key ${file}: ${why(cause)}`);
  }
  if (text === undefined) throw new CertificateError(`${file} is no key: it has more than ${MOST_BYTES} bytes`);
  return text;
}

export function readSigningKey(file: string): SigningKey {
  const pem = read(file);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch {
    const what = pem.includes('BEGIN PUBLIC KEY')
      ? 'is a public key; signing needs the private one'
      : 'is not a private key in PEM form without a passphrase';
    throw new CertificateError(`${file} ${what}`);
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new CertificateError(
      `${file} is not an Ed25519 key but ${privateKey.asymmetricKeyType}; accord keygen makes one`,
    );
  }
  return signingKey(privateKey);
}

/** The text of a public key file; what it holds is checked where it is used (`importPublicKey`). */
export const readPublicKey = (file: string): string => read(file);

/** Ed25519 key pairs as files. Node only. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);

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

/** `env:NAME` is a key in a variable, where a workflow has its secrets: so none is ever written to a file. */
function read(file: string): string {
  const [, name] = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(file) ?? [];
  if (name !== undefined) {
    const pem = process.env[name] ?? '';
    if (pem === '') throw new CertificateError(`cannot read the key ${file}: the variable ${name} is empty`);
    return pem;
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = codeOf(cause);
    throw new CertificateError(`cannot read the key ${file}: ${code === 'ENOENT' ? 'there is no such file' : code}`);
  }
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

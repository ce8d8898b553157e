import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generateKey, readPublicKey, readSigningKey, writeKeyPair } from './keys.ts';
import { importPublicKey } from './public-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'accord-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

describe('a key pair', () => {
  it('is written, and read again as the same key', async () => {
    const key = generateKey();
    writeKeyPair(key, at('a.key'));
    expect(readSigningKey(at('a.key')).keyid).toBe(key.keyid);
    expect((await importPublicKey(readPublicKey(at('a.key.pub')))).keyid).toBe(key.keyid);
    expect(key.keyid).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.runIf(process.platform !== 'win32')('keeps its private file to its owner', () => {
    writeKeyPair(generateKey(), at('b.key'));
    expect(statSync(at('b.key')).mode & 0o777).toBe(0o600);
  });

  it('never replaces a file, and leaves nothing half-written', () => {
    writeFileSync(at('c.key.pub'), 'mine');
    expect(() => writeKeyPair(generateKey(), at('c.key'))).toThrow(
      `cannot write ${at('c.key.pub')}: it exists already`,
    );
    expect(existsSync(at('c.key'))).toBe(false);
    expect(readFileSync(at('c.key.pub'), 'utf8')).toBe('mine');
  });

  it('says where it cannot be written', () => {
    expect(() => writeKeyPair(generateKey(), at('nowhere/d.key'))).toThrow(
      /cannot write .*d\.key: there is no such folder$/,
    );
  });
});

const pair = generateKey();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = { private: { type: 'pkcs8', format: 'pem' }, public: { type: 'spki', format: 'pem' } } as const;

describe('a key file that is none', () => {
  it.each([
    ['is missing', undefined, 'there is no such file'],
    ['is text', 'hello', 'is not a private key in PEM form'],
    ['is the public key', pair.publicPem, 'is a public key; signing needs the private one'],
    ['is of another kind', rsa.privateKey.export(pem.private).toString(), 'is not an Ed25519 key but rsa'],
  ])('is refused in one line where it %s', (name, text, message) => {
    const file = at(`${name}.key`);
    if (text !== undefined) writeFileSync(file, text);
    expect(() => readSigningKey(file)).toThrow(message);
    expect(() => readSigningKey(file)).toThrow(/^[^\n]+$/);
  });

  it.each([
    ['text', 'hello', 'not a public key in PEM form'],
    ['the private key', pair.privateKey.export(pem.private).toString(), 'this is a private key; give the public one'],
    ['of another kind', rsa.publicKey.export(pem.public).toString(), 'not an Ed25519 key'],
    ['damaged', pair.publicPem.replace(/\n(.{10})/, '\nAAAAAAAAAA'), 'not an Ed25519 key'],
  ])('is refused as a public key where it is %s', async (_, text, message) => {
    await expect(importPublicKey(text)).rejects.toThrow(message);
  });
});

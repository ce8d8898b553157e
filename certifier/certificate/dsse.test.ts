import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts';
import { type Envelope, envelopeText, pae, parseEnvelope, verify } from './dsse.ts';
import { generateKey } from './keys.ts';
import { importPublicKey } from './public-key.ts';
import { sign } from './sign.ts';

const TYPE = 'application/vnd.in-toto+json';
const payload = utf8('{"tide":"höch"}');
const [one, other] = [generateKey(), generateKey()];
const publicKeys = (...keys: readonly { publicPem: string }[]) =>
  Promise.all(keys.map((each) => importPublicKey(each.publicPem)));

describe('the pre-authentication encoding', () => {
  it('is that of the DSSE test vector', () => {
    expect(fromUtf8(pae('http://example.com/HelloWorld', utf8('hello world')))).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('counts bytes, not characters', () => {
    expect(fromUtf8(pae('ö', utf8('ü€')))).toBe('DSSEv1 2 ö 5 ü€');
  });
});

describe('an envelope', () => {
  const envelope = sign(payload, TYPE, [one]);

  it('gives back its payload and names the key that signed it', async () => {
    const verified = await verify(envelope, await publicKeys(other, one), TYPE);
    expect(verified).toEqual({ payload, keyids: [one.keyid], strangers: 0 });
  });

  it('carries several signatures, and names every key among those given', async () => {
    const both = sign(payload, TYPE, [one, other]);
    expect((await verify(both, await publicKeys(one, other), TYPE)).keyids).toEqual([one.keyid, other.keyid]);
    expect((await verify(both, await publicKeys(other), TYPE)).keyids).toEqual([other.keyid]);
  });

  it('is read in URL-safe base64 too, as DSSE demands', async () => {
    const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');
    const spelled: Envelope = {
      ...envelope,
      payload: urlSafe(envelope.payload),
      signatures: envelope.signatures.map(({ keyid, sig }) => ({
        ...(keyid === undefined ? {} : { keyid }),
        sig: urlSafe(sig),
      })),
    };
    expect((await verify(spelled, await publicKeys(one), TYPE)).keyids).toEqual([one.keyid]);
  });

  it.each<[string, Envelope, string]>([
    ['no signature', { ...envelope, signatures: [] }, 'there is no signature'],
    ['another payload type', sign(payload, 'text/plain', [one]), 'another type than'],
    ['a relabelled payload type', { ...envelope, payloadType: 'text/plain' }, 'does not hold'],
    ['a changed payload', { ...envelope, payload: toBase64(utf8('{"tide":"low"}')) }, 'does not hold'],
    ['a payload that is not base64', { ...envelope, payload: '%%%' }, 'not base64'],
    ['a key that was not given', sign(payload, TYPE, [other]), 'no signature is by a key that was given'],
    [
      'a signature without its hint by another key',
      { ...envelope, signatures: sign(payload, TYPE, [other]).signatures.map(({ sig }) => ({ sig })) },
      'no signature is by a key',
    ],
    [
      'a hint that names another key',
      { ...envelope, signatures: [{ keyid: other.keyid, sig: envelope.signatures[0]!.sig }] },
      'names a key that did not make it',
    ],
  ])('is refused with %s', async (_, changed, message) => {
    await expect(verify(changed, await publicKeys(one), TYPE)).rejects.toThrow(message);
  });

  it('is refused without a key', async () => {
    await expect(verify(envelope, [], TYPE)).rejects.toThrow('no public key');
  });

  it('is written and read again unchanged', () => {
    expect(parseEnvelope(envelopeText(envelope))).toEqual(envelope);
  });

  it.each(['', 'null', '[]', '{}', '{"payload":1}', '{"payload":"","payloadType":"","signatures":[{}]}'])(
    'is not what %j is',
    (text) => {
      expect(parseEnvelope(text)).toBeUndefined();
    },
  );
});

describe('base64', () => {
  it.each(['QQ', 'QQ==\n', 'QR==', 'Q Q=', '-+AA', 'ä'])('has one spelling, and %j is not it', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  it('carries more bytes than fit in one call', () => {
    const many = new Uint8Array(200_000).map((_, index) => index);
    expect(fromBase64(toBase64(many))).toEqual(many);
  });
});

const opensslVersion = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
// `pkeyutl -rawin` with Ed25519 came with OpenSSL 3; LibreSSL has no such option.
const hasOpenssl = /^OpenSSL [3-9]/.test(opensslVersion);

describe.runIf(hasOpenssl)('openssl, where it is installed', () => {
  it('accepts a signature of ours and refuses it over other bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-dsse-'));
    try {
      const file = (name: string, content: Uint8Array | string): string => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      const signature = file('signature', fromBase64(sign(payload, TYPE, [one]).signatures[0]!.sig)!);
      const args = [
        'pkeyutl',
        '-verify',
        '-rawin',
        '-pubin',
        '-inkey',
        file('key.pub', one.publicPem),
        '-sigfile',
        signature,
      ];
      const openssl = (bytes: Uint8Array) =>
        execFileSync('openssl', [...args, '-in', file('signed', bytes)], { encoding: 'utf8', stdio: 'pipe' });
      expect(openssl(pae(TYPE, payload))).toContain('Signature Verified Successfully');
      expect(() => openssl(pae('text/plain', payload))).toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

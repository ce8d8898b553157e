/** A reader that is not ours, and asks nothing of a network here: its thresholds for logs and times of others are none. */
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { describe, expect, it } from 'vitest';
import { envelopeText, parseEnvelope } from './dsse.ts';
import { generateKey } from './keys.ts';
import { issue, key } from './testing/evidence.ts';
import { linesOf, logOf, programme } from './testing/log.ts';

/** As sigstore numbers it. */
const PKIX_ED25519 = 7;
const PUBLIC_KEY_BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

const derOf = (pem: string): Buffer =>
  Buffer.from(
    pem
      .split('\n')
      .filter((line) => !line.startsWith('-----'))
      .join(''),
    'base64',
  );

/** The envelope as a sigstore bundle that names a public key, verified by that key. */
function verifiedBySigstore(line: string, pem: string): void {
  const bundle = bundleFromJSON({
    mediaType: PUBLIC_KEY_BUNDLE,
    verificationMaterial: { publicKey: { hint: 'ours' }, tlogEntries: [] },
    dsseEnvelope: JSON.parse(line),
  });
  const root = { mediaType: '', tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] };
  const trust = toTrustMaterial(root, { ours: { rawBytes: derOf(pem), keyDetails: PKIX_ED25519 } });
  new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
}

const lines = (await issue()).trimEnd().split('\n');
const logLines = linesOf(await logOf([{ certificate: 'f'.repeat(32), status: 'issued', reason: 'conformant' }]));

describe('@sigstore/verify', () => {
  it.each(lines)('accepts a statement of a certificate', (line) => {
    expect(() => verifiedBySigstore(line, key.publicPem)).not.toThrow();
  });

  it.each(logLines)('accepts a line of the status log', (line) => {
    expect(() => verifiedBySigstore(line, programme.publicPem)).not.toThrow();
  });

  it.each<[string, (line: string) => string, string]>([
    ['under another key', (line) => line, generateKey().publicPem],
    [
      'with another payload',
      (line) => {
        const envelope = parseEnvelope(line)!;
        return envelopeText({ ...envelope, payload: Buffer.from('{}').toString('base64') });
      },
      key.publicPem,
    ],
    ['as another type', (line) => line.replace('application/vnd.in-toto+json', 'text/plain'), key.publicPem],
  ])('refuses it %s', (_, change, pem) => {
    expect(() => verifiedBySigstore(change(lines[0]!), pem)).toThrow();
  });
});

/** Keyless attestations made by sigstore's own mock of its services, in memory: nothing asks a network here. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog } from '@sigstore/mock';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromBase64, utf8 } from '../bytes.ts';
import { readCertificateFile } from '../certificate-file.ts';
import { pae } from '../dsse.ts';
import type { CertificateStatement } from '../predicate.ts';
import { issue, verifyInput } from '../testing/evidence.ts';
import { verifyCertificate } from '../verify.ts';
import { type AttestationInput, attestationAnswer, GITHUB_ACTIONS } from './attestation.ts';

const IDENTITY = 'https://github.com/example/accord/.github/workflows/issue-certificate.yml@refs/heads/main';
const ISSUER_OID = '1.3.6.1.4.1.57264.1.8';
const PAYLOAD = 'application/vnd.in-toto+json';
const REKOR = 'https://rekor.example';

const keys = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
const der = (key: KeyObject): Bytes => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
const base64 = (bytes: Uint8Array | ArrayBufferView): string =>
  Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength).toString('base64');
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Those who issue identities, who log them, and who log what was signed. */
async function services() {
  const [issuing, logging] = [keys(), keys()];
  const ctLog = await initializeCTLog(keys());
  const ca = await initializeCA(issuing, ctLog);
  const log = await initializeTLog(REKOR, logging);
  const logOf = (rawBytes: Uint8Array | ArrayBufferView, baseUrl: string) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: base64(rawBytes),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: '2020-01-01T00:00:00Z' },
    },
    logId: { keyId: base64(sha256(rawBytes as Uint8Array)) },
  });
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    certificateAuthorities: [
      {
        subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
        uri: 'https://fulcio.example',
        certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] },
        validFor: { start: '2020-01-01T00:00:00Z' },
      },
    ],
    tlogs: [logOf(log.publicKey, REKOR)],
    ctlogs: [logOf(ctLog.publicKey, 'https://ct.example')],
    timestampAuthorities: [],
  };
  return { ca, log, root };
}
const here = await services();

/** As the log answers; its own types come with a package that is not needed for anything else. */
interface Logged {
  readonly logIndex: number;
  readonly logID: string;
  readonly integratedTime: number;
  readonly body: string;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly rootHash: string;
      readonly treeSize: number;
      readonly checkpoint: string;
    };
  };
}

interface Attested {
  readonly name?: string;
  readonly issuer?: string;
  readonly of?: object;
}

const certificate = utf8(await issue());
/** What the programme signed, and what the action makes of its name, digest, type and predicate again. */
const signed = fromBase64(readCertificateFile(certificate).certificate.payload) ?? new Uint8Array();
const statement = JSON.parse(new TextDecoder().decode(signed)) as CertificateStatement;

/** A bundle as the attesting action leaves it: one statement, by a key that lives as long as its certificate. */
async function attested({ name = IDENTITY, issuer = GITHUB_ACTIONS, of = statement }: Attested = {}) {
  const key = keys();
  const leaf = await here.ca.issueCertificate({
    publicKey: der(key.publicKey),
    subjectAltName: name,
    extensions: [{ oid: ISSUER_OID, value: issuer }],
  });
  const payload = utf8(JSON.stringify(of));
  const signature = sign('sha256', pae(PAYLOAD, payload), key.privateKey).toString('base64');
  const pem = `-----BEGIN CERTIFICATE-----\n${base64(leaf)}\n-----END CERTIFICATE-----\n`;
  const [entry] = Object.values<Logged>(
    await here.log.log({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
        signatures: [{ signature, verifier: Buffer.from(pem).toString('base64') }],
      },
    }),
  );
  const { inclusionProof: proof, signedEntryTimestamp } = entry!.verification;
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: base64(leaf) },
      tlogEntries: [
        {
          logIndex: String(entry!.logIndex),
          logId: { keyId: Buffer.from(entry!.logID, 'hex').toString('base64') },
          kindVersion: { kind: 'dsse', version: '0.0.1' },
          integratedTime: String(entry!.integratedTime),
          inclusionPromise: { signedEntryTimestamp },
          inclusionProof: {
            logIndex: String(proof.logIndex),
            rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
            treeSize: String(proof.treeSize),
            hashes: [],
            checkpoint: { envelope: proof.checkpoint },
          },
          canonicalizedBody: entry!.body,
        },
      ],
    },
    dsseEnvelope: { payload: base64(payload), payloadType: PAYLOAD, signatures: [{ sig: signature }] },
  };
}

const OTHER = 'of another statement than this certificate';
const answer = (bundles: unknown, over: Partial<AttestationInput> = {}) =>
  attestationAnswer(signed, {
    bundles: utf8(typeof bundles === 'string' ? bundles : JSON.stringify(bundles)),
    trustedRoots: utf8(JSON.stringify(here.root)),
    identity: IDENTITY,
    ...over,
  });

describe('a keyless attestation', () => {
  it('holds where this identity attested this statement', async () => {
    expect(await answer(await attested())).toEqual([true, `keyless, of the same statement, by ${IDENTITY}`]);
  });

  it('may stand among others, one on each line, as may the root that it is trusted by', async () => {
    const lines = [await attested({ of: {} }), await attested()].map((each) => JSON.stringify(each));
    const roots = [(await services()).root, here.root].map((each) => JSON.stringify(each));
    const [holds] = await answer(lines.join('\n'), { trustedRoots: utf8(`${roots.join('\n')}\n`) });
    expect(holds).toBe(true);
  });

  it.each<[string, Attested, string]>([
    [
      'by another workflow',
      { name: IDENTITY.replace('issue-certificate', 'other') },
      'workflows/other.yml@refs/heads/main, and not by',
    ],
    [
      'by the same on another branch',
      { name: IDENTITY.replace('heads/main', 'heads/mine') },
      'refs/heads/mine, and not by',
    ],
    ['by one whose name begins in the same way', { name: `${IDENTITY}-2` }, 'refs/heads/main-2, and not by'],
    ['by one that a pattern would take for it', { name: IDENTITY.replaceAll('.', 'x') }, 'and not by'],
    [
      'that somebody else vouched for',
      { issuer: 'https://issuer.example' },
      `vouched for by https://issuer.example, and not by ${GITHUB_ACTIONS}`,
    ],
    ['of nothing', { of: {} }, OTHER],
    [
      'of the file alone',
      { of: { ...statement, subject: [{ name: 'certificate.intoto.jsonl', digest: { sha256: '0'.repeat(64) } }] } },
      OTHER,
    ],
    ['of another subject', { of: { ...statement, subject: [{ ...statement.subject[0], name: 'other' }] } }, OTHER],
    ['of another type', { of: { ...statement, predicateType: 'https://slsa.dev/provenance/v1' } }, OTHER],
    [
      'that says another verdict',
      { of: { ...statement, predicate: { ...statement.predicate, verdict: 'conformant-with-waivers' } } },
      OTHER,
    ],
    ['that says more', { of: { ...statement, predicate: { ...statement.predicate, more: true } } }, OTHER],
  ])('is refused %s', async (_, change, reason) => {
    const [holds, detail] = await answer(await attested(change));
    expect([holds, detail]).toEqual([false, expect.stringContaining(reason)]);
  });

  it('is refused where an identity is given as a pattern', async () => {
    const [holds, detail] = await answer(await attested(), { identity: 'https://github.com/.*' });
    expect([holds, detail]).toEqual([false, expect.stringContaining('and not by https://github.com/.*')]);
  });

  it('is refused where anything of it was changed, left out, or is trusted by another root', async () => {
    const bundle = await attested();
    const { dsseEnvelope: envelope, verificationMaterial: material } = bundle;
    const changed = { ...envelope, payload: Buffer.from('{}').toString('base64') };
    const other = (await services()).root;
    for (const answered of [
      answer({ ...bundle, dsseEnvelope: changed }),
      answer({ ...bundle, dsseEnvelope: { ...envelope, signatures: [{ sig: Buffer.from('x').toString('base64') }] } }),
      answer({ ...bundle, verificationMaterial: { ...material, tlogEntries: [] } }),
      answer({ ...bundle, verificationMaterial: { publicKey: { hint: 'mine' }, tlogEntries: material.tlogEntries } }),
      answer({ ...bundle, dsseEnvelope: { ...envelope, payloadType: 'text/plain' } }),
      answer(bundle, { trustedRoots: utf8(JSON.stringify(other)) }),
      answer(bundle, { trustedRoots: utf8('{}') }),
    ])
      expect(await answered).toEqual([false, expect.stringMatching(/^the attestation /)]);
    expect(await answer('no bundle')).toEqual([false, 'the attestation is not JSON']);
    expect(await answer('{}')).toEqual([false, 'the attestation is no sigstore bundle']);
  });

  it('is one line of a verification: said where it is absent, and refused where it does not hold', async () => {
    const text = new TextDecoder().decode(certificate);
    const step = async (over: object) => {
      const { result, steps } = await verifyCertificate(verifyInput(text, over));
      return [result, steps.find(({ step: name }) => name === 'attestation')];
    };
    expect(await step({})).toEqual(['verified', { step: 'attestation', ok: null, detail: 'no keyless attestation' }]);
    const bundle = await attested();
    const held = await step({ attestation: () => answer(bundle) });
    expect(held).toEqual([
      'verified',
      { step: 'attestation', ok: true, detail: `keyless, of the same statement, by ${IDENTITY}` },
    ]);
    const [result] = await step({ attestation: () => answer(bundle, { identity: 'another' }) });
    expect(result).toBe('refused');
  });
});

import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from './bytes.ts';
import { type Envelope, envelopeText } from './dsse.ts';
import { generateKey } from './keys.ts';
import { IN_TOTO_PAYLOAD } from './predicate.ts';
import { sign } from './sign.ts';
import {
  bundleBytes,
  conversation,
  evidenceOf,
  good,
  handshake,
  issue,
  key,
  NOW,
  smallJudge,
  toolList,
  verifyInput,
} from './testing/evidence.ts';
import { brokeAt, STEPS, type StepName, type Verification, type VerifyInput } from './verify/verification.ts';
import { verifyCertificate } from './verify.ts';

const certificate = await issue();
const check = (over: Partial<VerifyInput> = {}, text: string = certificate) =>
  verifyCertificate(verifyInput(text, over));
const stepOf = ({ steps }: Verification, name: StepName) => steps.find(({ step }) => step === name)!;
const failing = ({ steps }: Verification) => steps.filter(({ ok }) => ok === false).map(({ step }) => step);

describe('a good certificate', () => {
  it('is verified, one line for each step', async () => {
    const verification = await check();
    expect(verification.result).toBe('verified');
    expect(verification.steps.map(({ step }) => step)).toEqual(STEPS);
    expect(verification.steps.filter(({ ok }) => ok !== true)).toEqual([
      { step: 'submission', ok: null, detail: 'the certificate names none' },
      { step: 'status', ok: null, detail: 'the certificate names no status log' },
      { step: 'attestation', ok: null, detail: 'no keyless attestation' },
    ]);
    for (const { detail } of verification.steps) expect(detail).toMatch(/^[^\n]+$/);
    expect(stepOf(verification, 'signature').detail).toContain(key.keyid);
    expect(stepOf(verification, 're-judged').detail).toBe('the same report, byte for byte');
  });

  it('binds the submission that asked for it, where one did', async () => {
    const submission = utf8('subject: lighthouse\n');
    const text = await issue(good, { submissionBytes: submission });
    const bound = await check({ submission }, text);
    expect(bound.result).toBe('verified');
    expect(stepOf(bound, 'submission')).toMatchObject({ ok: true });
    const other = await check({ submission: utf8('subject: another\n') }, text);
    expect(failing(other)).toEqual(['submission']);
    // Whoever does not have it can verify all else.
    const without = await check({}, text);
    expect(without.result).toBe('verified');
    expect(stepOf(without, 'submission')).toMatchObject({ ok: null, detail: 'no submission was given' });
  });

  it('may be signed by several keys, of which one is known here', async () => {
    const both = await issue(good, { keys: [generateKey(), key] });
    expect((await check({}, both)).result).toBe('verified');
  });

  it('may share its file with other attestations, in any order, as in-toto says', async () => {
    const [one, other] = certificate.trimEnd().split('\n');
    const verification = await check({}, `${other}\n{"payload":"of somebody else"}\n${one}\n`);
    expect(verification.result).toBe('verified');
    expect(stepOf(verification, 'envelope').detail).toContain('1 other line was passed over');
  });

  it('stays verified with waivers, and where a run of it has no profile', async () => {
    const waived = evidenceOf(conversation(handshake(), toolList('twice', 'twice')), {
      waivers: [{ requirement: 'tools.name.unique', reason: 'mended soon' }],
    });
    const verification = await check(
      { report: waived.reportBytes, transcript: waived.transcriptBytes },
      await issue(waived),
    );
    expect(verification.result).toBe('verified');
    expect(verification.certificate?.verdict).toBe('conformant-with-waivers');
  });
});

describe('one byte changed', () => {
  const bytes = utf8(certificate);

  it.each([
    ['its lowest bit', 0x01],
    ['its case', 0x20],
    ['its highest bit', 0x80],
  ])('anywhere in the certificate, in %s, is refused', async (_, bit) => {
    const accepted: number[] = [];
    for (const index of bytes.keys()) {
      const changed = Uint8Array.from(bytes);
      changed[index]! ^= bit;
      const { result } = await verifyCertificate({ ...verifyInput(''), certificate: changed });
      if (result !== 'refused') accepted.push(index);
    }
    expect(accepted).toEqual([]);
    expect(bytes.length).toBeGreaterThan(3000);
  });

  it.each([
    ['report', 'report'],
    ['transcript', 'transcript'],
  ] as const)('in the %s is refused, and its step says so', async (member, step) => {
    const bytes = Uint8Array.from(verifyInput(certificate)[member]!);
    bytes[bytes.length >> 1]! ^= 1;
    const verification = await check({ [member]: bytes });
    expect(verification.result).toBe('refused');
    expect(failing(verification)).toEqual([step]);
    expect(stepOf(verification, 're-judged')).toMatchObject({ ok: null });
  });

  it('in the judge bundle is refused, and the bundle is not run', async () => {
    const open = () => Promise.reject(new Error('it was run'));
    const verification = await check({ bundles: { find: async () => utf8('another judge bundle'), open } });
    expect(failing(verification)).toEqual(['judge']);
    expect(stepOf(verification, 'judge').detail).not.toContain('it was run');
  });
});

describe('what cannot be checked', () => {
  it.each<[string, Partial<VerifyInput>, StepName[]]>([
    ['without the report', { report: undefined } as never, ['subject', 'report', 're-judged', 'statements']],
    [
      'without the transcript',
      { transcript: undefined } as never,
      ['subject', 'transcript', 're-judged', 'statements'],
    ],
    [
      'without the judge bundle',
      { bundles: { find: async () => undefined, open: async () => smallJudge } },
      ['subject', 'judge', 're-judged', 'statements'],
    ],
    [
      'where the judge bundle does not run',
      { bundles: { find: async () => bundleBytes, open: () => Promise.reject(new Error('no modules here')) } },
      ['subject', 'judge', 're-judged', 'statements'],
    ],
    [
      'where the bundle cannot be read',
      { bundles: { find: () => Promise.reject(new Error('EACCES')), open: async () => smallJudge } },
      ['subject', 'judge', 're-judged', 'statements'],
    ],
    [
      'with an artifact to compare, and only a surface certified',
      { artifact: `sha256:${'0'.repeat(64)}` },
      ['subject'],
    ],
  ])('is never ok: %s', async (_, over, open) => {
    const verification = await check(over);
    expect(verification.result).toBe('incomplete');
    expect(
      verification.steps
        .filter(({ ok, step }) => ok === null && step !== 'status' && step !== 'attestation' && step !== 'submission')
        .map(({ step }) => step),
    ).toEqual(open);
    // What is told first is the cause, and not a step that only waits for it.
    expect(brokeAt(verification)?.detail).not.toMatch(/^needs the/);
    expect(open).toContain(brokeAt(verification)?.step);
  });

  it('is told by the step that failed, where one failed', async () => {
    const verification = await check({ transcript: utf8('another') });
    expect(brokeAt(verification)).toBe(stepOf(verification, 'transcript'));
    expect(brokeAt(await check())).toBeUndefined();
  });

  it('is nothing of it before the signature holds', async () => {
    const verification = await check({ publicKeys: [{ pem: generateKey().publicPem, programme: true }] });
    expect(verification).toMatchObject({ result: 'refused' });
    expect(verification.certificate).toBeUndefined();
    expect(failing(verification)).toEqual(['signature']);
    expect(stepOf(verification, 'signature').detail).toBe('no signature is by a key that was given');
    expect(stepOf(verification, 'expiry')).toMatchObject({ ok: null });
  });
});

/** Statements that are signed and say something else than issuing would. */
const forged = (change: (text: string) => string): string =>
  certificate
    .trimEnd()
    .split('\n')
    .map((line) => change(fromUtf8(Buffer.from(JSON.parse(line).payload, 'base64'))))
    .map((text) => `${envelopeText(sign(utf8(text), IN_TOTO_PAYLOAD, [key]))}\n`)
    .join('');

describe('a certificate is refused', () => {
  it('after its last day, and before it was issued', async () => {
    expect((await check({ now: new Date('2027-09-02T23:59:59Z') })).result).toBe('verified');
    const expired = await check({ now: new Date('2027-09-03T00:00:00Z') });
    expect(failing(expired)).toEqual(['expiry']);
    expect(stepOf(expired, 'expiry').detail).toBe('it expired on 2027-09-02');
    expect(failing(await check({ now: new Date('2026-09-01T00:00:00Z') }))).toEqual(['expiry']);
  });

  it('where the judge comes to another report', async () => {
    const stricter = {
      ...smallJudge,
      judge: (text: string, asked: Parameters<typeof smallJudge.judge>[1]) =>
        smallJudge.judge(text, asked).replace('"musts": 1', '"musts": 0'),
    };
    const verification = await check({ bundles: { find: async () => bundleBytes, open: async () => stricter } });
    expect(failing(verification)).toEqual(['re-judged']);
  });

  it.each([
    ['another count', (text: string) => text.replace('"musts":1', '"musts":9'), ['statements']],
    ['another test', (text: string) => text.replace('tools.name.unique', 'tools.name.other'), ['statements']],
    ['another id', (text: string) => text.replace(/"certificate":"[0-9a-f]{4}/, '"certificate":"0000'), ['statements']],
    [
      'another subject',
      (text: string) => text.replace(/"digest":\{"sha256":"[0-9a-f]{8}/, '"digest":{"sha256":"00000000'),
      ['subject', 'statements'],
    ],
    ['no notice', (text: string) => text.replace('it is not a certificate of that project', 'it is'), ['envelope']],
    ['no JSON', (text: string) => text.replace('"assurance"', '"assurance" is'), ['envelope']],
  ])('where its signer made it say %s', async (_, change, steps) => {
    expect(failing(await check({}, forged(change)))).toEqual(steps);
  });

  it('where the two statements are signed by different keys', async () => {
    const other = generateKey();
    const [mine] = certificate.split('\n');
    const [, theirs] = (await issue(good, { keys: [other] })).split('\n');
    const publicKeys = [key, other].map(({ publicPem: pem }) => ({ pem, programme: true }));
    const verification = await check({ publicKeys }, `${mine}\n${theirs}\n`);
    expect(stepOf(verification, 'signature')).toMatchObject({
      ok: false,
      detail: 'the two statements are signed by different keys',
    });
  });

  it.each([
    ['is empty', '', 'this file is no certificate, or it was damaged'],
    ['is something else', 'hello', 'this file is no certificate, or it was damaged'],
    ['lacks a statement', `${certificate.split('\n')[0]}\n`, 'holds no conformance certificate statement'],
    ['holds a statement twice', certificate + certificate, 'more than one test result statement'],
  ])('where its file %s', async (_, text, message) => {
    const verification = await check({}, text);
    expect(verification.result).toBe('refused');
    expect(stepOf(verification, 'envelope').detail).toContain(message);
  });

  it('where it does not say DEMONSTRATION and the key is not the programme’s', async () => {
    const verification = await check({ publicKeys: [{ pem: key.publicPem, programme: false }] });
    expect(failing(verification)).toEqual(['demonstration']);
  });

  it('where the artifact in hand is another', async () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const pinned = evidenceOf(conversation(handshake(), toolList('lamp')), { digest });
    const given = { report: pinned.reportBytes, transcript: pinned.transcriptBytes };
    const text = await issue(pinned);
    expect((await check(given, text)).result).toBe('verified');
    expect((await check({ ...given, artifact: digest }, text)).result).toBe('verified');
    expect(failing(await check({ ...given, artifact: `sha256:${'cd'.repeat(32)}` }, text))).toEqual(['subject']);
  });
});

describe('what is passed off as a certificate is refused in one line:', () => {
  const line = (index: number) => JSON.parse(certificate.split('\n')[index]!) as Envelope;
  const written = (...envelopes: readonly Envelope[]) => envelopes.map((each) => `${envelopeText(each)}\n`).join('');
  const other = evidenceOf(conversation(handshake({ serverInfo: { name: 'other', version: '1' } }), toolList('lamp')));
  const typed = (predicateType: string) =>
    sign(utf8(JSON.stringify({ predicateType, predicate: {} })), IN_TOTO_PAYLOAD, [key]);

  it.each<[string, Partial<VerifyInput>, string, StepName, string]>([
    [
      'the transcript of another product',
      { transcript: other.transcriptBytes },
      certificate,
      'transcript',
      'was certified',
    ],
    ['the report of another product', { report: other.reportBytes }, certificate, 'report', 'was certified'],
    [
      'report and transcript of another product',
      { report: other.reportBytes, transcript: other.transcriptBytes },
      certificate,
      'report',
      'was certified',
    ],
    [
      'no signature',
      {},
      written({ ...line(0), signatures: [] }, { ...line(1), signatures: [] }),
      'signature',
      'there is no signature',
    ],
    [
      'a statement of another type',
      {},
      written(line(0), typed('https://slsa.dev/provenance/v1')),
      'envelope',
      'this file holds no conformance certificate statement, or it was damaged',
    ],
    [
      'a payload of another type, signed by the same key',
      {},
      written(line(0), sign(Buffer.from(line(1).payload, 'base64'), 'text/plain', [key])),
      'signature',
      'the payload is of another type than application/vnd.in-toto+json',
    ],
    [
      'the signature of the other statement',
      {},
      written({ ...line(0), signatures: line(1).signatures }, { ...line(1), signatures: line(0).signatures }),
      'signature',
      `the signature by ${key.keyid} does not hold`,
    ],
  ])('%s', async (_, over, text, step, message) => {
    const verification = await check(over, text);
    expect(verification.result).toBe('refused');
    expect(failing(verification)).toContain(step);
    expect(stepOf(verification, step).detail).toContain(message);
    expect(stepOf(verification, step).detail).toMatch(/^[^\n]+$/);
  });
});

describe('a demonstration', () => {
  it('is verified, and never told as more than it is', async () => {
    const text = await issue(good, { demonstration: true });
    const verification = await check({ publicKeys: [{ pem: key.publicPem, programme: false }] }, text);
    expect(verification).toMatchObject({ result: 'verified', demonstration: true });
    expect(stepOf(verification, 'demonstration')).toMatchObject({
      ok: null,
      detail: expect.stringContaining('DEMONSTRATION'),
    });
  });
});

it('a hostile name reaches nobody’s terminal as it is', async () => {
  const hostile = evidenceOf(
    conversation(handshake({ serverInfo: { name: '\u001b[2J\u202eevil', version: '1' } }), toolList('lamp')),
  );
  const verification = await check(
    { report: hostile.reportBytes, transcript: hostile.transcriptBytes, now: NOW },
    await issue(hostile),
  );
  expect(verification.result).toBe('verified');
  expect(JSON.stringify(verification.steps)).not.toMatch(/\u202e|\\u001b/);
});

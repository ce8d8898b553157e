import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromUtf8, utf8 } from './bytes.ts';
import { predicateProblem } from './check-predicate.ts';
import { parseEnvelope } from './dsse.ts';
import { CONFORMANCE_CERTIFICATE, type ConformanceCertificate, type TestResult } from './predicate.ts';
import {
  conversation,
  type Evidence,
  evidenceOf,
  good,
  handshake,
  issue,
  NOW,
  suiteDigest,
  toolList,
} from './testing/evidence.ts';

interface Read {
  readonly subject: readonly { readonly name: string; readonly digest: Record<string, string> }[];
  readonly predicateType: string;
  readonly predicate: ConformanceCertificate;
}

const statementsIn = (certificate: string): readonly Read[] =>
  certificate
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(fromUtf8(fromBase64(parseEnvelope(line)!.payload)!)));
const certificateIn = (text: string): Read =>
  statementsIn(text).find((each) => each.predicateType === CONFORMANCE_CERTIFICATE)!;
const testResultIn = (text: string): TestResult => statementsIn(text)[0]!.predicate as unknown as TestResult;

const twice = conversation(handshake(), toolList('twice', 'twice'));
const waiver = { requirement: 'tools.name.unique', reason: 'mended in 1.5', until: '2026-10-01' };
const waived = evidenceOf(twice, { waivers: [waiver] });

describe('a certificate', () => {
  it('says what was certified, by which judge, and until when', async () => {
    const { subject, predicate } = certificateIn(await issue());
    expect(predicate).toMatchObject({
      demonstration: false,
      verdict: 'conformant',
      subject: { name: 'lighthouse', version: '1.4.2', role: 'server' },
      subjectDigestOf: 'surface',
      assurance: 're-judged',
      runs: [
        { revision: '2025-11-25', transport: 'stdio', profile: 'server-core', observed: { musts: 1, applicable: 1 } },
      ],
      alsoJudged: [],
      waivers: [],
      suite: { version: '0.1.0', digest: suiteDigest },
      issuedAt: '2026-09-02T10:00:00Z',
      validUntil: '2027-09-02T23:59:59Z',
    });
    expect(predicate.notice).toContain('independent of the Model Context Protocol project');
    expect(predicate.certificate).toBe(predicate.report.sha256.slice(0, 32));
    expect(subject).toEqual([{ name: 'lighthouse', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }]);
  });

  it('is the same text for the same report, key and moment', async () => {
    expect(await issue()).toBe(await issue());
  });

  it('carries a test result that generic in-toto tools read, which says whether it is a demonstration', async () => {
    const { configuration, ...result } = testResultIn(await issue(good, { demonstration: true }));
    expect(result).toEqual({
      result: 'PASSED',
      passedTests: ['2025-11-25/tools.name.unique'],
      warnedTests: [],
      failedTests: [],
    });
    expect(configuration.map(({ name }) => name)).toEqual(['certificate', 'suite', 'report', 'transcript']);
    expect(configuration[0]?.annotations).toMatchObject({ demonstration: true });
  });

  it('names a pinned artifact where its digest is known', async () => {
    const digest = `sha512:${'ab'.repeat(64)}`;
    const { subject, predicate } = certificateIn(
      await issue(evidenceOf(conversation(handshake(), toolList('lamp')), { digest })),
    );
    expect(subject[0]?.digest).toEqual({ sha512: 'ab'.repeat(64) });
    expect(predicate.subjectDigestOf).toBe('artifact');
  });

  it('of a service that nobody pinned lasts 90 days from when it was observed, and is not signed after them', async () => {
    const recorded = conversation(handshake(), toolList('lamp'));
    const { subject } = recorded.header;
    const observed = (digest?: string) =>
      evidenceOf(
        { ...recorded, header: { ...recorded.header, subject: { ...subject, url: 'https://mcp.example/' } } },
        digest === undefined ? {} : { digest },
      );
    const validUntil = async (evidence: Evidence, over = {}) =>
      certificateIn(await issue(evidence, over)).predicate.validUntil;
    // It began on 2026-09-01.
    expect(await validUntil(observed())).toBe('2026-11-30T23:59:59Z');
    expect(await validUntil(observed(), { now: new Date('2026-11-30T10:00:00Z') })).toBe('2026-11-30T23:59:59Z');
    expect(await validUntil(observed(), { days: 7 })).toBe('2026-09-09T23:59:59Z');
    await expect(issue(observed(), { now: new Date('2026-12-01T00:00:00Z') })).rejects.toThrow(
      'the service was observed on 2026-09-01, more than 90 days ago; certify it again',
    );
    expect(await validUntil(observed(`sha256:${'ab'.repeat(32)}`))).toBe('2027-09-02T23:59:59Z');
  });

  it('of a demonstration says so in its id too, and lasts 30 days', async () => {
    const { predicate } = certificateIn(await issue(good, { demonstration: true }));
    expect(predicate).toMatchObject({ demonstration: true, validUntil: '2026-10-02T23:59:59Z' });
    expect(predicate.certificate).toMatch(/^demo-/);
  });

  it('lists the waivers it rests on, ends with the first of them, and still counts the failure as one', async () => {
    const certificate = await issue(waived);
    expect(certificateIn(certificate).predicate).toMatchObject({
      verdict: 'conformant-with-waivers',
      waivers: [{ revision: '2025-11-25', ...waiver }],
      validUntil: '2026-10-01T23:59:59Z',
    });
    expect(testResultIn(certificate)).toMatchObject({
      result: 'FAILED',
      failedTests: ['2025-11-25/tools.name.unique'],
    });
  });

  it('keeps to its published schema, as two validators read it', async () => {
    const schema = JSON.parse(readFileSync(new URL('./certificate.schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    for (const certificate of [await issue(), await issue(waived, { statusUrl: 'https://example.org/status.json' })]) {
      const { predicate } = certificateIn(certificate);
      expect(validate(predicate), JSON.stringify(validate.errors)).toBe(true);
      expect(predicateProblem(predicate)).toBeUndefined();
      const { notice: _, ...unsaid } = predicate;
      expect(validate(unsaid)).toBe(false);
      expect(predicateProblem(unsaid)).toContain('notice');
    }
  });
});

const edited = (from: string, to: string): Uint8Array<ArrayBuffer> =>
  utf8(fromUtf8(good.reportBytes).replace(from, to));

describe('nothing is issued', () => {
  it.each<[string, () => Promise<string>, string]>([
    [
      'for a subject that is not conformant',
      () => issue(evidenceOf(twice)),
      'only a conformant run can be certified, and 2025-11-25 over stdio is not-conformant',
    ],
    [
      'without a verdict',
      () => issue(evidenceOf(conversation(handshake()))),
      'is no-verdict (tools.name.unique belongs to the core',
    ],
    [
      'for a revision without a profile',
      () => issue(evidenceOf(conversation(handshake({ protocolVersion: '2025-06-18' })))),
      'no run of this report has a profile',
    ],
    [
      'for a subject without a name',
      () => issue(evidenceOf(conversation(handshake({ serverInfo: {} }), toolList('lamp')))),
      'the subject never named itself',
    ],
    [
      'for a report that the judge does not come to',
      () => issue({ ...good, reportBytes: edited('"musts": 1', '"musts": 2') }),
      'the judge comes to another report than this one, first at its line',
    ],
    [
      'for a report of another transcript',
      () => issue({ ...good, transcriptBytes: waived.transcriptBytes }),
      'the judge comes to another report',
    ],
    ['for a file that is no report', () => issue({ ...good, reportBytes: utf8('{}') }), 'the report cannot be read'],
    [
      'for a transcript that cannot be read',
      () => issue({ ...good, transcriptBytes: utf8('rubbish') }),
      'the transcript cannot be judged',
    ],
    [
      'for a date that is none',
      () => issue(evidenceOf(conversation(handshake(), toolList('lamp')), { date: 'never' })),
      '#/date',
    ],
    [
      'on a waiver that has ended',
      () => issue(waived, { now: new Date('2026-10-02T00:00:00Z') }),
      'a waiver of this report ended on 2026-10-01',
    ],
    [
      'for an artifact without a proper digest',
      () => issue(evidenceOf(conversation(handshake(), toolList('lamp')), { digest: 'sha256:abc' })),
      'the digest of the artifact must read',
    ],
    ['for longer than a year', () => issue(good, { days: 366 }), 'valid for 1 to 365 days'],
    ['without a key', () => issue(good, { keys: [] }), 'there is no key to sign with'],
  ])('%s', async (_, attempt, message) => {
    await expect(attempt()).rejects.toThrow(message);
    await expect(attempt()).rejects.toThrow(/^[^\n]+$/);
  });

  it('by a judge that is not the one the report names', async () => {
    const other = {
      bundle: { digest: `sha256:${'0'.repeat(64)}`, judge: (await import('./testing/evidence.ts')).smallJudge },
    };
    await expect(issue(good, { ...other, now: NOW })).rejects.toThrow('the report was made by another judge bundle');
  });
});

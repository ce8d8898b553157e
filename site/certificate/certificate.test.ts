import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleShelf } from '../../certifier/certificate/bundle/load.ts';
import { SERVER_INFO } from '../../certifier/reference/identity.ts';
import { writeSampleResults } from '../testing/sample-results.ts';
import type { Answer, Progress, Question } from './protocol.ts';
import { verified } from './verifying.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-certificate-'));
  await writeSampleResults(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verifying(
  name: string,
  without: readonly string[] = [],
  more: Partial<Question> = {},
): Promise<{ answer: Answer; told: Progress[] }> {
  const told: Progress[] = [];
  const fetch = async (file: string) => {
    if (without.includes(file)) return undefined;
    return new Uint8Array(readFileSync(join(folder, name, file)));
  };
  const answer = await verified(
    {
      certificate: 'certificate.intoto.jsonl',
      report: 'report.json',
      transcript: 'transcript.jsonl',
      bundle: '*',
      demonstrationKey: 'demonstration.pub',
      now: Date.now(),
      ...more,
    },
    { fetch, bundles: bundleShelf() },
    (progress) => told.push(progress),
  );
  return { answer, told };
}

describe('a certificate, as its page verifies it', () => {
  it('is verified whole, and every step is told as soon as it is known', async () => {
    const { answer, told } = await verifying('reference');
    expect(answer).toMatchObject({ result: 'verified', demonstration: true });
    const known = told.map(({ steps }) => steps.map(({ step }) => step));
    expect(known[0]).toEqual([]);
    expect(known[1]).toEqual(expect.arrayContaining(['envelope', 'signature', 'expiry']));
    expect(known[1]).not.toContain('report');
    expect(known[2]).toEqual(expect.arrayContaining(['report', 'transcript']));
    expect(known[2]).not.toContain('re-judged');
    expect(answer.steps.find(({ step }) => step === 're-judged')?.ok).toBe(true);
  });

  it.each([
    ['forged', 'signature'],
    ['swapped', 'transcript'],
    ['spoilt', 'envelope'],
  ])('is refused where it is %s, at its step', async (name, step) => {
    const { answer } = await verifying(
      name,
      ['demonstration.pub'].filter(() => name === 'spoilt'),
    );
    expect(answer.result).toBe('refused');
    expect(answer.steps.find(({ ok }) => ok === false)?.step).toBe(step);
  });

  it('is never verified where a file of its evidence is missing', async () => {
    const { answer } = await verifying('reference', ['transcript.jsonl']);
    expect(answer.result).toBe('incomplete');
  });

  it('is refused without the key that signed it', async () => {
    const { answer } = await verifying('reference', ['demonstration.pub']);
    expect(answer.result).toBe('refused');
    expect(answer.steps.find(({ ok }) => ok === false)?.step).toBe('signature');
  });

  it('is refused on the page of another product, and where nothing says what the page is of', async () => {
    const reference = { name: SERVER_INFO.name, transport: 'stdio' } as const;
    const refusal = async (place: Question['place']) => {
      const { answer } = await verifying('reference', [], place === undefined ? {} : { place });
      return [answer.result, answer.steps.find(({ step }) => step === 'submission')?.detail];
    };
    expect(await refusal({ ...reference, name: 'clock', version: '2.0.0' })).toEqual([
      'refused',
      `the certificate is of ${SERVER_INFO.name} ${SERVER_INFO.version}, and this is the place of clock 2.0.0`,
    ]);
    expect(await refusal({ ...reference, transport: 'streamable-http' })).toEqual([
      'refused',
      'the certificate is of a run over stdio, and this is the place of one over streamable-http',
    ]);
    expect(await refusal({ ...reference, digest: 'sha256:0' })).toEqual([
      'refused',
      'the certificate is of an observed service, and this is the place of sha256:0',
    ]);
    expect(await refusal({ problem: 'its makers did not ask for a certificate' })).toEqual([
      'refused',
      'its makers did not ask for a certificate',
    ]);
    expect(await refusal(reference)).toEqual(['refused', 'the certificate names none, so it belongs to no place']);
    expect(await refusal(undefined)).toEqual(['verified', 'the certificate names none']);
  });

  it('that cannot be loaded is no certificate', async () => {
    await expect(verifying('reference', ['certificate.intoto.jsonl'])).rejects.toThrow(/could not be loaded/);
  });
});

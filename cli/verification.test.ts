import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { digestOf, openBundle } from '../certifier/certificate/bundle/load.ts';
import { sha256, utf8 } from '../certifier/certificate/bytes.ts';
import { issueCertificate } from '../certifier/certificate/issue.ts';
import { generateKey, writeKeyPair } from '../certifier/certificate/keys.ts';
import { hostileTranscriptText, report } from '../certifier/report/hostile.fixture.ts';
import { jsonText } from '../certifier/report/json.ts';
import { refusal } from './refusal.fixture.ts';
import { accord, temporaryFolder } from './testing.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const inFolder = (name: string): string => join(folder.path, name);

/** A judge that knows one report: what is tested here is the command, not the judge. */
async function certified(name: string): Promise<{ path: string; key: string; bundle: string }> {
  const path = inFolder(name);
  mkdirSync(path);
  const [transcript, bundle, key] = [join(path, 'transcript.jsonl'), join(path, 'judge.js'), join(path, 'key')];
  const [run] = report.runs;
  const told = {
    ...report,
    verdict: 'conformant',
    subject: { name: 'lighthouse', version: '1.4.2', role: 'server', command: ['lighthouse'] },
    suite: { version: '0.1.0', digest: '@digest' },
    runs: [{ ...run, verdict: 'conformant', results: run?.results.filter(({ outcome }) => outcome === 'pass') }],
    transcript: { file: 'transcript.jsonl', sha256: '@transcript' },
  };
  writeFileSync(transcript, hostileTranscriptText);
  writeFileSync(
    bundle,
    `export const suiteVersion = '0.1.0';
     export const surface = () => 'surface';
     export const judge = (_, { suiteDigest, transcript }) =>
       ${JSON.stringify(jsonText(told))}.replace('@digest', suiteDigest).replace('@transcript', transcript.sha256);`,
  );
  const bytes = Uint8Array.from(readFileSync(bundle));
  const transcriptBytes = utf8(hostileTranscriptText);
  const judge = await openBundle(bytes);
  const evidence = { file: 'transcript.jsonl', sha256: await sha256(transcriptBytes) };
  const text = judge.judge(hostileTranscriptText, { suiteDigest: digestOf(bytes), transcript: evidence });
  writeFileSync(join(path, 'report.json'), text);
  const signing = generateKey();
  writeKeyPair(signing, key);
  const certificate = await issueCertificate({
    reportBytes: utf8(text),
    transcriptBytes,
    bundle: { digest: digestOf(bytes), judge },
    keys: [signing],
    demonstration: true,
    now: new Date(),
  });
  writeFileSync(join(path, 'certificate.intoto.jsonl'), certificate);
  return { path, key: `${key}.pub`, bundle };
}

describe.concurrent('accord verify and accord badge', () => {
  it('verify a certificate, judge its transcript again, and say each step in a line', async () => {
    const { path, key, bundle } = await certified('good');
    const [verified, badge] = await Promise.all([
      accord(['verify', path, '--key', key, '--bundle', bundle]),
      accord(['badge', path, '--key', key, '--bundle', bundle]),
    ]);
    expect(verified.stdout).toMatch(/^yes\s+signature\s+Ed25519/m);
    expect(verified.stdout).toMatch(/^yes\s+re-judged\s+the same report, byte for byte/m);
    expect(verified.stdout).toMatch(/^verified: lighthouse 1\.4\.2 \(DEMONSTRATION\)$/m);
    expect(verified.status).toBe(0);
    expect(badge.status).toBe(0);
    expect(badge.stdout).toMatch(/^<svg[\s\S]*lighthouse 1\.4\.2[\s\S]*DEMONSTRATION/);
  });

  it('refuse a certificate of which one byte was changed', async () => {
    const { path, key, bundle } = await certified('changed');
    const file = join(path, 'certificate.intoto.jsonl');
    const text = readFileSync(file, 'utf8');
    const place = text.lastIndexOf('"payload":"') + 400;
    writeFileSync(file, text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1));
    const [verified, badge] = await Promise.all([
      accord(['verify', path, '--key', key, '--bundle', bundle]),
      accord(['badge', path, '--key', key, '--bundle', bundle, '--out', join(path, 'badge.svg')]),
    ]);
    expect(verified.stdout).toMatch(/^refused/m);
    expect(verified.status).toBe(1);
    expect(badge.status).toBe(1);
    expect(badge.stdout).toBe('');
    expect(existsSync(join(path, 'badge.svg'))).toBe(false);
  });

  it('refuse a certificate under a key that did not sign it', async () => {
    const { path, bundle } = await certified('foreign');
    await accord(['keygen', join(path, 'other')]);
    const { status, stdout } = await accord([
      'verify',
      path,
      '--key',
      join(path, 'other.pub'),
      '--bundle',
      bundle,
      '--format',
      'json',
    ]);
    expect(status).toBe(1);
    const { steps } = JSON.parse(stdout);
    expect(steps.find(({ step }: { step: string }) => step === 'signature').ok).toBe(false);
  });

  it('leave open what they cannot look at, with status 3', async () => {
    const { path, key } = await certified('alone');
    const { status, stdout } = await accord(['verify', path, '--key', key]);
    expect(stdout).toMatch(/^open\s+judge[\s\S]*is not at hand; pass it explicitly/m);
    expect(stdout).toMatch(/^not verified/m);
    expect(status).toBe(3);
  });

  it('say what is wrong with a key, a folder or a file', async () => {
    const { path, key } = await certified('misused');
    const [privateKey, nothing, empty] = await Promise.all([
      accord(['verify', path, '--key', key.replace(/\.pub$/, '')]),
      accord(['verify', inFolder('nowhere'), '--key', key]),
      accord(['issue', folder.path, '--key', key.replace(/\.pub$/, '')]),
    ]);
    expect(refusal(privateKey)).toMatch(/private key; give the public one/);
    expect(refusal(nothing)).toMatch(/cannot read the certificate .*there is no such file/);
    expect(refusal(empty)).toMatch(/cannot read the report .*there is no such file/);
  });

  it('say of a file that is no certificate just that, whether there is a key or not', async () => {
    const file = inFolder('no-certificate.json');
    writeFileSync(file, '{}');
    const { status, stdout, stderr } = await accord(['verify', file]);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('refused; envelope: this file is no certificate, or it was damaged');
  });

  it('never replace a key', async () => {
    const file = inFolder('key-once');
    expect((await accord(['keygen', file])).status).toBe(0);
    expect(refusal(await accord(['keygen', file]))).toMatch(/it exists already; choose another name/);
  });
});

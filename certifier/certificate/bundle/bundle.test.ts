import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { readTranscript } from '../../evidence/read.ts';
import { judge } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import { json } from '../../report/json.ts';
import type { Report } from '../../report/report.ts';
import { SUITE_VERSION } from '../../suite.ts';
import { fromUtf8, utf8 } from '../bytes.ts';
import { surfaceOf } from '../surface.ts';
import { conversation, good, handshake, issue, key, NOW, smallJudge, textOf, toolList } from '../testing/evidence.ts';
import { buildBundle, buildNeutral } from './build.ts';
import { BUNDLE_FILE, bundleShelf, digestOf, openBundle, ownBundle } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'accord-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const own = await ownBundle();
const source = fromUtf8(own.bytes);
const transcript = textOf(conversation(handshake(), toolList('lamp')));
const asked = { transcript: { file: 'transcript.jsonl', sha256: '0'.repeat(64) } };

/**
 * Runs a module in a Node that generates no code, like a browser under a policy without eval, and has lost what only Node has.
 * The script comes on stdin, because a bundle is too long for an argument.
 */
const run = (script: string, given: unknown) => {
  const lines = [
    `const given = ${JSON.stringify(given)};`,
    'const { log } = console;',
    "for (const name of ['process', 'Buffer', 'global', 'setImmediate']) delete globalThis[name];",
    script,
  ];
  const args = ['--disallow-code-generation-from-strings', '--input-type=module', '-'];
  return spawnSync(process.execPath, args, { input: lines.join('\n'), encoding: 'utf8' });
};
const dataUrl = (bytes: Uint8Array): string => `data:text/javascript;base64,${Buffer.from(bytes).toString('base64')}`;

describe('the judge bundle', () => {
  it('is the same bytes each time it is built', async () => {
    expect(digestOf(await buildBundle())).toBe(own.digest);
  });

  it('names no place of the machine that built it', () => {
    expect(source).not.toContain(fileURLToPath(new URL('../../../', import.meta.url)));
    expect(source).not.toContain('node_modules');
  });

  it('stands alone: it imports nothing', async () => {
    const { metafile } = await build({
      stdin: { contents: source },
      bundle: true,
      external: ['*'],
      format: 'esm',
      write: false,
      metafile: true,
    });
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  });

  it('judges as the source does, under its own digest', async () => {
    const opened = await openBundle(own.bytes);
    const suite = { version: SUITE_VERSION, digest: own.digest };
    const text = opened.judge(transcript, { suiteDigest: own.digest, ...asked });
    expect(text).toBe(json(judge(readTranscript(transcript), { ...ruler, suite }, asked)));
    expect((JSON.parse(text) as Report).suite).toEqual(suite);
    expect(opened.suiteVersion).toBe(SUITE_VERSION);
    expect(opened.surface(transcript)).toBe(surfaceOf(readTranscript(transcript)));
  });

  it('throws where the text is no transcript', async () => {
    const opened = await openBundle(own.bytes);
    expect(() => opened.judge('rubbish', { suiteDigest: own.digest, ...asked })).toThrow();
    expect(() => opened.surface('rubbish')).toThrow();
  });

  it('generates no code, and needs nothing that only Node has', () => {
    const script = `
      const { judge, surface } = await import('${dataUrl(own.bytes)}');
      log(JSON.stringify([judge(given.text, given.options), surface(given.text)]));`;
    const options = { suiteDigest: own.digest, ...asked };
    const { stdout, stderr } = run(script, { text: transcript, options });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)[1]).toBe(surfaceOf(readTranscript(transcript)));
  });
});

describe('the package', () => {
  it('holds the bundle as a file beside the command, and reads that', async () => {
    const load = fileURLToPath(new URL('./load.ts', import.meta.url));
    const outfile = join(folder, 'accord.mjs');
    await build({ entryPoints: [load], bundle: true, platform: 'node', format: 'esm', external: ['esbuild'], outfile });
    writeFileSync(join(folder, BUNDLE_FILE), 'export const suiteVersion = "packed";');
    const packed: typeof import('./load.ts') = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
    expect(fromUtf8(await packed.bundleBytes())).toContain('packed');
  });
});

describe('the shelf', () => {
  it('holds the bundle of this suite and those given explicitly, and no other', async () => {
    const given = utf8('export const suiteVersion = "0.0.1";');
    const shelf = bundleShelf([given]);
    expect(await shelf.find(own.digest)).toBe(own.bytes);
    expect(await shelf.find(digestOf(given))).toBe(given);
    expect(await shelf.find(`sha256:${'0'.repeat(64)}`)).toBeUndefined();
    expect((await shelf.open(given)).suiteVersion).toBe('0.0.1');
  });
});

describe('a bundle that reaches outside of itself', () => {
  it.each(['node:fs', './load.ts', 'data:text/javascript,'])('is not run: it imports %s', async (path) => {
    const bundle = utf8(`import * as outside from '${path}'; export const suiteVersion = String(outside);`);
    await expect(openBundle(bundle)).rejects.toThrow('a judge bundle stands alone');
  });
});

describe('a neutral build', () => {
  it.each(['node:fs', 'fs', 'https://example.org/a.js'])('refuses an import of %s', async (path) => {
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, `import * as outside from '${path}'; export const a = outside;`);
    await expect(buildNeutral(entry)).rejects.toThrow(path);
  });

  it('of the verifier verifies where there is WebCrypto and no Node', async () => {
    const verifier = await buildNeutral(fileURLToPath(new URL('../verify.ts', import.meta.url)));
    expect(fromUtf8(verifier)).not.toContain('node:');
    const [transcriptText, report] = [fromUtf8(good.transcriptBytes), fromUtf8(good.reportBytes)];
    const input = {
      certificate: await issue(),
      report,
      transcript: transcriptText,
      surface: smallJudge.surface(transcriptText),
      bundle: 'a judge bundle',
      pem: key.publicPem,
      now: NOW,
    };
    const script = `
      const { verifyCertificate } = await import('${dataUrl(verifier)}');
      const bytes = (text) => new TextEncoder().encode(text);
      const judge = { suiteVersion: '', judge: () => given.report, surface: () => given.surface };
      log(JSON.stringify(await verifyCertificate({
        certificate: bytes(given.certificate), report: bytes(given.report), transcript: bytes(given.transcript),
        bundles: { find: async () => bytes(given.bundle), open: async () => judge },
        publicKeys: [{ pem: given.pem, programme: true }], now: new Date(given.now),
      })));`;
    const { stdout, stderr } = run(script, input);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ result: 'verified' });
  });
});

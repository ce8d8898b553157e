/** The tarball of `npm pack`, installed in an empty folder, is the command that the README promises. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './root.ts';

let folder = '';
const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const accord = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(folder, 'node_modules/mcp-accord/dist/accord.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

beforeAll(() => {
  const place = mkdtempSync(join(tmpdir(), 'accord-package-'));
  npm(['pack', '--silent', '--pack-destination', place], ROOT);
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz')) as string;
  folder = join(place, 'empty');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  npm(['install', '--no-audit', '--no-fund', join(place, tarball)], folder);
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

test('it installs run-time dependencies only, and no site', () => {
  const installed = readdirSync(join(folder, 'node_modules'));
  for (const name of ['astro', 'vitest', 'zod', 'octokit', 'typescript']) expect(installed).not.toContain(name);
  expect(readdirSync(join(folder, 'node_modules/mcp-accord/dist'))).not.toContain('site');
});

test('it says its version, which is the package’s', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(accord('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
});

test('it keeps what was compiled of it beside itself, and does without where that cannot be written', () => {
  const kept = join(folder, 'node_modules/mcp-accord/dist/.cache');
  expect(accord('list', 'profiles').status).toBe(0);
  expect(readdirSync(kept)).toHaveLength(1);
  rmSync(kept, { recursive: true });
  writeFileSync(kept, 'no folder can be made here');
  expect(accord('--version')).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(kept, 'utf8')).toBe('no folder can be made here');
  rmSync(kept);
});

test('it certifies the reference server that it carries, issues a demonstration certificate and verifies it', () => {
  const reference = join(folder, 'node_modules/mcp-accord/dist/reference/main.js');
  const run = accord('certify', '--out', 'run', '--', process.execPath, reference, '--stdio');
  expect(run.stderr).not.toContain('accord:');
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('≡ conformant');
  expect(accord('keygen', 'demo.key').status).toBe(0);
  expect(accord('issue', '--key', 'demo.key', 'run').status).toBe(0);
  const verified = accord('verify', 'run', '--key', 'demo.key.pub');
  expect(verified.stdout).toContain('DEMONSTRATION');
  expect(verified.status).toBe(0);
});

test('it judges the transcript again to the same bytes', () => {
  const again = accord('judge', '--format', 'json', 'run/transcript.jsonl');
  expect(again.stdout).toBe(readFileSync(join(folder, 'run/report.json'), 'utf8'));
});

test('it judges what is stored again on several threads, and has the programme’s keys and no log yet', () => {
  expect(accord('recheck', 'run')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^1 judged again/) });
  expect(accord('status').stdout).toContain('There is no status log yet');
  expect(accord('verify', 'run')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no key to verify with'),
  });
});

test('it makes a submission of a run, and says what is wrong with one', () => {
  const facts = [
    '--vendor',
    'acme',
    '--name',
    'weather',
    '--purl',
    'pkg:pypi/weather@0.1.0',
    '--digest',
    `sha256:${'01'.repeat(32)}`,
  ];
  const who = ['--network', 'none', '--handle', 'acme', '--for', 'vendor', '--contact', '@acme'];
  const made = accord('submit', 'run', ...facts, ...who);
  expect(made.stderr).toContain('Becomes public over stdio');
  expect(made.stdout.split('\n')[0]).toBe('implementations/acme/weather/0.1.0');
  // The Node and the server that it ran stand at absolute places, which nobody else has.
  const { status, stdout } = accord('submit', '--check', 'implementations/acme/weather/0.1.0');
  expect(status).toBe(1);
  expect(stdout).toContain('(command-portable)');
});

test('it explains a requirement', () => {
  const { status, stdout } = accord('explain', 'tools.name.unique');
  expect(status).toBe(0);
  expect(stdout).toContain('No two tools of one server have the same name.');
});

test.each([
  ['rfc', 'check'],
  ['wg', 'list'],
  ['bot', 'codeowners'],
  ['spec', 'check'],
])('it says in one line that `%s %s` needs a checkout', (...words) => {
  const { status, stderr, stdout } = accord(...words);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('checkout');
});

/** accord submit --check, as it is typed: a folder on disk, hostile ones among them, and a change in git. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Checkout, checkout, writeSubmission } from '../../certifier/submission/testing/folder.ts';
import { FOLDER, TODAY } from '../../certifier/submission/testing/request.ts';
import { accordHere } from '../testing.ts';

let here: Checkout;
beforeEach(async () => {
  here = checkout();
  await writeSubmission(here);
});
afterEach(() => {
  vi.restoreAllMocks();
  here.remove();
});

const path = (name: string): string => join(here.root, FOLDER, name);
const check = (...options: readonly string[]) =>
  accordHere(['submit', '--check', '--date', TODAY, join(here.root, FOLDER), ...options]);
const rulesIn = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/ {2}\(([a-z-]+)\)$/gm)].map(([, rule = '']) => rule);

describe('a folder', () => {
  it('that is admissible is said to be, in one line', async () => {
    expect(await check()).toEqual({ status: 0, stdout: '', stderr: `admissible: ${FOLDER}; ${NOT_FRESH}\n` });
  });

  it('that is not is told with its rules and what to do, for people, programs and build services', async () => {
    writeFileSync(path('notes.txt'), 'x');
    const pretty = await check();
    expect(pretty).toMatchObject({ status: 1, stderr: '1 problem\n' });
    expect(pretty.stdout).toContain(`${FOLDER}/notes.txt:1:1  error  Unexpected another file, expected`);
    expect(pretty.stdout).toContain(
      'files-known: The folder holds the files of a submission and no others. Remove the file',
    );
    const [{ folder, problems }] = JSON.parse((await check('--format', 'json')).stdout);
    expect({ folder, rules: problems.map((each: { rule: string }) => each.rule) }).toEqual({
      folder: FOLDER,
      rules: ['files-known'],
    });
    expect((await check('--format', 'github')).stdout).toMatch(
      /^::error file=implementations\/acme.*title=files-known::/,
    );
  });

  it('with links, folders that are links among them, is refused, and nothing behind them is read', async () => {
    renameSync(path('stdio/transcript.jsonl'), join(here.root, 'elsewhere.jsonl'));
    symlinkSync(join(here.root, 'elsewhere.jsonl'), path('stdio/transcript.jsonl'));
    expect(rulesIn((await check()).stdout)).toEqual(['files-plain']);
    renameSync(path('stdio'), join(here.root, 'stdio'));
    symlinkSync(join(here.root, 'stdio'), path('stdio'));
    expect(rulesIn((await check()).stdout)).toContain('files-plain');
    renameSync(join(here.root, FOLDER), join(here.root, 'moved'));
    symlinkSync(join(here.root, 'moved'), join(here.root, FOLDER));
    expect(rulesIn((await check()).stdout)).toContain('files-plain');
  });

  it('with 100 MB in one file is refused without reading it', async () => {
    truncateSync(path('submission.yaml'), 100_000_000);
    truncateSync(path('stdio/transcript.jsonl'), 100_000_000);
    const { stdout, status } = await check();
    expect(status).toBe(1);
    expect(rulesIn(stdout)).toEqual(['file-size', 'file-size']);
  });

  it('with a program, a pipe, and names that a terminal would obey', async () => {
    chmodSync(path('submission.yaml'), 0o755);
    execFileSync('mkfifo', [path('stdio/badge.json')]);
    writeFileSync(path('\u001b[2J<b>.md'), 'x');
    const { stdout } = await check();
    expect(rulesIn(stdout).toSorted()).toEqual(['files-known', 'files-plain', 'files-plain', 'names-plain']);
    expect(stdout).not.toContain('\u001b');
  });

  it('that is not there, or lies elsewhere, is our own mistake', async () => {
    rmSync(join(here.root, FOLDER), { recursive: true });
    expect(await check()).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^accord: there is no folder .*\n$/),
    });
    expect(await accordHere(['submit', '--check', here.root])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^accord: .* does not lie below a folder implementations; .*\n$/),
    });
    expect(await accordHere(['submit', '--check'])).toMatchObject({ status: 2 });
  });
});

const NOT_FRESH = 'not fresh: no seed was issued for it, so nothing says when it was recorded';

describe('a change', () => {
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', here.root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      stdio: 'ignore',
    });
  const change = async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(here.root);
    return accordHere(['submit', '--check', '--date', TODAY, '--base', 'main']);
  };
  const commitAll = (message: string): void => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };

  beforeEach(() => {
    renameSync(join(here.root, 'implementations'), join(here.root, 'kept'));
    git('init', '-q', '-b', 'main');
    writeFileSync(join(here.root, '.gitignore'), 'kept\n');
    commitAll('begin');
    renameSync(join(here.root, 'kept'), join(here.root, 'implementations'));
  });

  it('that adds one folder is admissible, committed or not', async () => {
    expect(await change()).toMatchObject({ status: 0, stderr: `admissible: ${FOLDER}; ${NOT_FRESH}\n` });
    git('switch', '-q', '-c', 'request');
    commitAll('a submission');
    expect(await change()).toMatchObject({ status: 0, stderr: `admissible: ${FOLDER}; ${NOT_FRESH}\n` });
  });

  it('may be of a run with a seed of the newest commit, and says from when', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(here.root);
    const issue = (what: string, base = 'main') => accordHere(['submit', '--issue-seed', what, '--base', base]);
    const { stdout, status } = await issue('acme/weather@1.4.2');
    const commit = execFileSync('git', ['-C', here.root, 'rev-parse', 'main'], { encoding: 'utf8' });
    const digest = createHash('sha256').update(`accord-seed/1\n${commit}acme/weather@1.4.2\n`).digest('hex');
    const day = new Date().toISOString().slice(0, 10);
    expect({ stdout, status }).toEqual({ stdout: `${day}-${digest.slice(0, 16)}\n`, status: 0 });
    await writeSubmission(here, undefined, FOLDER, { seed: stdout.trim(), startedAt: `${day}T23:59:59.000Z` });
    const admitted = await accordHere(['submit', '--check', '--date', day, '--base', 'main']);
    expect(admitted).toMatchObject({
      status: 0,
      stderr: `admissible: ${FOLDER}; fresh: recorded with a seed that was issued on ${day}\n`,
    });
    expect(await issue('weather')).toMatchObject({ status: 2, stderr: expect.stringContaining('acme/weather@1.4.2') });
    expect(await issue('acme/weather@1.4.2', 'nowhere')).toMatchObject({ status: 2 });
  });

  it('that touches no submission is none', async () => {
    rmSync(join(here.root, 'implementations'), { recursive: true });
    writeFileSync(join(here.root, 'README.md'), 'x');
    expect(await change()).toMatchObject({ status: 0, stderr: 'no submission in this change\n' });
  });

  it('that brings something beside the submissions and none of them is refused', async () => {
    rmSync(join(here.root, 'implementations'), { recursive: true });
    mkdirSync(join(here.root, 'implementations/acme/weather'), { recursive: true });
    writeFileSync(join(here.root, 'implementations/acme/weather/notes.txt'), 'x');
    symlinkSync('/etc', join(here.root, 'implementations/acme/weather/1.4.2'));
    const { stdout, status, stderr } = await change();
    expect(status).toBe(1);
    expect(rulesIn(stdout)).toEqual(['paths-known', 'paths-known']);
    expect(stderr).toBe('2 problems\n');
  });

  it('that rewrites what was merged, or brings two products or code with it, is refused', async () => {
    commitAll('merged');
    git('switch', '-q', '-c', 'request');
    writeFileSync(path('submission.yaml'), 'format: accord-submission/1\n');
    rmSync(path('stdio'), { recursive: true });
    mkdirSync(join(here.root, 'certifier'));
    writeFileSync(join(here.root, 'certifier/judge.ts'), 'x');
    await writeSubmission(here, undefined, 'implementations/acme/clock/1.4.2');
    const { stdout, status } = await change();
    expect(status).toBe(1);
    expect(rulesIn(stdout).filter((rule) => rule === 'append-only')).toHaveLength(3);
    expect(rulesIn(stdout)).toContain('one-product');
  });

  it('cannot be compared with a branch that is not there', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(here.root);
    expect(await accordHere(['submit', '--check', '--base', 'nowhere'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'accord: there is no commit nowhere here\n',
    });
  });
});

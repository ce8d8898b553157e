/** What a change is compared with, and every way in which there may be nothing to compare with. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rfc, WITHDRAWN } from '../lint/example.ts';
import { problemLine } from '../problem.ts';
import { checkRfcs } from '../rfc/lint.ts';
import { type Checkout, checkout } from '../testing.ts';
import { baseAt } from './base.ts';
import { GitRefused } from './git.ts';

const path = 'rfcs/0001-an-example.md';
const withdrawn = rfc(WITHDRAWN);
let here: Checkout;

beforeEach(() => {
  here = checkout();
  here.git('init', '-q', '-b', 'main');
  here.write(path, rfc());
  here.commit();
});
afterEach(() => here.remove());

const check = async (base: string) => (await checkRfcs({ root: here.root, base })).map(problemLine);

describe('a change since another branch', () => {
  it('is what this branch did, and not what the other did since', async () => {
    here.git('switch', '-q', '-c', 'mine');
    here.write('rfcs/0002-another.md', rfc({ number: 2, title: 'Another' }));
    here.commit();
    here.git('switch', '-q', 'main');
    here.write(path, withdrawn);
    here.commit();
    here.git('switch', '-q', 'mine');
    expect([...baseAt(here.root, 'main').changed]).toEqual(['rfcs/0002-another.md']);
    expect(await check('main')).toEqual([]);
  });

  it('counts what is not committed yet, and files that git does not know', async () => {
    here.write(path, withdrawn.replace('2026-11-01\n  - status', '2026-10-31\n  - status'));
    here.write('rfcs/0002-another.md', rfc({ number: 2, title: 'Another' }));
    expect([...baseAt(here.root, 'main').changed].sort()).toEqual([path, 'rfcs/0002-another.md']);
    expect(await check('main')).toContainEqual(expect.stringContaining('(history-kept)'));
  });

  it('sees a history that was rewritten', async () => {
    here.write(path, withdrawn);
    const base = here.commit();
    here.write(path, rfc());
    here.commit();
    expect(await check(base)).toEqual([
      `${path}:10:1  error  Unexpected history of 1 entry, expected the 2 that were merged, and new ones after them  (history-kept)`,
    ]);
  });

  it('sees an RFC that was deleted, and one that was only renamed', async () => {
    here.git('mv', path, 'rfcs/0001-another-name.md');
    expect(await check('main')).toEqual([]);
    here.git('rm', '-q', '-f', 'rfcs/0001-another-name.md');
    expect(await check('main')).toEqual([
      `${path}:1:1  error  Unexpected removal of RFC 1, expected the file, at whatever status  (rfc-kept)`,
    ]);
  });

  it('is not failed for what time did to files that it leaves alone', async () => {
    const asked = { root: here.root, base: 'main', date: '2026-10-01' };
    const severities = async () => (await checkRfcs(asked)).map(({ rule, severity }) => [rule, severity]);
    expect(await severities()).toEqual([['dates-not-ahead', 'warning']]);
    here.write(path, rfc({ title: 'A better example' }));
    expect(await severities()).toEqual([['dates-not-ahead', 'error']]);
  });

  it('is found in a folder below the root of the repository', async () => {
    const below = checkout();
    try {
      execFileSync('cp', ['-R', `${below.root}/.`, join(here.root, 'below')]);
      here.commit();
      here.write(`below/${path}`, rfc());
      expect([...baseAt(join(here.root, 'below'), 'HEAD').changed]).toEqual([path]);
    } finally {
      below.remove();
    }
  });
});

describe('nothing to compare with', () => {
  const refused = (root: string, base: string) => {
    try {
      baseAt(root, base);
      return 'compared';
    } catch (cause) {
      expect(cause).toBeInstanceOf(GitRefused);
      return (cause as Error).message;
    }
  };

  it.each(['nonsense', '-rf', 'main^^^', '--help'])('no such commit: %s', (base) => {
    expect(refused(here.root, base)).toBe(`there is no commit ${base} here`);
  });

  it('no common ancestor', () => {
    here.git('switch', '-q', '--orphan', 'alone');
    here.write(path, rfc());
    here.commit();
    expect(refused(here.root, 'main')).toBe('HEAD and main have no common ancestor');
  });

  it('a shallow clone that does not reach far enough, and how to reach further', () => {
    const base = here.git('rev-parse', 'HEAD');
    here.write(path, withdrawn);
    here.commit();
    const clone = mkdtempSync(join(tmpdir(), 'accord-shallow-'));
    try {
      execFileSync('git', ['clone', '-q', '--depth', '1', `file://${here.root}`, clone], { stdio: 'pipe' });
      expect(refused(clone, base)).toBe(
        `there is no commit ${base} here; this is a shallow clone: git fetch --unshallow`,
      );
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  it('no commit yet, and no repository at all', () => {
    const bare = checkout();
    try {
      expect(refused(bare.root, 'main')).toBe('there is no git repository to compare with main in');
      bare.git('init', '-q', '-b', 'main');
      expect(refused(bare.root, 'main')).toBe('there is no commit main here');
    } finally {
      bare.remove();
    }
  });
});

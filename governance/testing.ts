/** A checkout of one's own, for tests: the process of this repository, its template, one group, and git where it is asked for. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { diskFiles, textOf } from './files.ts';
import { GROUND } from './lint/example.ts';
import { PROCESS_FILE, requireProcess } from './process.ts';
import { renderTemplate } from './rfc/template.ts';

const repository = diskFiles(`${import.meta.dirname}/..`);

export const ground = (): Readonly<Record<string, string>> => ({
  ...GROUND,
  [PROCESS_FILE]: textOf(repository, PROCESS_FILE) ?? '',
  'rfcs/0000-template.md': renderTemplate(requireProcess(repository)),
});

export interface Checkout {
  readonly root: string;
  write(path: string, text: string | Uint8Array): void;
  read(path: string): string;
  /** Runs git here, as nobody in particular. */
  git(...args: readonly string[]): string;
  /** Adds and commits everything. */
  commit(message?: string): string;
  remove(): void;
}

const NOBODY = {
  GIT_AUTHOR_NAME: 'Nobody',
  GIT_AUTHOR_EMAIL: 'nobody@example.org',
  GIT_COMMITTER_NAME: 'Nobody',
  GIT_COMMITTER_EMAIL: 'nobody@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export const checkout = (texts: Readonly<Record<string, string>> = ground()): Checkout => {
  const root = mkdtempSync(join(tmpdir(), 'accord-governance-'));
  const write = (path: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, env: { ...process.env, ...NOBODY }, stdio: 'pipe' })
      .toString()
      .trim();
  for (const [path, text] of Object.entries(texts)) write(path, text);
  return {
    root,
    write,
    git,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    commit: (message = 'A change') => {
      git('add', '-A');
      git('commit', '-q', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};

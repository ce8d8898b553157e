/** A repository with its origin, in a temporary folder, for tests: main, and pull requests as GitHub keeps them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Texts = Readonly<Record<string, string | null>>;

const ENVIRONMENT = {
  GIT_AUTHOR_NAME: 'A Name',
  GIT_AUTHOR_EMAIL: 'name@example.org',
  GIT_COMMITTER_NAME: 'A Name',
  GIT_COMMITTER_EMAIL: 'name@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export class TestRepository {
  readonly #folder = mkdtempSync(join(tmpdir(), 'accord-bot-'));
  /** The checkout that the bot works in. */
  readonly root = join(this.#folder, 'checkout');

  constructor(files: Texts) {
    const origin = join(this.#folder, 'origin.git');
    this.git(this.#folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
    this.git(this.#folder, 'init', '--quiet', '--initial-branch=main', this.root);
    this.git(this.root, 'remote', 'add', 'origin', origin);
    this.commit(files);
    this.git(this.root, 'push', '--quiet', 'origin', 'main');
  }

  git(folder: string, ...args: readonly string[]): string {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...ENVIRONMENT },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  /** Writes files, null removes one, and commits everything that has changed. Its id. */
  commit(files: Texts = {}): string {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.root, path);
      if (text === null) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    this.git(this.root, 'add', '--all');
    this.git(this.root, 'commit', '--quiet', '--allow-empty', '--message', 'A change');
    return this.git(this.root, 'rev-parse', 'HEAD');
  }

  /** Pushes what stands on this branch as the newest commit of a pull request, and returns to main. */
  pull(number: number, change: () => void, from = 'main'): string {
    this.git(this.root, 'checkout', '--quiet', '--detach', from);
    change();
    const head = this.git(this.root, 'rev-parse', 'HEAD');
    this.git(this.root, 'push', '--quiet', '--force', 'origin', `HEAD:refs/pull/${number}/head`);
    this.git(this.root, 'checkout', '--quiet', 'main');
    return head;
  }

  /** Brings a pull request into main, here and at the origin. */
  merge(head: string): void {
    this.git(this.root, 'merge', '--quiet', '--no-ff', '--no-edit', head);
    this.git(this.root, 'push', '--quiet', 'origin', 'main');
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

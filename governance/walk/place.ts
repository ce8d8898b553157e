/**
 * Where a tutorial is walked: a copy of this repository for the reader, an origin, and the clone of main in which the bot runs.
 * All of it is in a temporary folder.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Words of a command as a shell takes them: quotes hold together. */
const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** The command itself, from a checkout. */
export const accord = (where: string): readonly string[] => [process.execPath, join(where, 'cli/accord.mjs')];

export class WalkPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'accord-walk-'));
  readonly origin = join(this.folder, 'origin.git');
  readonly reader = join(this.folder, 'reader');
  readonly bot = join(this.folder, 'bot');
  /** Of the last command. */
  status: number | null = null;
  readonly #environment = {
    ...process.env,
    NO_COLOR: '1',
    // Two dozen processes load the same modules.
    NODE_COMPILE_CACHE: join(this.folder, 'compiled'),
    GIT_AUTHOR_NAME: 'You',
    GIT_AUTHOR_EMAIL: 'you@example.org',
    GIT_COMMITTER_NAME: 'You',
    GIT_COMMITTER_EMAIL: 'you@example.org',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_TOKEN: 't',
  };

  /** Everything as it stands here, committed by the reader, pushed, and cloned by the bot. */
  prepare(): void {
    const { folder, origin, reader, bot } = this;
    const files = execFileSync('git', ['-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
    });
    for (const file of files.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)))) {
      mkdirSync(dirname(join(reader, file)), { recursive: true });
      cpSync(join(ROOT, file), join(reader, file), { verbatimSymlinks: true });
    }
    this.git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
    this.git(reader, 'init', '--quiet', '--initial-branch=main');
    this.git(reader, 'remote', 'add', 'origin', origin);
    this.git(reader, 'add', '--all');
    this.git(reader, 'commit', '--quiet', '--message', 'Everything');
    this.git(reader, 'push', '--quiet', '--set-upstream', 'origin', 'main');
    this.git(folder, 'clone', '--quiet', origin, bot);
    for (const clone of [reader, bot]) {
      writeFileSync(join(clone, '.git/info/exclude'), 'node_modules\n');
      symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
    }
  }

  git(where: string, ...args: readonly string[]): string {
    return execFileSync('git', ['-C', where, ...args], {
      encoding: 'utf8',
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  /** What a command prints, on both streams in the order in which it does. */
  run(where: string, words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<string> {
    const file = join(this.folder, 'printed');
    const printed = openSync(file, 'w');
    const [command = '', ...args] = words;
    const child = spawn(command, args, {
      cwd: where,
      env: { ...this.#environment, ...more },
      stdio: ['ignore', printed, printed],
    });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => {
        this.status = status;
        closeSync(printed);
        resolve(readFileSync(file, 'utf8'));
      });
    });
  }

  /** A command of the page, as the reader types it. */
  type(command: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const [, rest] = /^npm run -s accord -- (.*)$/.exec(command) ?? [];
    const words = rest === undefined ? wordsOf(command) : [...accord(this.reader), ...wordsOf(rest)];
    return this.run(this.reader, words, more);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Programs that a page needs beside those of the checkout. Where one is not there, the page cannot be walked, and that is said. */
import { spawnSync } from 'node:child_process';

interface Program {
  readonly name: string;
  /** What tells its version. */
  readonly version: readonly string[];
  readonly atLeast: readonly [major: number, minor: number];
  /** Settings of this machine that it keeps on a walk. */
  readonly keeps?: readonly string[];
}

const PROGRAMS: readonly Program[] = [
  { name: 'python3', version: ['--version'], atLeast: [3, 9] },
  // Without the cache of this machine it would compile its whole library again.
  { name: 'go', version: ['version'], atLeast: [1, 21], keeps: ['GOCACHE'] },
];

const printed = (program: string, words: readonly string[]): string | undefined => {
  const { error, status, stdout } = spawnSync(program, words, { encoding: 'utf8' });
  return error === undefined && status === 0 ? stdout.trim() : undefined;
};

/** Called by itself, or as the subject after `--`. */
export const isCalled = (name: string, page: string): boolean =>
  page
    .split('\n')
    .some((line) => line.startsWith(`$ ${name} `) || (line.startsWith('$ ') && line.includes(` -- ${name} `)));

/** Why a program that says this of its version is not enough; undefined where it is. */
export function lackOf(
  { name, atLeast: [major, minor] }: Pick<Program, 'name' | 'atLeast'>,
  said: string | undefined,
): string | undefined {
  const [, hasMajor, hasMinor] = /(\d+)\.(\d+)/.exec(said ?? '') ?? [];
  if (hasMajor === undefined) return `there is no ${name} here`;
  const isEnough = Number(hasMajor) > major || (Number(hasMajor) === major && Number(hasMinor) >= minor);
  return isEnough ? undefined : `${name} ${hasMajor}.${hasMinor} is older than ${major}.${minor}`;
}

export interface Needs {
  /** Why the page cannot be walked here. */
  readonly lacked?: string;
  /** What its commands find in their environment beside what every walk has. */
  readonly environment: Readonly<Record<string, string>>;
}

export function needsOf(page: string): Needs {
  const called = PROGRAMS.filter(({ name }) => isCalled(name, page));
  const [lacked] = called
    .map((program) => lackOf(program, printed(program.name, program.version)))
    .filter((each) => each !== undefined);
  if (lacked !== undefined) return { lacked, environment: {} };
  const kept = called.flatMap(({ name, keeps = [] }) =>
    keeps.map((each) => [each, printed(name, ['env', each]) ?? '']),
  );
  return { environment: Object.fromEntries(kept) };
}

/** Programs that a page needs beside those of the checkout. Where one is not there, the page cannot be walked, and that is said. */
import { spawnSync } from 'node:child_process';

interface Program {
  readonly name: string;
  /** What tells its version. */
  readonly version: readonly string[];
  readonly atLeast: readonly [major: number, minor: number];
}

const PROGRAMS: readonly Program[] = [
  { name: 'python3', version: ['--version'], atLeast: [3, 9] },
  { name: 'go', version: ['version'], atLeast: [1, 21] },
];

/** Called by itself, or as the subject after `--`. */
const calls = (page: string, { name }: Program): boolean =>
  page
    .split('\n')
    .some((line) => line.startsWith(`$ ${name} `) || (line.startsWith('$ ') && line.includes(` -- ${name} `)));

function lack({ name, version, atLeast: [major, minor] }: Program): string | undefined {
  const { error, stdout } = spawnSync(name, version, { encoding: 'utf8' });
  const [, hasMajor, hasMinor] = /(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  if (error !== undefined || hasMajor === undefined) return `there is no ${name} here`;
  const isEnough = Number(hasMajor) > major || (Number(hasMajor) === major && Number(hasMinor) >= minor);
  return isEnough ? undefined : `${name} ${hasMajor}.${hasMinor} is older than ${major}.${minor}`;
}

/** Why this page cannot be walked here; undefined where it can. */
export const lackedBy = (page: string): string | undefined =>
  PROGRAMS.filter((program) => calls(page, program))
    .map(lack)
    .find((each) => each !== undefined);

/** `check --fix`: what can be mended without a decision is mended, round after round, until nothing more can be. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, textOf } from '../files.ts';
import type { Problem } from '../problem.ts';
import { applyFixes } from './edit.ts';

/** New texts by path; only of files that exist. */
export const fixFiles = (files: Files, problems: readonly Problem[]): ReadonlyMap<string, string> => {
  const fixes = Map.groupBy(
    problems.flatMap(({ fix }) => (fix === undefined ? [] : [fix])),
    ({ file }) => file,
  );
  return new Map(
    [...fixes].flatMap(([file, edits]): readonly (readonly [string, string])[] => {
      const text = textOf(files, file);
      return text === null ? [] : [[file, applyFixes(text, edits)]];
    }),
  );
};

/** The whole file or none of it, with its permissions. */
export const writeAtomically = (path: string, text: string): void => {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text, { mode: statSync(path, { throwIfNoEntry: false })?.mode ?? 0o644 });
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
};

/** Edits that overlap wait for the next round; a circle of edits ends here. */
const MOST_ROUNDS = 10;

export interface Mended {
  /** What is still to be mended by hand. */
  readonly problems: readonly Problem[];
  /** How many findings were mended, by file. */
  readonly fixed: ReadonlyMap<string, number>;
}

/** Runs a check, writes what it can mend below `root`, and runs it again. */
export const mend = async (root: string, files: Files, check: () => Promise<readonly Problem[]>): Promise<Mended> => {
  const fixed = new Map<string, number>();
  let problems = await check();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const texts = [...fixFiles(files, problems)];
    if (texts.length === 0) break;
    for (const [file, text] of texts) {
      writeAtomically(join(root, file), text);
      fixed.set(file, (fixed.get(file) ?? 0) + problems.filter(({ fix }) => fix?.file === file).length);
    }
    const next = await check();
    // Nothing became better: the edits do not mend what they were made for.
    if (next.length >= problems.length) return { problems: next, fixed };
    problems = next;
  }
  return { problems, fixed };
};

/** One kind of file that has a schema: which files are of it, and what is wrong with them. */
import type { Files } from '../files.ts';
import { type Finding, type Problem, problem } from '../problem.ts';

export interface Kind {
  /** In the plural, as it is printed. */
  readonly name: string;
  /** A repository without a file of this kind is broken, or the check looks in the wrong place. */
  readonly required: boolean;
  find(files: Files): readonly string[];
  check(paths: readonly string[], files: Files): readonly Problem[] | Promise<readonly Problem[]>;
}

export const schemaProblem = (file: string, finding: Finding): Problem => problem(file, 'schema', 'error', finding);

/** Files in a folder and below it, by the end of their name. */
export const below = (files: Files, folder: string, ending: RegExp): readonly string[] =>
  files.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (name.endsWith('/')) return below(files, path.slice(0, -1), ending);
    return ending.test(name) ? [path] : [];
  });

/** Files in a folder itself. */
export const inside = (files: Files, folder: string, ending: RegExp): readonly string[] =>
  files
    .list(folder)
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);

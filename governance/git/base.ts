/** The documents as they stood where this line of work began. */
import { type Files, memoryFiles } from '../files.ts';
import { type Base, GROUPS, RFCS } from '../lint/corpus.ts';
import { changedSince, contentsIn, mergeBase, pathsIn } from './git.ts';

const FOLDERS = [RFCS, GROUPS];

/** Throws `GitRefused`, in one line, where there is nothing to compare with. */
export const baseAt = (root: string, reference: string): Base => {
  const commit = mergeBase(root, reference);
  const changed = new Set(changedSince(root, commit, FOLDERS));
  const paths = pathsIn(root, commit, FOLDERS);
  // Only what has changed is read; of the rest it is enough to know that it is there.
  const contents = contentsIn(
    root,
    commit,
    paths.filter((path) => changed.has(path) || path.endsWith('.yaml')),
  );
  const names = memoryFiles(Object.fromEntries(paths.map((path) => [path, ''])));
  const files: Files = { ...names, read: (path) => contents.get(path) ?? null };
  return { files, changed };
};

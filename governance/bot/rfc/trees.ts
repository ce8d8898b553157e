/** A pull request as git has it: data, of which nothing is checked out and nothing is run. */
import type { Files } from '../../files.ts';
import { contentsIn, pathsIn } from '../../git/git.ts';
import { type Base, CATALOGUE, GROUPS, RFCS } from '../../lint/corpus.ts';
import { commitsOf, fetchCommit, git, type Remote } from '../remote.ts';

export interface Trees {
  readonly head: string;
  readonly files: Files;
  /** Where the pull request departed from its branch. */
  readonly base: Base;
  /** Files of `rfcs/` on the branch as it is now. */
  readonly main: readonly string[];
}

/** Names in each folder, folders with a slash after them: links are looked up by the thousand. */
const foldersOf = (paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    const parts = path.split('/');
    for (const [index, part] of parts.entries()) {
      const folder = parts.slice(0, index).join('/');
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(index === parts.length - 1 ? part : `${part}/`));
    }
  }
  return folders;
};

/** A commit as files. What the linter always reads is read at once, the rest when somebody asks. */
const filesAt = (root: string, commit: string): Files => {
  const paths = pathsIn(root, commit, ['.']);
  const known = new Set(paths);
  const folders = foldersOf(paths);
  const always = paths.filter(
    (path) => path === CATALOGUE || path.startsWith(`${RFCS}/`) || path.startsWith(`${GROUPS}/`),
  );
  const contents = new Map(contentsIn(root, commit, always));
  return {
    exists: (path) => known.has(path) || folders.has(path.replace(/\/$/, '')),
    list: (folder) => [...(folders.get(folder) ?? [])].sort(),
    read: (path) => {
      if (!known.has(path)) return null;
      const content = contents.get(path) ?? contentsIn(root, commit, [path]).get(path) ?? null;
      if (content !== null) contents.set(path, content);
      return content;
    },
  };
};

const differing = (root: string, from: string, to: string): readonly string[] =>
  (git(root, ['diff', '--name-only', '--no-renames', '-z', from, to, '--', RFCS, GROUPS]) ?? '')
    .split('\0')
    .filter((path) => path !== '');

/** A commit of the queue; null where it has gone. */
export const filesOf = (remote: Pick<Remote, 'root' | 'token'>, commit: string): Files | null =>
  fetchCommit(remote, commit) ? filesAt(remote.root, commit) : null;

export const treesOf = (remote: Remote): Trees => {
  const { root } = remote;
  const { head, main, base } = commitsOf(remote);
  return {
    head,
    files: filesAt(root, head),
    base: { files: filesAt(root, base), changed: new Set(differing(root, base, head)) },
    main: pathsIn(root, main, [RFCS]),
  };
};

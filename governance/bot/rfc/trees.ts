/** A pull request as git has it: data, of which nothing is checked out and nothing is run. */
import { execFileSync } from 'node:child_process';
import type { Files } from '../../files.ts';
import { contentsIn, pathsIn } from '../../git/git.ts';
import { type Base, CATALOGUE, GROUPS, RFCS } from '../../lint/corpus.ts';

/** One line that says what is wrong with the checkout. */
export class TreesRefused extends Error {
  override readonly name = 'TreesRefused';
}

export interface Remote {
  readonly root: string;
  readonly token: string;
  /** The branch that the pull request is to be merged into. */
  readonly branch: string;
  readonly pull: number;
}

export interface Trees {
  readonly head: string;
  readonly files: Files;
  /** Where the pull request departed from its branch. */
  readonly base: Base;
  /** Files of `rfcs/` on the branch as it is now. */
  readonly main: readonly string[];
}

const git = (root: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string | null => {
  try {
    return execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    }).trim();
  } catch {
    return null;
  }
};

/** The token goes to the host that the repository came from, by the environment, where no list of processes shows it. */
const credentials = (root: string, token: string): Readonly<Record<string, string>> => {
  const address = git(root, ['remote', 'get-url', 'origin']) ?? '';
  if (!address.startsWith('https://')) return {};
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(address).origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `Authorization: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  };
};

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

/** A commit that stands in no pull request; null where it has gone, as a queue that was emptied leaves it. */
export const filesOf = ({ root, token }: Pick<Remote, 'root' | 'token'>, commit: string): Files | null => {
  const args = ['fetch', '--quiet', '--no-tags', '--force', 'origin', `+${commit}:refs/accord/queued`];
  return git(root, args, credentials(root, token)) === null ? null : filesAt(root, commit);
};

export const treesOf = ({ root, token, branch, pull }: Remote): Trees => {
  const mine = `refs/accord/pull/${pull}`;
  const theirs = 'refs/accord/branch';
  const fetched = git(
    root,
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--force',
      'origin',
      `+refs/pull/${pull}/head:${mine}`,
      `+refs/heads/${branch}:${theirs}`,
    ],
    credentials(root, token),
  );
  if (fetched === null) throw new TreesRefused(`git cannot fetch pull request ${pull} and ${branch} from origin`);
  const [head, main] = [git(root, ['rev-parse', mine]), git(root, ['rev-parse', theirs])];
  const base = head === null || main === null ? null : git(root, ['merge-base', head, main]);
  if (head === null || main === null || base === null) {
    const shallow = git(root, ['rev-parse', '--is-shallow-repository']) === 'true';
    const mend = shallow ? '; this is a shallow clone: git fetch --unshallow' : '';
    throw new TreesRefused(`pull request ${pull} and ${branch} have no common ancestor${mend}`);
  }
  return {
    head,
    files: filesAt(root, head),
    base: { files: filesAt(root, base), changed: new Set(differing(root, base, head)) },
    main: pathsIn(root, main, [RFCS]),
  };
};

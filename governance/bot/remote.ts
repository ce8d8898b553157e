/** The repository that a checkout came from, asked by git: what it holds is data, of which nothing is checked out and nothing is run. */
import { execFileSync } from 'node:child_process';

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

/** Null where git says no. */
export const git = (
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string | null => {
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

export interface Commits {
  readonly head: string;
  /** Newest commit of the branch that it is to be merged into. */
  readonly main: string;
  /** Where the two parted. */
  readonly base: string;
}

export const commitsOf = ({ root, token, branch, pull }: Remote): Commits => {
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
  return { head, main, base };
};

/** Brings a commit that stands in no pull request; false where it has gone, as a queue that was emptied leaves it. */
export const fetchCommit = ({ root, token }: Pick<Remote, 'root' | 'token'>, commit: string): boolean => {
  const args = ['fetch', '--quiet', '--no-tags', '--force', 'origin', `+${commit}:refs/accord/queued`];
  return git(root, args, credentials(root, token)) !== null;
};

/** Git, asked through a child process: what stands in a commit, and where two lines of work parted. */
import { execFileSync } from 'node:child_process';
import { Refused } from '../refused.ts';

/** There is nothing to compare with. */
export class GitRefused extends Refused {
  override readonly name = 'GitRefused';
}

interface Failure {
  readonly code?: string;
  readonly status?: number | null;
}

/** Its output; null where git says no. */
const ask = (root: string, args: readonly string[], input?: string): Buffer | null => {
  try {
    return execFileSync('git', ['-C', root, ...args], {
      input: input ?? '',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 2 ** 30,
    });
  } catch (cause) {
    if ((cause as Failure).code === 'ENOENT') throw new GitRefused('git is not installed, and comparing needs it');
    return null;
  }
};

const line = (root: string, ...args: readonly string[]): string | null =>
  ask(root, args)?.toString('utf8').trim() ?? null;

const paths = (output: Buffer | null): readonly string[] =>
  (output?.toString('utf8') ?? '').split('\0').filter((path) => path !== '');

/** The commit from which HEAD and the reference go their own ways. */
export const mergeBase = (root: string, reference: string): string => {
  if (line(root, 'rev-parse', '--is-inside-work-tree') !== 'true')
    throw new GitRefused(`there is no git repository to compare with ${reference} in`);
  const shallow = line(root, 'rev-parse', '--is-shallow-repository') === 'true';
  const mend = shallow ? '; this is a shallow clone: git fetch --unshallow' : '';
  const commit = line(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`);
  if (commit === null) throw new GitRefused(`there is no commit ${reference} here${mend}`);
  if (line(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}') === null)
    throw new GitRefused(`there is no commit yet to compare with ${reference}`);
  const base = line(root, 'merge-base', commit, 'HEAD');
  if (base === null) throw new GitRefused(`HEAD and ${reference} have no common ancestor${mend}`);
  return base;
};

export interface Committed {
  readonly commit: string;
  /** When it was committed, in milliseconds of Unix time. */
  readonly at: number;
}

/** The commits of a branch itself, newest first: what was merged into it stands in no other's. */
export const firstParents = (root: string, reference: string, atMost: number): readonly Committed[] =>
  (line(root, 'log', '--first-parent', `--max-count=${atMost}`, '--format=%H %ct', '--end-of-options', reference) ?? '')
    .split('\n')
    .flatMap((each) => {
      const [commit = '', at = ''] = each.split(' ');
      return commit === '' ? [] : [{ commit, at: Number(at) * 1000 }];
    });

/** Paths below these folders that differ between the commit and the working tree, files that git does not know yet among them. */
export const changedSince = (root: string, commit: string, folders: readonly string[]): readonly string[] => [
  ...paths(ask(root, ['diff', '--name-only', '--no-renames', '--relative', '-z', commit, '--', ...folders])),
  ...paths(ask(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', ...folders])),
];

export const pathsIn = (root: string, commit: string, folders: readonly string[]): readonly string[] =>
  paths(ask(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', ...folders]));

/** Contents of these files in a commit; all in one process. */
export const contentsIn = (
  root: string,
  commit: string,
  wanted: readonly string[],
): ReadonlyMap<string, Uint8Array> => {
  const output =
    ask(root, ['cat-file', '--batch'], wanted.map((path) => `${commit}:./${path}\n`).join('')) ?? Buffer.alloc(0);
  const contents = new Map<string, Uint8Array>();
  let offset = 0;
  for (const path of wanted) {
    const end = output.indexOf('\n', offset);
    if (end < 0) break;
    const [, type, size] = output.toString('utf8', offset, end).split(' ');
    offset = end + 1;
    if (type !== 'blob') continue;
    contents.set(path, output.subarray(offset, offset + Number(size)));
    offset += Number(size) + 1;
  }
  return contents;
};

export interface CommittedEntry {
  readonly path: string;
  /** As git writes it: 100644, 100755, 120000 for a link, 040000 for a folder, 160000 for another repository. */
  readonly mode: string;
  /** In bytes; 0 for what is no file. */
  readonly size: number;
}

/** What stands below a folder in a commit, folders among it. */
export const entriesIn = (root: string, commit: string, folder: string): readonly CommittedEntry[] =>
  paths(ask(root, ['ls-tree', '-r', '-t', '-l', '-z', '--full-tree', commit, '--', `${folder}/`])).flatMap((line) => {
    const [, mode = '', size = '', path = ''] = /^(\d+) \w+ [0-9a-f]+ +(\d+|-)\t(.*)$/s.exec(line) ?? [];
    return path === '' ? [] : [{ path, mode, size: Number(size === '-' ? 0 : size) }];
  });

/** How each path differs between two commits: A added, D removed, anything else changed. */
export const changesBetween = (root: string, from: string, to: string): ReadonlyMap<string, string> => {
  const parts = paths(ask(root, ['diff', '--name-status', '--no-renames', '-z', from, to, '--']));
  return new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[parts[index + 1] ?? '', part] as const] : [])));
};

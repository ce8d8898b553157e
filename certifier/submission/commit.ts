/** A request from a commit: what git has of it, read as data. Nothing is checked out, and nothing of it is run. */
import { type CommittedEntry, changesBetween, contentsIn, entriesIn, pathsIn } from '../../governance/git/git.ts';
import type { Entry, Request } from './case.ts';
import { beaconsOf, type Compared, ENTRIES_AT_MOST, requestOf } from './disk.ts';
import { IMPLEMENTATIONS } from './folder.ts';

const KINDS: Readonly<Record<string, Entry['kind']>> = {
  '040000': 'folder',
  '100644': 'file',
  '100755': 'file',
  '120000': 'link',
};

const entryOf = ({ path, mode, size }: CommittedEntry): Entry => ({
  path,
  kind: KINDS[mode] ?? 'other',
  size,
  executable: mode === '100755',
});

export interface Ends {
  readonly main: string;
  readonly base: string;
  readonly head: string;
}

/** `main`: the newest commit of the branch that it is to be merged into; `base`: where the two parted. */
export const committedSince = (root: string, { main, base, head }: Ends): Compared => ({
  changes: [...changesBetween(root, base, head)].map(([path, how]) => ({
    path,
    how: how === 'A' ? 'added' : how === 'D' ? 'removed' : 'changed',
  })),
  before: pathsIn(root, base, [IMPLEMENTATIONS]),
  beacons: beaconsOf(root, main),
});

export interface Committed {
  readonly root: string;
  readonly commit: string;
  readonly folder: string;
  readonly date: string;
  readonly compared: Compared;
  readonly programme: boolean;
}

export const requestFromCommit = ({ root, commit, folder, date, compared, programme }: Committed): Promise<Request> =>
  requestOf(
    { folder, date, compared, programme },
    {
      entries: entriesIn(root, commit, folder)
        .filter(({ path }) => path.startsWith(`${folder}/`))
        .slice(0, ENTRIES_AT_MOST)
        .map(entryOf),
      read: (path) => new Uint8Array(contentsIn(root, commit, [path]).get(path) ?? []),
    },
  );

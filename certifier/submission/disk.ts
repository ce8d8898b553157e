/** A request from a checkout: the folder as it stands on disk, and what git says of the change. Links are seen and not followed. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedSince, firstParents, mergeBase, pathsIn } from '../../governance/git/git.ts';
import { eraOf, isRevision } from '../catalogue/requirement.ts';
import { ownBundle } from '../certificate/bundle/load.ts';
import { judgeText } from '../judging.ts';
import { SUITE_VERSION } from '../suite.ts';
import type { Change, Entry, Request } from './case.ts';
import { folderOfFile, IMPLEMENTATIONS, TRANSCRIPT_FILE } from './folder.ts';
import type { Beacon } from './seed.ts';

/** More is no submission, and listing it would be work for nothing. */
export const ENTRIES_AT_MOST = 1000;

/** The first part of the path that is a link, the folder itself included: what lies behind it is not in the request. */
function linkOn(root: string, folder: string): string | undefined {
  const parts = folder.split('/');
  return parts
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .find((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink() === true);
}

export function entriesOf(root: string, folder: string): readonly Entry[] {
  const link = linkOn(root, folder);
  if (link !== undefined) return [{ path: link, kind: 'link', size: 0, executable: false }];
  if (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const entries: Entry[] = [];
  const look = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      if (entries.length >= ENTRIES_AT_MOST) return;
      const inner = `${path}/${name}`;
      const found = lstatSync(join(root, inner));
      const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
      entries.push({ path: inner, kind, size: found.size, executable: kind === 'file' && (found.mode & 0o111) !== 0 });
      if (kind === 'folder') look(inner);
    }
  };
  look(folder);
  return entries;
}

export interface Compared {
  readonly changes: readonly Change[];
  /** Every path of `implementations/` as it was. */
  readonly before: readonly string[];
  /** Commits of the branch that it is for, newest first: what seeds are made of. */
  readonly beacons: readonly Beacon[];
}

/** More than thirty days bring. */
const BEACONS_AT_MOST = 5000;

export const beaconsOf = (root: string, reference: string): readonly Beacon[] =>
  firstParents(root, reference, BEACONS_AT_MOST).map(({ commit, at }) => ({
    commit,
    day: new Date(at).toISOString().slice(0, 10),
  }));

/** What the working tree changes since HEAD and this reference parted. Throws `GitRefused` where there is nothing to compare with. */
export function comparedWith(root: string, base: string): Compared {
  const commit = mergeBase(root, base);
  const before = pathsIn(root, commit, [IMPLEMENTATIONS]);
  const known = new Set(before);
  const there = (path: string): boolean => lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  const changes = [...new Set(changedSince(root, commit, ['.']))].sort().map((path): Change => {
    if (!there(path)) return { path, how: 'removed' };
    return { path, how: known.has(path) ? 'changed' : 'added' };
  });
  return { changes, before, beacons: beaconsOf(root, base) };
}

/** The folders that a request touches. */
export const foldersIn = ({ changes }: Compared): readonly string[] => [
  ...new Set(changes.flatMap(({ path }) => folderOfFile(path) ?? [])),
];

const siblingsOf = (folder: string, before: readonly string[]): readonly string[] => {
  const product = `${folder.split('/').slice(0, 3).join('/')}/`;
  return [...new Set(before.filter((path) => path.startsWith(product)).map((path) => path.split('/')[3] ?? ''))];
};

const productsOf = (before: readonly string[]): readonly string[] => [
  ...new Set(before.flatMap((path) => folderOfFile(path)?.split('/').slice(1, 3).join('/') ?? [])),
];

export interface Asked {
  readonly root: string;
  readonly folder: string;
  readonly date: string;
  readonly compared?: Compared;
  readonly seed?: string;
  readonly programme?: boolean;
}

export const requestFromDisk = (asked: Asked): Promise<Request> =>
  requestOf(asked, {
    entries: entriesOf(asked.root, asked.folder),
    read: (path) => new Uint8Array(readFileSync(join(asked.root, path))),
  });

/** A request for this suite, wherever its files come from. */
export async function requestOf(
  { folder, date, compared, seed, programme }: Omit<Asked, 'root'>,
  files: Pick<Request, 'entries' | 'read'>,
): Promise<Request> {
  const { digest } = await ownBundle();
  // Loaded for nothing but this.
  const { planFor } = await import('../plan.ts');
  return {
    folder,
    date,
    ...files,
    judge: async (text, options) => (await judgeText(text, { file: TRANSCRIPT_FILE, ...options })).reportBytes,
    planned: (revision, transport) =>
      isRevision(revision)
        ? planFor(eraOf(revision), transport)
            .filter(({ run }) => run !== undefined)
            .map(({ id }) => id)
        : [],
    suite: { version: SUITE_VERSION, digest },
    ...(compared === undefined
      ? {}
      : {
          changes: compared.changes,
          siblings: siblingsOf(folder, compared.before),
          products: productsOf(compared.before),
          beacons: compared.beacons,
        }),
    ...(seed === undefined ? {} : { seed }),
    ...(programme === undefined ? {} : { programme }),
  };
}

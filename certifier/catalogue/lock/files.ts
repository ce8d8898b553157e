/** The lock on disk, and the upstream checkout that it is read from. Development only. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SPECIFICATION } from '../files.ts';
import { type Catalogue, PROFILED_REVISIONS, type Revision } from '../requirement.ts';
import { type Lock, lockText, type Relocked, relock, type Upstream } from './lock.ts';
import { anchorsOf } from './sentences.ts';

const FOLDER = join(SPECIFICATION, 'lock');
const fileOf = (revision: Revision): string => join(FOLDER, `${revision}.json`);

/** The folder is no checkout of the specification's repository. */
export class NoUpstream extends Error {
  override readonly name: string = 'NoUpstream';
}

export async function readLock(revision: Revision): Promise<Lock | undefined> {
  const text = await readFile(fileOf(revision), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Lock);
}

export const readLocks = async (): Promise<readonly Lock[]> =>
  (await Promise.all(PROFILED_REVISIONS.map(readLock))).filter((lock) => lock !== undefined);

/** What history and the generated page of types say are no rules of their own. */
const isRuled = (page: string): boolean => page !== 'changelog' && page !== 'schema';

async function commitOf(checkout: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', checkout, 'rev-parse', 'HEAD']);
    return stdout.trim();
  } catch {
    throw new NoUpstream(
      `${checkout} is not a git checkout: clone https://github.com/modelcontextprotocol/modelcontextprotocol`,
    );
  }
}

/** Pages that the published site redirects, with the file that they have become: still sources, though no longer in the folder. */
const MOVED: Readonly<Partial<Record<Revision, Readonly<Record<string, string>>>>> = {
  '2025-11-25': {
    'basic/security_best_practices': 'docs/docs/2025-11-25/tutorials/security/security_best_practices.mdx',
  },
};

async function movedPages(checkout: string, revision: Revision): Promise<ReadonlyMap<string, string>> {
  const moved = Object.entries(MOVED[revision] ?? {});
  const texts = await Promise.all(moved.map(([, file]) => readFile(join(checkout, file), 'utf8').catch(() => '')));
  return new Map(moved.map(([page], index) => [page, texts[index] ?? '']));
}

/** Every page of one revision, by the name that a source gives it. */
async function pagesOf(checkout: string, revision: Revision): Promise<ReadonlyMap<string, string>> {
  const folder = join(checkout, 'docs', 'specification', revision);
  const names = await readdir(folder, { recursive: true }).catch(() => {
    throw new NoUpstream(`${checkout} has no docs/specification/${revision}`);
  });
  const pages = names.filter((name) => name.endsWith('.mdx')).sort();
  return new Map(
    await Promise.all(
      pages.map(
        async (name) => [name.slice(0, -4).replaceAll('\\', '/'), await readFile(join(folder, name), 'utf8')] as const,
      ),
    ),
  );
}

export interface Relocking {
  readonly revisions: readonly Relocked[];
  /** Sources that name a page or a section which does not exist, one line each. */
  readonly brokenSources: readonly string[];
}

export async function readUpstream(checkout: string, { requirements }: Catalogue): Promise<Relocking> {
  const commit = await commitOf(checkout);
  const revisions: Relocked[] = [];
  const brokenSources: string[] = [];
  for (const revision of PROFILED_REVISIONS) {
    const all = await pagesOf(checkout, revision);
    const pages = new Map([...all].filter(([page]) => isRuled(page)));
    const upstream: Upstream = { revision, commit, pages };
    revisions.push(await relock(upstream, await readLock(revision)));
    const sources = [...all, ...(await movedPages(checkout, revision))];
    const anchors = new Map(sources.map(([page, text]) => [page, anchorsOf(text)]));
    for (const { id, source } of requirements) {
      for (const { page, section, ...own } of source) {
        if (own.revision !== revision) continue;
        const known = anchors.get(page) ?? anchors.get(`${page}/index`);
        if (known === undefined) brokenSources.push(`${id}: ${revision} has no page ${page}`);
        else if (!known.has(section)) brokenSources.push(`${id}: ${revision}/${page} has no section #${section}`);
      }
    }
  }
  return { revisions, brokenSources };
}

export async function writeLocks(locks: readonly Lock[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const lock of locks) {
    const file = fileOf(lock.revision);
    await writeFile(`${file}.new`, lockText(lock));
    await rename(`${file}.new`, file);
  }
}

/** The versions of each RFC that were published: what each commit left of it. Outside a Git checkout there are none. */
import { execFileSync } from 'node:child_process';
import { root } from '../lib/root.ts';

export interface Version {
  readonly commit: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** First line of the commit's message. */
  readonly subject: string;
  /** Path from the root of the repository, as it was then: the words of a file name may change, its number does not. */
  readonly file: string;
}

const NUMBERED = /^rfcs\/(?!0+-)(\d+)-[^/]+\.md$/;

/** Reads `git log --format=%x00%H%n%cs%n%s --name-only -- rfcs`, newest first as it comes. */
export function versionsIn(log: string): ReadonlyMap<number, readonly Version[]> {
  const versions = new Map<number, Version[]>();
  for (const entry of log.split('\0').slice(1)) {
    const [commit = '', date = '', subject = '', ...rest] = entry.split('\n');
    for (const file of rest) {
      const number = Number(NUMBERED.exec(file)?.[1] ?? 0);
      if (number === 0) continue;
      const known = versions.get(number) ?? [];
      versions.set(number, known);
      // A commit that renames a file names both paths; the one that it left is known by the text.
      known.push({ commit, date, subject, file });
    }
  }
  return versions;
}

const git = (args: readonly string[], input?: string): Buffer =>
  execFileSync('git', [...args], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(input === undefined ? {} : { input }),
  });

/** The texts of `commit:path`, in order; null where there is none. One process for all of them. */
function textsOf(names: readonly string[]): readonly (string | null)[] {
  const out = git(['cat-file', '--batch'], `${names.join('\n')}\n`);
  let from = 0;
  return names.map(() => {
    const line = out.indexOf(0x0a, from);
    const head = out.toString('utf8', from, line);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1];
    from = line + 1;
    if (size === undefined) return null;
    const text = out.toString('utf8', from, from + Number(size));
    from += Number(size) + 1;
    return text;
  });
}

export interface PublishedVersion extends Version {
  readonly text: string;
}

/** Each with its text, newest first; one that left the text as it was is not a version. */
export function withTexts(
  versions: readonly Version[],
  texts: readonly (string | null)[],
): readonly PublishedVersion[] {
  const published: PublishedVersion[] = [];
  versions.forEach((version, index) => {
    const text = texts[index];
    if (typeof text === 'string') published.push({ ...version, text });
  });
  return published.filter(({ text }, index) => text !== published[index + 1]?.text);
}

let held: ReadonlyMap<number, readonly PublishedVersion[]> | undefined;

/** By number of the RFC. */
export function publishedVersions(): ReadonlyMap<number, readonly PublishedVersion[]> {
  if (held !== undefined) return held;
  try {
    const log = git(['log', '--format=%x00%H%n%cs%n%s', '--name-only', '--', 'rfcs']).toString('utf8');
    const versions = versionsIn(log);
    const texts = textsOf([...versions.values()].flat().map(({ commit, file }) => `${commit}:${file}`));
    let from = 0;
    held = new Map(
      [...versions].map(([number, all]) => {
        const own = texts.slice(from, from + all.length);
        from += all.length;
        return [number, withTexts(all, own)] as const;
      }),
    );
  } catch {
    held = new Map();
  }
  return held;
}

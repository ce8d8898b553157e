/**
 * The lock as pages: from each upstream sentence that carries a keyword to the requirements that answer it, and back. The lock
 * holds the opening words of a sentence and never the sentence; a page links to where it stands.
 */
import { existsSync, readFileSync } from 'node:fs';
import { coverageOf, type Lock, type LockCoverage, type LockedSentence } from '../../certifier/catalogue/lock/lock.ts';
import { PROFILED_REVISIONS, type Revision, sourceUrl } from '../../certifier/catalogue/requirement.ts';
import { root } from '../lib/root.ts';
import { count } from '../lib/words.ts';
import { upstreamPath } from './paths.ts';

/** The command that reads upstream and writes the locks. */
export const LOCK_COMMAND = 'npm run spec -- lock --upstream <checkout>';

export interface UpstreamSentence extends LockedSentence {
  /** Of its entry on our page. */
  readonly anchor: string;
  readonly standing: 'answered' | 'excluded' | 'changed' | 'open';
}

export interface UpstreamSection {
  /** Anchor on the upstream page; empty before its first heading. */
  readonly section: string;
  readonly url: string;
  readonly sentences: readonly UpstreamSentence[];
}

export interface UpstreamPage {
  readonly revision: Revision;
  /** As a source names it: `server/tools`. */
  readonly page: string;
  readonly path: string;
  readonly url: string;
  readonly coverage: Coverage;
  readonly sections: readonly UpstreamSection[];
}

export interface Coverage extends LockCoverage {
  /** Sentences that nobody has answered or excluded yet. */
  readonly open: number;
}

export interface UpstreamRevision {
  readonly revision: Revision;
  readonly commit: string;
  readonly coverage: Coverage;
  readonly pages: readonly UpstreamPage[];
}

const covered = (lock: Lock): Coverage => {
  const coverage = coverageOf(lock);
  return { ...coverage, open: coverage.sentences - coverage.answered - coverage.excluded };
};

const standingOf = ({ answers = [], excluded, changed }: LockedSentence): UpstreamSentence['standing'] =>
  changed === true ? 'changed' : answers.length > 0 ? 'answered' : excluded === undefined ? 'open' : 'excluded';

function sectionsOf(lock: Lock, page: string): readonly UpstreamSection[] {
  const sections = new Map<string, UpstreamSentence[]>();
  const seen = new Map<string, number>();
  for (const sentence of lock.pages[page] ?? []) {
    // A sentence may stand twice on a page.
    const before = seen.get(sentence.digest) ?? 0;
    seen.set(sentence.digest, before + 1);
    const anchor = `s-${sentence.digest}${before === 0 ? '' : `-${before + 1}`}`;
    const own = { ...sentence, anchor, standing: standingOf(sentence) };
    const list = sections.get(sentence.section);
    if (list === undefined) sections.set(sentence.section, [own]);
    else list.push(own);
  }
  return [...sections].map(([section, sentences]) => ({
    section,
    url: sourceUrl({ revision: lock.revision, page, section }),
    sentences,
  }));
}

export const upstreamOf = (lock: Lock): UpstreamRevision => ({
  revision: lock.revision,
  commit: lock.commit,
  coverage: covered(lock),
  pages: Object.keys(lock.pages).map((page) => ({
    revision: lock.revision,
    page,
    path: upstreamPath(lock.revision, page),
    url: sourceUrl({ revision: lock.revision, page, section: '' }),
    coverage: covered({ ...lock, pages: { [page]: lock.pages[page] ?? [] } }),
    sections: sectionsOf(lock, page),
  })),
});

let held: readonly UpstreamRevision[] | undefined;

/** The newest revision first; a revision without a lock is left out. */
export function upstream(): readonly UpstreamRevision[] {
  held ??= PROFILED_REVISIONS.toReversed().flatMap((revision) => {
    const file = `${root}/specification/lock/${revision}.json`;
    return existsSync(file) ? [upstreamOf(JSON.parse(readFileSync(file, 'utf8')) as Lock)] : [];
  });
  return held;
}

/** A sentence that a requirement answers, and where we list it. */
export interface Answered {
  readonly revision: Revision;
  readonly page: string;
  readonly opens: string;
  readonly path: string;
}

export function answeredIn(revisions: readonly UpstreamRevision[]): ReadonlyMap<string, readonly Answered[]> {
  const byRequirement = new Map<string, Answered[]>();
  for (const { revision, pages } of revisions) {
    for (const { page, path, sections } of pages) {
      for (const { opens, anchor, answers = [] } of sections.flatMap(({ sentences }) => sentences)) {
        for (const id of answers) {
          const list = byRequirement.get(id) ?? [];
          list.push({ revision, page, opens, path: `${path}#${anchor}` });
          byRequirement.set(id, list);
        }
      }
    }
  }
  return byRequirement;
}

let heldAnswered: ReadonlyMap<string, readonly Answered[]> | undefined;

export function answeredBy(id: string): readonly Answered[] {
  heldAnswered ??= answeredIn(upstream());
  return heldAnswered.get(id) ?? [];
}

/** What became of the sentences of a page, in words; nothing is said of what there is none of. */
export function coverageWords({ sentences, answered, excluded, open }: Coverage): string {
  if (sentences === 0) return 'No sentence of the upstream page has a keyword.';
  const parts = [
    [answered, 'answered'],
    [excluded, 'excluded'],
    [open, 'open'],
  ] as const;
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => (number === sentences ? word : `${number} ${word}`));
  return `${count(sentences, 'sentence')} of the upstream page with a keyword: ${said.length === 1 ? 'all ' : ''}${said.join(', ')}.`;
}

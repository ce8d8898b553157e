/**
 * The lock: which requirements answer each upstream sentence that carries a BCP 14 keyword. It holds a digest of the sentence and
 * the words that it opens with, never the sentence. Read against a newer checkout it says what changed, what is new, what vanished.
 */
import { type Catalogue, holdsIn, type Revision, sourceUrl } from '../requirement.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

export interface LockedSentence {
  readonly section: string;
  /** First 16 hexadecimal digits of the SHA-256 of its text. */
  readonly digest: string;
  /** Its first words, so that a person finds it. */
  readonly opens: string;
  readonly keywords: readonly string[];
  /** The requirements that say what it says. */
  readonly answers?: readonly string[];
  /** Why none does: it states no rule. */
  readonly excluded?: string;
  /** Upstream has reworded it since it was answered: read it again, mend the answers, and take this mark away. */
  readonly changed?: true;
}

export interface Lock {
  readonly format: 'accord-upstream-lock/1';
  readonly revision: Revision;
  /** Upstream commit that the sentences were read at. */
  readonly commit: string;
  /** By page, as a source names it: `server/tools`. */
  readonly pages: Readonly<Record<string, readonly LockedSentence[]>>;
}

/** One sentence of the checkout, where a person finds it. */
export interface Place {
  readonly page: string;
  readonly line?: number;
  readonly section: string;
  readonly text: string;
}

export interface Drift {
  readonly added: readonly Place[];
  readonly changed: readonly Place[];
  readonly vanished: readonly Place[];
}

export interface Relocked {
  readonly lock: Lock;
  readonly drift: Drift;
}

export interface Upstream {
  readonly revision: Revision;
  readonly commit: string;
  /** Name of each page to its text. */
  readonly pages: ReadonlyMap<string, string>;
}

const WORDS = 6;
const opening = (text: string): string => {
  const words = text.split(' ');
  return words.length <= WORDS ? text : `${words.slice(0, WORDS).join(' ')} …`;
};

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes).subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first of these that fits, taken out of the list. */
function take<T>(list: T[], fits: (each: T) => boolean): T | undefined {
  const index = list.findIndex(fits);
  return index === -1 ? undefined : list.splice(index, 1)[0];
}

type Answer = Pick<LockedSentence, 'answers' | 'excluded' | 'changed'>;
const answerOf = ({ answers, excluded, changed }: LockedSentence): Answer => ({
  ...(answers === undefined ? {} : { answers }),
  ...(excluded === undefined ? {} : { excluded }),
  ...(changed === undefined ? {} : { changed }),
});

/** Reads a checkout anew. A sentence that stands as it stood keeps its answers, on whichever page it stands now. */
export async function relock({ revision, commit, pages }: Upstream, before: Lock | undefined): Promise<Relocked> {
  const left = Object.entries(before?.pages ?? {}).flatMap(([page, own]) => own.map((locked) => ({ page, locked })));
  const found: { page: string; sentence: Sentence; digest: string; answer?: Answer }[] = [];
  for (const page of [...pages.keys()].sort()) {
    for (const sentence of sentencesOf(pages.get(page) ?? '')) {
      found.push({ page, sentence, digest: await digestOf(sentence.text) });
    }
  }
  for (const each of found) {
    const same =
      take(left, ({ page, locked }) => page === each.page && locked.digest === each.digest) ??
      take(left, ({ locked }) => locked.digest === each.digest);
    if (same !== undefined) each.answer = answerOf(same.locked);
  }
  const added: Place[] = [];
  const changed: Place[] = [];
  for (const each of found) {
    if (each.answer !== undefined) continue;
    const { page, sentence } = each;
    const place = { page, line: sentence.line, section: sentence.section, text: sentence.text };
    const reworded = take(left, (old) => old.page === page && old.locked.section === sentence.section);
    if (reworded === undefined) added.push(place);
    else {
      changed.push(place);
      each.answer = { ...answerOf(reworded.locked), changed: true };
    }
  }
  const vanished = left.map(({ page, locked }) => ({ page, section: locked.section, text: locked.opens }));
  const locked: Record<string, LockedSentence[]> = {};
  for (const { page, sentence, digest, answer } of found) {
    const { section, text, keywords } = sentence;
    locked[page] ??= [];
    locked[page].push({ section, digest, opens: opening(text), keywords, ...answer });
  }
  return {
    lock: { format: 'accord-upstream-lock/1', revision, commit, pages: locked },
    drift: { added, changed, vanished },
  };
}

/** One sentence a line, so that a change of answers is a change of one line. */
export function lockText({ format, revision, commit, pages }: Lock): string {
  const page = ([name, sentences]: readonly [string, readonly LockedSentence[]]): string =>
    `  ${JSON.stringify(name)}: [\n${sentences.map((each) => `   ${JSON.stringify(each)}`).join(',\n')}\n  ]`;
  const head = { format, revision, commit };
  return `{\n${Object.entries(head)
    .map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`)
    .join('')} "pages": {\n${Object.entries(pages).map(page).join(',\n')}\n }\n}\n`;
}

export interface LockCoverage {
  readonly revision: Revision;
  readonly occurrences: number;
  readonly sentences: number;
  readonly answered: number;
  readonly excluded: number;
}

export function coverageOf({ revision, pages }: Lock): LockCoverage {
  const sentences = Object.values(pages).flat();
  return {
    revision,
    occurrences: sentences.reduce((sum, { keywords }) => sum + keywords.length, 0),
    sentences: sentences.length,
    answered: sentences.filter(({ answers = [] }) => answers.length > 0).length,
    excluded: sentences.filter(({ excluded }) => excluded !== undefined).length,
  };
}

/** What is wrong with the answers of a lock, one line each. */
export function lockProblems({ revision, pages }: Lock, { requirements }: Catalogue): readonly string[] {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const problems: string[] = [];
  for (const [page, sentences] of Object.entries(pages)) {
    for (const { section, digest, opens, answers = [], excluded, changed } of sentences) {
      const problem = (message: string): void => {
        problems.push(`${sourceUrl({ revision, page, section })} "${opens}" (${digest}): ${message}`);
      };
      if (changed === true) problem('upstream reworded it; read it again, and take `changed` away');
      if (answers.length === 0 && excluded === undefined) problem('no requirement answers it, and it is not excluded');
      if (answers.length > 0 && excluded !== undefined) problem('it is answered and excluded at once');
      if (excluded?.trim() === '') problem('it is excluded without a reason');
      for (const id of answers) {
        const requirement = byId.get(id);
        if (requirement === undefined) problem(`it names ${id}, which does not exist`);
        else if (!holdsIn(requirement, revision)) problem(`it names ${id}, which does not hold in ${revision}`);
      }
    }
  }
  return problems;
}

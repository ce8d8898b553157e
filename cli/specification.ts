/** `accord spec check` and `accord spec lock`: what is stale, what each requirement still owes, which sentences nothing answers. */
import { join } from 'node:path';
import { staleCatalogue } from '../certifier/catalogue/files.ts';
import { type Relocking, readLocks } from '../certifier/catalogue/lock/files.ts';
import { coverageOf, type Lock, lockProblems, type Place } from '../certifier/catalogue/lock/lock.ts';
import { type Coverage, inventory } from '../certifier/catalogue/parts.ts';
import { vanished } from '../certifier/catalogue/permanence.ts';
import type { Catalogue } from '../certifier/catalogue/requirement.ts';
import { shelves } from '../certifier/catalogue/shelves.ts';
import { staleExamples } from '../certifier/examples/files.ts';
import { contentsIn, mergeBase } from '../governance/git/git.ts';
import { UsageError } from './exit.ts';
import { ROOT } from './root.ts';

export interface SpecificationState {
  /** One line each. */
  readonly problems: readonly string[];
  /** One line for each role, and for each locked revision. */
  readonly coverage: readonly string[];
}

/** The catalogue where this line of work left the other. */
function catalogueAt(base: string): Catalogue {
  const file = 'specification/catalogue.json';
  const text = contentsIn(ROOT, mergeBase(ROOT, base), [file]).get(file);
  if (text === undefined) throw new UsageError(`${base} has no ${file} to compare with`);
  return JSON.parse(new TextDecoder().decode(text)) as Catalogue;
}

function lockLine(lock: Lock): string {
  const { revision, occurrences, sentences, answered, excluded } = coverageOf(lock);
  const owed = sentences - answered - excluded;
  return `${revision}: ${occurrences} keywords in ${sentences} sentences upstream; ${answered} answered, ${excluded} excluded, ${owed} owed`;
}

/** In per cent, to one decimal and never rounded up: only all of them are a hundred. */
const percent = (part: number, whole: number): string => `${Math.floor((1000 * part) / whole) / 10} %`;

/** What a test needs, as the line tells it. */
const NEEDING = { credentials: 'need credentials', harness: 'need a harness that plays the peer' } as const;

/** How far the requirements of a role are judged; what there is none of is not told. */
export function coverageLine({ role, needing, untestable }: Coverage): string {
  const { nothing } = needing;
  const told =
    nothing.testable === 0
      ? []
      : [
          `${nothing.finished} of ${nothing.testable} that are testable without credentials or a harness are judged (${percent(nothing.finished, nothing.testable)})`,
        ];
  for (const need of ['credentials', 'harness'] as const) {
    const { finished, testable } = needing[need];
    if (testable > 0) told.push(`${testable} ${NEEDING[need]}, ${finished === 0 ? 'none' : finished} of them judged`);
  }
  if (untestable > 0) told.push(`${untestable} are not testable`);
  return `${role}: ${told.join('; ')}`;
}

/** `base`: a commit whose ids must all be there still. */
export async function specificationState(base?: string): Promise<SpecificationState> {
  const { coverage, owed, strays } = inventory(shelves);
  const staleFiles = await staleCatalogue();
  const stale = await staleExamples();
  const locks = await readLocks();
  return {
    problems: [
      ...staleFiles.map((name) => `${join('specification', name)} is stale: run accord spec build`),
      ...stale.map((name) => `specification/examples/${name} is stale: run accord spec build`),
      ...owed.map(({ requirement, parts }) => `${requirement} owes: ${parts.join(', ')}`),
      ...strays.map((stray) => `belongs to no requirement: ${stray}`),
      ...(base === undefined ? [] : vanished(catalogueAt(base), shelves.catalogue)),
      ...locks.flatMap((lock) => lockProblems(lock, shelves.catalogue)),
    ],
    coverage: [
      ...coverage.filter(({ testable, untestable }) => testable + untestable > 0).map(coverageLine),
      ...locks.map(lockLine),
    ],
  };
}

/** What a reading of upstream found, one line each. */
export function relockedLines(
  { revisions, brokenSources }: Relocking,
  catalogue: Catalogue,
): { readonly findings: readonly string[]; readonly coverage: readonly string[] } {
  const drifted = (revision: string, word: string, places: readonly Place[]): readonly string[] =>
    places.map(({ page, line, section, text }) => {
      const place = `${revision}/${page}${line === undefined ? `#${section}` : `.mdx:${line}`}`;
      return `${word} ${place} ${text}`;
    });
  return {
    findings: [
      ...revisions.flatMap(({ lock: { revision }, drift }) => [
        ...drifted(revision, 'new', drift.added),
        ...drifted(revision, 'changed', drift.changed),
        ...drifted(revision, 'vanished', drift.vanished),
      ]),
      ...brokenSources,
      ...revisions.flatMap(({ lock }) => lockProblems(lock, catalogue)),
    ],
    coverage: revisions.map(({ lock }) => lockLine(lock)),
  };
}

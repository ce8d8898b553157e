/** Where a document uses the words of BCP 14, and where it says that it does. */

import type { Rfc } from '../lint/corpus.ts';
import { within } from '../lint/document.ts';
import type { Place } from '../problem.ts';
import type { Process } from '../process.ts';

export interface Use {
  readonly word: string;
  readonly place: Place;
  readonly section: string | null;
}

const flat = (text: string): string => text.replace(/[“”]/g, '"').replace(/[[\]]/g, '').replace(/\s+/g, ' ').trim();

/** The longest words first, so that `MUST NOT` is not read as `MUST`. */
const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\w-])(?:${[...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replaceAll(' ', '\\s+'))
      .join('|')})(?![\\w-])`,
    'g',
  );

const isBoilerplate = (text: string, { bcp14 }: Process): boolean => flat(text).includes(flat(bcp14.boilerplate));

export const boilerplatePlace = ({ outline }: Rfc, process: Process): Place | null =>
  outline.paragraphs.find(({ text }) => isBoilerplate(text, process))?.place ?? null;

export const usesOf = ({ outline }: Rfc, process: Process, words: readonly string[]): readonly Use[] => {
  if (words.length === 0) return [];
  const pattern = anyOf(words);
  return outline.paragraphs
    .filter(({ text }) => !isBoilerplate(text, process))
    .flatMap((prose) =>
      [...prose.text.matchAll(pattern)].map((match) => ({
        word: match[0].replace(/\s+/g, ' '),
        place: within(prose, match.index),
        section: prose.section,
      })),
    );
};

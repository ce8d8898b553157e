/** Where a document uses the words of BCP 14, and where it says that it does. */
import type { Rfc } from '../lint/corpus.ts';
import { within } from '../lint/document.ts';
import type { Outline, Prose } from '../markdown/outline.ts';
import type { Place } from '../problem.ts';
import type { Process } from '../process.ts';

export interface Use {
  readonly word: string;
  readonly place: Place;
  /** The paragraph in which it stands. */
  readonly prose: Prose;
  /** Where it begins in the text of the paragraph. */
  readonly at: number;
}

const flat = (text: string): string => text.replace(/[“”]/g, '"').replace(/[[\]]/g, '').replace(/\s+/g, ' ').trim();

const patterns = new Map<string, RegExp>();

/** The longest words first, so that `MUST NOT` is not read as `MUST`. */
const anyOf = (words: readonly string[]): RegExp => {
  const key = words.join('|');
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const sorted = [...words].sort((a, b) => b.length - a.length).map((word) => word.replaceAll(' ', '\\s+'));
  const pattern = new RegExp(`(?<![\\w-])(?:${sorted.join('|')})(?![\\w-])`, 'g');
  patterns.set(key, pattern);
  return pattern;
};

/** The sentence names BCP 14, so a paragraph without those words is not looked at twice. */
const isBoilerplate = (text: string, { bcp14 }: Process): boolean =>
  text.includes('BCP') && flat(text).includes(flat(bcp14.boilerplate));

export const boilerplatePlace = ({ outline }: Rfc, process: Process): Place | null =>
  outline.paragraphs.find(({ text }) => isBoilerplate(text, process))?.place ?? null;

const found = new WeakMap<Outline, Map<readonly string[], readonly Use[]>>();

/** Looked for once in each document, however many rules ask. */
export const usesOf = ({ outline }: Rfc, process: Process, words: readonly string[]): readonly Use[] => {
  const known = found.get(outline) ?? new Map<readonly string[], readonly Use[]>();
  found.set(outline, known);
  const uses = known.get(words) ?? usesIn(outline, process, words);
  known.set(words, uses);
  return uses;
};

const usesIn = (outline: Outline, process: Process, words: readonly string[]): readonly Use[] => {
  if (words.length === 0) return [];
  const pattern = anyOf(words);
  return outline.paragraphs.flatMap((prose) => {
    const matches = [...prose.text.matchAll(pattern)];
    if (matches.length === 0 || isBoilerplate(prose.text, process)) return [];
    return matches.map((match) => ({
      word: match[0].replace(/\s+/g, ' '),
      place: within(prose, match.index),
      prose,
      at: match.index,
    }));
  });
};

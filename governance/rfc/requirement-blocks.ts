/** The blocks of requirements in `specification/*.md`, as far as RFCs are concerned: which RFCs each one names, and where. */
import { type Files, textOf } from '../files.ts';
import type { CatalogueEntry } from '../lint/corpus.ts';
import { placeAt } from '../lint/text.ts';
import type { Fix, Place } from '../problem.ts';

export interface RequirementBlock {
  readonly id: string;
  /** Path from the root of the repository. */
  readonly file: string;
  readonly rfcs: readonly { readonly number: number; readonly place: Place }[];
  /** Names one more RFC. */
  naming(number: number): Fix;
}

export const SPECIFICATION = 'specification';

const FENCE = /^:::+requirement\{(?<attributes>.*)\}[ \t\r]*$/gm;
const ATTRIBUTE = /([\w-]+)=(?:"([^"]*)"|([^\s"]+))/g;

interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Offset of the value in the file. */
  readonly at: number;
}

const attributesOf = (text: string, from: number): readonly Attribute[] =>
  [...text.matchAll(ATTRIBUTE)].map(({ 0: whole, 1: name = '', 2: quoted, 3: bare = '', index }) => ({
    name,
    value: quoted ?? bare,
    at: from + index + whole.length - (quoted === undefined ? bare.length : quoted.length + 1),
  }));

const blocksIn = (file: string, text: string): readonly RequirementBlock[] =>
  [...text.matchAll(FENCE)].map(({ 0: fence, index, groups: { attributes = '' } = {} }) => {
    const from = index + fence.indexOf('{') + 1;
    const own = attributesOf(attributes, from);
    const named = own.find(({ name }) => name === 'rfcs');
    const end = from + attributes.length;
    return {
      id: own.find(({ name }) => name === 'id')?.value ?? '',
      file,
      rfcs: [...(named?.value ?? '').matchAll(/\d+/g)].map(({ 0: digits, index: offset }) => ({
        number: Number(digits),
        place: placeAt(text, (named?.at ?? 0) + offset),
      })),
      naming: (number) => {
        // With the brace, so that the edits of two RFCs overlap and the second waits for the first.
        if (named === undefined) return { file, start: end, end: end + 1, text: ` rfcs="${number}"}` };
        const numbers = [
          ...named.value
            .split(/\s+/)
            .filter((word) => word !== '')
            .map(Number),
          number,
        ];
        const sorted = numbers.sort((a, b) => a - b).join(' ');
        const quoted = text[named.at - 1] === '"' ? sorted : `"${sorted}"`;
        return { file, start: named.at, end: named.at + named.value.length, text: quoted };
      },
    };
  });

/** By id, those that the catalogue knows: an example of the notation is none. */
export const requirementBlocks = (
  files: Files,
  requirements: ReadonlyMap<string, CatalogueEntry>,
): ReadonlyMap<string, RequirementBlock> =>
  new Map(
    files
      .list(SPECIFICATION)
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => blocksIn(`${SPECIFICATION}/${name}`, textOf(files, `${SPECIFICATION}/${name}`) ?? ''))
      .filter(({ id }) => requirements.has(id))
      .map((block) => [block.id, block]),
  );

/** A document under the linter: its text, its outline, and its front matter once that is valid. */
import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { crowdedAt, MOST_LINKS } from '../markdown/crowded.ts';
import { DEEPEST, isDeeper, nestedAt } from '../markdown/depth.ts';
import { type Outline, outlineOf, type Prose, parseMarkdown, type Root } from '../markdown/outline.ts';
import { type Finding, type Place, type Problem, START } from '../problem.ts';
import { explainIssues } from '../yaml/explain.ts';
import { type LocatedYaml, type Path, readYaml } from '../yaml/located.ts';
import { placeAt } from './text.ts';

/** What is kept of a document once its own rules have seen it; a cache holds exactly this. */
export interface Kept<Meta> {
  readonly outline: Outline;
  /** Null until the front matter is valid: a rule that reads fields has nothing to say before. */
  readonly meta: Meta | null;
  /** Why the front matter is not valid. */
  readonly faults: readonly Finding[];
  /** Why the file cannot be read as text; it is then linted no further. */
  readonly unreadable: Finding | null;
  /** What the rules for one document say of it; nothing where none were run. */
  readonly found: readonly Problem[];
}

export interface Document<Meta> extends Kept<Meta> {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly name: string;
  /** Without the byte order mark, so that places and fixes count alike with it and without. */
  readonly text: string;
  readonly byteOrderMark: boolean;
  /** Where a field stands. */
  placeOf(...path: Path): Place;
  /** Where its name stands. */
  placeOfKey(...path: Path): Place;
}

const EMPTY = parseMarkdown('');
const TOO_DEEP = { actual: `text nested more than ${DEEPEST} deep`, expected: 'text that a reader can follow' };
const TOO_CROWDED = {
  actual: `more than ${MOST_LINKS} links in one block`,
  expected: 'text that a reader can follow',
};

/** Bytes that are no text are refused before a parser sees them, and so is what it would take minutes for. */
const refusal = (bytes: Uint8Array, limit: number): Finding | null => {
  if (bytes.byteLength > limit) return { actual: `${bytes.byteLength} bytes`, expected: `at most ${limit}` };
  if (bytes.includes(0)) return { actual: 'binary content', expected: 'text in UTF-8' };
  if (!isUtf8(bytes)) return { actual: 'bytes that are not UTF-8', expected: 'text in UTF-8' };
  const text = new TextDecoder().decode(bytes);
  const nested = nestedAt(text);
  if (nested !== null) return { ...TOO_DEEP, place: placeAt(text, nested) };
  const crowded = crowdedAt(text);
  return crowded === null ? null : { ...TOO_CROWDED, place: placeAt(text, crowded) };
};

/** The tree, or that it is too deep: emphasis nests too, and what the text does not show its tree does. */
const treeOf = (text: string, unreadable: Finding | null): readonly [Root, Finding | null] => {
  if (unreadable !== null) return [EMPTY, unreadable];
  const root = parseMarkdown(text);
  return isDeeper(root, DEEPEST) ? [EMPTY, TOO_DEEP] : [root, null];
};

/** The front matter is parsed again only when somebody asks for a place in it. */
const placed = (kept: Pick<Kept<unknown>, 'outline'>) => {
  let read: LocatedYaml | null | undefined;
  return (): LocatedYaml | null => {
    if (read === undefined) {
      const { frontMatter } = kept.outline;
      read = frontMatter === null ? null : readYaml(frontMatter.text, frontMatter.line);
    }
    return read;
  };
};

/** The decoder drops a byte order mark. */
const textIn = (bytes: Uint8Array, unreadable: Finding | null): string =>
  unreadable === null ? new TextDecoder().decode(bytes) : '';

export const documentOf = <Meta>(
  path: string,
  bytes: Uint8Array,
  kept: Kept<Meta>,
  text: string = textIn(bytes, kept.unreadable),
): Document<Meta> => {
  const yaml = placed(kept);
  return {
    meta: kept.meta,
    faults: kept.faults,
    unreadable: kept.unreadable,
    found: kept.found,
    // Of a document that was glanced at, it is made when somebody asks.
    get outline() {
      return kept.outline;
    },
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    text,
    byteOrderMark: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf,
    placeOf: (...at) => yaml()?.placeOf(at) ?? START,
    placeOfKey: (...at) => yaml()?.placeOfKey(at) ?? START,
  };
};

export interface ReadSettings<Meta> {
  readonly schema: z.ZodType<Meta>;
  /** The most bytes that a document may have. */
  readonly bytes: number;
  /** The rules for one document, which see its tree; the tree is not kept. */
  readonly lint?: ((document: Document<Meta>, root: Root) => readonly Problem[]) | undefined;
}

export const readDocument = <Meta>(
  path: string,
  bytes: Uint8Array,
  { schema, bytes: limit, lint }: ReadSettings<Meta>,
): Document<Meta> => {
  const refused = refusal(bytes, limit);
  const [root, unreadable] = treeOf(textIn(bytes, refused), refused);
  const text = textIn(bytes, unreadable);
  const outline = outlineOf(root);
  const document = documentOf(path, bytes, { outline, unreadable, found: [], ...readMeta(outline, schema) }, text);
  return lint === undefined ? document : { ...document, found: lint(document, root) };
};

/** As the parser of Markdown finds it, and without it. */
const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Reads the fields alone; the rest is parsed when somebody asks. Its own rules do not run. */
export const glanceAt = <Meta>(
  path: string,
  bytes: Uint8Array,
  { schema, bytes: limit }: Pick<ReadSettings<Meta>, 'schema' | 'bytes'>,
): Document<Meta> => {
  const unreadable = refusal(bytes, limit);
  const text = textIn(bytes, unreadable);
  const fields = FRONT_MATTER.exec(text)?.[1];
  let outline: Outline | undefined;
  return documentOf(
    path,
    bytes,
    {
      unreadable,
      found: [],
      ...readMeta({ frontMatter: fields === undefined ? null : { text: fields, line: 2 } }, schema),
      get outline() {
        outline ??= outlineOf(treeOf(text, unreadable)[0]);
        return outline;
      },
    },
    text,
  );
};

const readMeta = <Meta>({ frontMatter }: Pick<Outline, 'frontMatter'>, schema: z.ZodType<Meta>) => {
  if (frontMatter === null)
    return {
      meta: null,
      faults: [{ actual: 'document without front matter', expected: 'fields between two lines of ---' }],
    };
  const yaml = readYaml(frontMatter.text, frontMatter.line);
  if (yaml.findings.length > 0) return { meta: null, faults: yaml.findings };
  const read = schema.safeParse(yaml.value);
  return read.success ? { meta: read.data, faults: [] } : { meta: null, faults: explainIssues(read.error, yaml) };
};

/** The line on which a word of a paragraph stands. */
export const within = (prose: Prose, index: number): Place => {
  const newlines = prose.text.slice(0, index).split('\n').length - 1;
  return { line: prose.place.line + newlines, column: newlines === 0 ? prose.place.column : 1 };
};

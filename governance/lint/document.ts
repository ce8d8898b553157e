/** A document under the linter: its bytes, its outline, and its front matter once that is valid. */
import type { z } from 'zod';
import { type Outline, outlineOf, type Prose, parseMarkdown, type Root } from '../markdown/outline.ts';
import { type Finding, type Place, START } from '../problem.ts';
import { explainIssues } from '../yaml/explain.ts';
import { type LocatedYaml, type Path, readYaml } from '../yaml/located.ts';

export interface Document<Meta> {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly root: Root;
  readonly outline: Outline;
  /** Null until the front matter is valid: a rule that reads fields has nothing to say before. */
  readonly meta: Meta | null;
  /** Why the front matter is not valid. */
  readonly faults: readonly Finding[];
  /** Why the file cannot be read as text; it is then linted no further. */
  readonly unreadable: Finding | null;
  /** Where a field stands. */
  placeOf(...path: Path): Place;
  /** Where its name stands. */
  placeOfKey(...path: Path): Place;
}

const EMPTY = parseMarkdown('');

/** Bytes that are no text are refused before a parser sees them. */
const refusal = (bytes: Uint8Array, limit: number): Finding | null => {
  if (bytes.byteLength > limit) return { actual: `${bytes.byteLength} bytes`, expected: `at most ${limit}` };
  if (bytes.includes(0)) return { actual: 'binary content', expected: 'text in UTF-8' };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return null;
  } catch {
    return { actual: 'bytes that are not UTF-8', expected: 'text in UTF-8' };
  }
};

export const readDocument = <Meta>(
  path: string,
  bytes: Uint8Array,
  settings: { readonly schema: z.ZodType<Meta>; readonly bytes: number },
): Document<Meta> => {
  const unreadable = refusal(bytes, settings.bytes);
  // The decoder drops a byte order mark; `readable-file` looks for it in the bytes.
  const text = unreadable === null ? new TextDecoder().decode(bytes) : '';
  const root = unreadable === null ? parseMarkdown(text) : EMPTY;
  const outline = outlineOf(root);
  const yaml = outline.frontMatter === null ? null : readYaml(outline.frontMatter.text, outline.frontMatter.line);
  const { meta, faults } = readMeta(yaml, settings.schema);
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    text,
    root,
    outline,
    meta,
    faults,
    unreadable,
    placeOf: (...at) => yaml?.placeOf(at) ?? START,
    placeOfKey: (...at) => yaml?.placeOfKey(at) ?? START,
  };
};

const readMeta = <Meta>(yaml: LocatedYaml | null, schema: z.ZodType<Meta>) => {
  if (yaml === null)
    return {
      meta: null,
      faults: [{ actual: 'document without front matter', expected: 'fields between two lines of ---' }],
    };
  if (yaml.findings.length > 0) return { meta: null, faults: yaml.findings };
  const read = schema.safeParse(yaml.value);
  return read.success ? { meta: read.data, faults: [] } : { meta: null, faults: explainIssues(read.error, yaml) };
};

/** The line on which a word of a paragraph stands. */
export const within = (prose: Prose, index: number): Place => {
  const newlines = prose.text.slice(0, index).split('\n').length - 1;
  return { line: prose.place.line + newlines, column: newlines === 0 ? prose.place.column : 1 };
};

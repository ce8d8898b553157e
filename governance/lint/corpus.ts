/** All documents at once, and what they may point at. */
import { posix } from 'node:path';
import { type Files, textOf } from '../files.ts';
import { outlineOf, parseMarkdown } from '../markdown/outline.ts';
import { fileNamePattern, type Process } from '../process.ts';
import { type RfcFrontMatter, rfcFrontMatter } from '../rfc/frontmatter.ts';
import { type CharterFrontMatter, charterFrontMatter } from '../wg/frontmatter.ts';
import { type Document, readDocument } from './document.ts';

export type Rfc = Document<RfcFrontMatter>;
export type Charter = Document<CharterFrontMatter>;

export interface Corpus {
  readonly process: Process;
  readonly files: Files;
  readonly rfcs: readonly Rfc[];
  readonly charters: readonly Charter[];
  /** Names of the folders of working groups that have a charter. */
  readonly groups: ReadonlySet<string>;
  /** Ids in the compiled catalogue; null when there is none. */
  readonly requirements: ReadonlySet<string> | null;
  /** RFCs by number, of those whose front matter is valid. */
  readonly byNumber: ReadonlyMap<number, readonly Rfc[]>;
  /** Anchors of a Markdown file; null when there is no such file. */
  anchorsOf(path: string): ReadonlySet<string> | null;
}

export const RFCS = 'rfcs';
export const GROUPS = 'working-groups';
export const CATALOGUE = 'specification/catalogue.json';

/** The Markdown files of `rfcs/` that claim to be RFCs: all but the template and the README. */
const rfcFiles = (process: Process, files: Files): readonly string[] =>
  files
    .list(RFCS)
    .filter((name) => name.endsWith('.md') && name !== process.numbering.template && name !== 'README.md')
    .map((name) => `${RFCS}/${name}`);

const charterFiles = (files: Files): readonly string[] =>
  files
    .list(GROUPS)
    .filter((name) => name.endsWith('/'))
    .map((folder) => `${GROUPS}/${folder}charter.md`);

const requirementIds = (files: Files): ReadonlySet<string> | null => {
  const text = textOf(files, CATALOGUE);
  if (text === null) return null;
  try {
    const { requirements } = JSON.parse(text) as { requirements?: readonly { id: string }[] };
    return new Set((requirements ?? []).map(({ id }) => id));
  } catch {
    return null;
  }
};

export const readCorpus = (process: Process, files: Files): Corpus => {
  const bytes = process.limits.bytes;
  const read = <Meta>(paths: readonly string[], schema: Parameters<typeof readDocument<Meta>>[2]['schema']) =>
    paths.flatMap((path) => {
      const content = files.read(path);
      return content === null ? [] : [readDocument(path, content, { schema, bytes })];
    });
  const rfcs = read(rfcFiles(process, files), rfcFrontMatter(process));
  const charters = read(charterFiles(files), charterFrontMatter(process));
  const byNumber = Map.groupBy(
    rfcs.filter(({ meta }) => meta !== null),
    ({ meta }) => meta?.number ?? 0,
  );
  const anchors = new Map<string, ReadonlySet<string> | null>(
    [...rfcs, ...charters].map(({ path, outline }) => [path, outline.anchors]),
  );
  return {
    process,
    files,
    rfcs,
    charters,
    groups: new Set(charters.map(({ path }) => posix.basename(posix.dirname(path)))),
    requirements: requirementIds(files),
    byNumber,
    anchorsOf: (path) => {
      if (!anchors.has(path)) {
        const text = textOf(files, path);
        anchors.set(path, text === null ? null : outlineOf(parseMarkdown(text)).anchors);
      }
      return anchors.get(path) ?? null;
    },
  };
};

/** What the path of an RFC says of its number; null for a name that is none. */
export const numberInName = (process: Process, name: string): number | null => {
  const digits = fileNamePattern(process).exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
};

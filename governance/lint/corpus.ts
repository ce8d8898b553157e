/** All documents at once, and what they may point at. */
import { posix } from 'node:path';
import { type Files, textOf } from '../files.ts';
import { outlineOf, parseMarkdown, type Root } from '../markdown/outline.ts';
import type { Problem } from '../problem.ts';
import { fileNamePattern, type Process, readProcess } from '../process.ts';
import { type RfcFrontMatter, rfcFrontMatter } from '../rfc/frontmatter.ts';
import { type CharterFrontMatter, charterFrontMatter } from '../wg/frontmatter.ts';
import { type Document, glanceAt, type ReadSettings, readDocument } from './document.ts';

export type Rfc = Document<RfcFrontMatter>;
export type Charter = Document<CharterFrontMatter>;

/** Who makes a change. */
export interface Actor {
  /** A handle, without its @. */
  readonly name: string;
  /** Roles that the host of the repository vouches for, by their ids in the process. */
  readonly roles?: readonly string[];
}

/** The state that a change begins from. */
export interface Base {
  readonly files: Files;
  /** Paths that differ from it or are there on one side alone. */
  readonly changed: ReadonlySet<string>;
}

/** The documents as they stood. Those that did not change are not read. */
export interface Before {
  readonly process: Process | null;
  readonly files: Files;
  readonly changed: ReadonlySet<string>;
  /** The RFCs that have changed since, as they were, by path. */
  readonly rfcs: ReadonlyMap<string, Rfc>;
  /** An RFC as it was, by its path or, if its file was renamed, by its number; null for one that is new or did not change. */
  was(rfc: Rfc): Rfc | null;
}

export interface Situation {
  readonly base?: Base | undefined;
  readonly actor?: Actor | undefined;
  /** The day on which the clock is read. */
  readonly date?: string | undefined;
  /** Ids of the requirements that have a check. */
  readonly checks?: ReadonlySet<string> | undefined;
}

export interface Corpus {
  readonly process: Process;
  readonly files: Files;
  readonly rfcs: readonly Rfc[];
  readonly charters: readonly Charter[];
  /** Names of the folders of working groups that have a charter. */
  readonly groups: ReadonlySet<string>;
  /** The compiled catalogue by id; null when there is none. */
  readonly requirements: ReadonlyMap<string, CatalogueEntry> | null;
  /** RFCs by number, of those whose front matter is valid. */
  readonly byNumber: ReadonlyMap<number, readonly Rfc[]>;
  /** Null: nobody said what to compare with. */
  readonly base: Before | null;
  /** Null: nobody said who makes the change. */
  readonly actor: Actor | null;
  /** Null: the clock is not read. */
  readonly date: string | null;
  /** Null: not known. */
  readonly checks: ReadonlySet<string> | null;
  /** Anchors of a Markdown file; null when there is no such file. */
  anchorsOf(path: string): ReadonlySet<string> | null;
}

/** What we read of a requirement. */
export interface CatalogueEntry {
  readonly id: string;
  readonly testable?: string;
  /** Why it is not testable. */
  readonly reason?: string;
}

export const RFCS = 'rfcs';
export const GROUPS = 'working-groups';
export const CATALOGUE = 'specification/catalogue.json';

/** The Markdown files of `rfcs/` that claim to be RFCs: all but the template and the README. */
export const rfcFiles = (process: Process, files: Files): readonly string[] =>
  files
    .list(RFCS)
    .filter((name) => name.endsWith('.md') && name !== process.numbering.template && name !== 'README.md')
    .map((name) => `${RFCS}/${name}`);

const charterFiles = (files: Files): readonly string[] =>
  files
    .list(GROUPS)
    .filter((name) => name.endsWith('/'))
    .map((folder) => `${GROUPS}/${folder}charter.md`);

const catalogueOf = (files: Files): ReadonlyMap<string, CatalogueEntry> | null => {
  const text = textOf(files, CATALOGUE);
  if (text === null) return null;
  try {
    const { requirements } = JSON.parse(text) as { requirements?: readonly CatalogueEntry[] };
    return new Map((requirements ?? []).map((requirement) => [requirement.id, requirement]));
  } catch {
    return null;
  }
};

/** Reads one document; a cache stands in for it. */
export type Read = typeof readDocument;
/** Reads its fields; what remembers them stands in for it. */
export type Glance = typeof glanceAt;

export interface How extends Situation {
  /** The rules for one document, run while its tree is at hand. */
  readonly lintRfc?: (document: Rfc, root: Root, process: Process) => readonly Problem[];
  readonly lintCharter?: (document: Charter, root: Root, process: Process) => readonly Problem[];
  readonly read?: Read;
  readonly glance?: Glance | undefined;
  /** What is asked about; of other documents the fields are read, and the text where a rule looks into it. All, when absent. */
  readonly only?: ReadonlySet<string> | undefined;
}

const byNumberOf = (rfcs: readonly Rfc[]): ReadonlyMap<number, readonly Rfc[]> =>
  Map.groupBy(
    rfcs.filter(({ meta }) => meta !== null),
    ({ meta }) => meta?.number ?? 0,
  );

const before = ({ files, changed }: Base, head: Corpus['process']): Before => {
  const { process } = readProcess(files);
  const known = process ?? head;
  const settings = { schema: rfcFrontMatter(known), bytes: known.limits.bytes };
  const rfcs = new Map(
    rfcFiles(known, files).flatMap((path): readonly (readonly [string, Rfc])[] => {
      const content = changed.has(path) ? files.read(path) : null;
      return content === null ? [] : [[path, readDocument(path, content, settings)]];
    }),
  );
  const byNumber = byNumberOf([...rfcs.values()]);
  const was = ({ path, meta }: Rfc): Rfc | null =>
    rfcs.get(path) ?? (meta === null ? undefined : byNumber.get(meta.number)?.[0]) ?? null;
  return { process, files, changed, rfcs, was };
};

export const readCorpus = (process: Process, files: Files, how: How = {}): Corpus => {
  const {
    base,
    actor,
    date,
    checks,
    lintRfc,
    lintCharter,
    only,
    read: readOne = readDocument,
    glance = glanceAt,
  } = how;
  const bytes = process.limits.bytes;
  const readAll = <Meta>(paths: readonly string[], settings: ReadSettings<Meta>) =>
    paths.flatMap((path) => {
      const content = files.read(path);
      if (content === null) return [];
      const whole = settings.lint !== undefined && (only?.has(path) ?? true);
      return [whole ? readOne(path, content, settings) : glance(path, content, settings)];
    });
  const rfcs = readAll(rfcFiles(process, files), {
    schema: rfcFrontMatter(process),
    bytes,
    lint: lintRfc === undefined ? undefined : (document, root) => lintRfc(document, root, process),
  });
  const charters = readAll(charterFiles(files), {
    schema: charterFrontMatter(process),
    bytes,
    lint: lintCharter === undefined ? undefined : (document, root) => lintCharter(document, root, process),
  });
  const documents = new Map([...rfcs, ...charters].map((document) => [document.path, document]));
  const anchors = new Map<string, ReadonlySet<string> | null>();
  return {
    process,
    files,
    rfcs,
    charters,
    groups: new Set(charters.map(({ path }) => posix.basename(posix.dirname(path)))),
    requirements: catalogueOf(files),
    byNumber: byNumberOf(rfcs),
    base: base === undefined ? null : before(base, process),
    actor: actor ?? null,
    date: date ?? null,
    checks: checks ?? null,
    anchorsOf: (path) => {
      const document = documents.get(path);
      if (document !== undefined) return document.outline.anchors;
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

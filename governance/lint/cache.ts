/**
 * What the rules for one document found, kept by the digest of the file and of everything that rules are made of. A document that
 * has not changed is not parsed again; rules that look at more than one file run every time.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../files.ts';
import type { Outline } from '../markdown/outline.ts';
import { PROCESS_FILE } from '../process.ts';
import type { Read } from './corpus.ts';
import { type Document, documentOf, type Kept, readDocument } from './document.ts';

export interface Cache {
  readonly read: Read;
  /** Writes what was used, and forgets the rest. */
  save(): void;
}

const GOVERNANCE = join(import.meta.dirname, '..');
/** Folders whose code decides what is found in a document. */
const SOURCES = ['.', 'lint', 'lint/rules', 'markdown', 'rfc', 'rfc/rules', 'wg', 'wg/rules', 'yaml'];

const rulesDigest = (files: Files): string => {
  const hash = createHash('sha256').update(files.read(PROCESS_FILE) ?? '');
  for (const folder of SOURCES)
    for (const name of readdirSync(join(GOVERNANCE, folder)).sort())
      if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(readFileSync(join(GOVERNANCE, folder, name)));
  return hash.digest('hex');
};

interface Shelved {
  readonly outline: Omit<Outline, 'anchors'> & { readonly anchors: readonly string[] };
}

/** Without what only rules for one document read: its prose. */
const shelve = <Meta>({ outline, meta, faults, unreadable, found }: Document<Meta>): string =>
  JSON.stringify({
    meta,
    faults,
    unreadable,
    found,
    outline: {
      ...outline,
      anchors: [...outline.anchors],
      paragraphs: [],
      comments: [],
      blocks: outline.blocks.filter(({ meta: said }) => said !== ''),
    },
  });

const unshelve = <Meta>(line: string): Kept<Meta> => {
  const kept = JSON.parse(line) as Shelved & Omit<Kept<Meta>, 'outline'>;
  return { ...kept, outline: { ...kept.outline, anchors: new Set(kept.outline.anchors) } };
};

/** Entries by key; none where the rules have changed since, or the file is not ours. */
const load = (file: string, digest: string): Map<string, string> => {
  const entries = new Map<string, string>();
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return entries;
  }
  if (!text.startsWith(`${digest}\n`)) return entries;
  for (const line of text.split('\n').slice(1)) {
    const at = line.indexOf(' ');
    if (at > 0) entries.set(line.slice(0, at), line.slice(at + 1));
  }
  return entries;
};

export const cacheIn = (folder: string, name: string, files: Files): Cache => {
  const file = join(folder, `${name}.cache`);
  const digest = rulesDigest(files);
  const known = load(file, digest);
  const used = new Map<string, string>();
  return {
    read: (path, bytes, settings) => {
      const key = createHash('sha256').update(path).update('\0').update(bytes).digest('hex');
      const line = known.get(key);
      if (line !== undefined) {
        used.set(key, line);
        return documentOf(path, bytes, unshelve(line));
      }
      const document = readDocument(path, bytes, settings);
      used.set(key, shelve(document));
      return document;
    },
    save: () => {
      if (used.size === known.size && [...used.keys()].every((key) => known.has(key))) return;
      mkdirSync(folder, { recursive: true });
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, [digest, ...[...used].map(([key, line]) => `${key} ${line}`), ''].join('\n'));
      renameSync(draft, file);
    },
  };
};

/** For whoever lists documents again and again while they are written: one that is as it was is not read again. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles, type Files } from '../files.ts';
import type { Glance } from './corpus.ts';
import { type Document, glanceAt, type ReadSettings } from './document.ts';

/** The files on disk; one that was not written since, by its time and size, gives the same bytes again. */
export function rememberingFiles(root: string): Files {
  const seen = new Map<string, { readonly stamp: string; readonly bytes: Uint8Array }>();
  return {
    ...diskFiles(root),
    read: (path) => {
      const file = join(root, path);
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat?.isFile() !== true) return null;
      const stamp = `${stat.mtimeMs} ${stat.size}`;
      const last = seen.get(path);
      if (last?.stamp === stamp) return last.bytes;
      const bytes = readFileSync(file);
      seen.set(path, { stamp, bytes });
      return bytes;
    },
  };
}

/** Holds for one process document: with another, the same bytes may mean something else. */
export function rememberingGlance(): Glance {
  const seen = new Map<string, { readonly bytes: Uint8Array; readonly document: Document<unknown> }>();
  return <Meta>(path: string, bytes: Uint8Array, settings: Pick<ReadSettings<Meta>, 'schema' | 'bytes'>) => {
    const last = seen.get(path);
    // What stands at a path is always of one kind, and read by the schema of that kind.
    if (last !== undefined && Buffer.compare(last.bytes, bytes) === 0) return last.document as Document<Meta>;
    const document = glanceAt(path, bytes, settings);
    seen.set(path, { bytes, document });
    return document;
  };
}

/** For whoever lists documents again and again while they are written: one whose bytes are as they were is not read again. */
import type { Glance } from './corpus.ts';
import { type Document, glanceAt, type ReadSettings } from './document.ts';

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

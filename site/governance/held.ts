/** What is read from the repository is held: by a build for good, and while somebody writes until one of its files has changed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const isWriting = (): boolean => import.meta.env?.DEV === true;

/** When it was written, and its size; of a folder, of each file in it. What is not there has no stamp, and may come. */
function stamp(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'none';
  if (!stat.isDirectory()) return `${stat.mtimeMs} ${stat.size}`;
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => `${entry.name} ${entry.isFile() ? stamp(join(path, entry.name)) : ''}`)
    .join('\n');
}

/** `from`: the files, and the folders of files, that it is read from. */
export function held<T>(read: () => T, from: () => readonly string[], writing: () => boolean = isWriting): () => T {
  let last: { readonly value: T; readonly stamps: string } | undefined;
  return () => {
    if (last !== undefined && !writing()) return last.value;
    const stamps = writing() ? from().map(stamp).join('\n\n') : '';
    if (last?.stamps !== stamps) last = { value: read(), stamps };
    return last.value;
  };
}

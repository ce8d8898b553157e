/** The files that a check may look at: a folder on disk, or a few texts in an example. Paths are relative, with slashes. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Files {
  /** Whether a file or folder stands there. */
  exists(path: string): boolean;
  /** Its bytes; null when there is no such file. */
  read(path: string): Uint8Array | null;
  /** Names in a folder, folders with a slash after them, sorted; empty when there is no such folder. */
  list(folder: string): readonly string[];
}

export const textOf = (files: Files, path: string): string | null => {
  const bytes = files.read(path);
  return bytes === null ? null : new TextDecoder().decode(bytes);
};

export const diskFiles = (root: string): Files => ({
  exists: (path) => existsSync(join(root, path)),
  read: (path) => {
    const file = join(root, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null;
  },
  list: (folder) => {
    const path = join(root, folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) return [];
    return readdirSync(path, { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort();
  },
});

export const memoryFiles = (texts: Readonly<Record<string, string | Uint8Array>>): Files => {
  const paths = Object.keys(texts);
  return {
    exists: (path) =>
      path === '' || paths.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`)),
    read: (path) => {
      const text = texts[path];
      return text === undefined ? null : typeof text === 'string' ? new TextEncoder().encode(text) : text;
    },
    list: (folder) => {
      const prefix = `${folder}/`;
      const names = paths
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length).replace(/\/.*$/s, '/'));
      return [...new Set(names)].sort();
    },
  };
};

/** The same files with these texts in place of theirs, or beside them. */
export const overlay = (files: Files, texts: Readonly<Record<string, string>>): Files => {
  const above = memoryFiles(texts);
  return {
    exists: (path) => above.exists(path) || files.exists(path),
    read: (path) => above.read(path) ?? files.read(path),
    list: (folder) => [...new Set([...files.list(folder), ...above.list(folder)])].sort(),
  };
};

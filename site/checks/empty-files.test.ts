import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { noEmptyFiles } from './empty-files.ts';

const folders: string[] = [];

/** A built site of these files. */
function built(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-empty-'));
  folders.push(folder);
  mkdirSync(join(folder, 'pagefind'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What the build does at its end. */
const end = (folder: string): void => {
  const done = noEmptyFiles().hooks['astro:build:done'] as (options: { readonly dir: URL }) => void;
  done({ dir: pathToFileURL(`${folder}/`) });
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a build', () => {
  it('ends well where each file holds something', () => {
    expect(() => end(built({ 'index.html': '<p>', 'pagefind/pagefind-entry.json': '{}' }))).not.toThrow();
  });

  it('fails where a file was left without a byte, and names it and what to do', () => {
    const folder = built({
      'index.html': '<p>',
      'pagefind/pagefind-entry.json': '',
      'pagefind/pagefind.js': 'export {}',
    });
    expect(() => end(folder)).toThrow(/: pagefind\/pagefind-entry\.json\. Do not publish this build; build again/);
  });

  it('names the first of many, and says how many more', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    expect(() => end(built(Object.fromEntries(names.map((name) => [name, '']))))).toThrow(/: a, b, c and 2 more\. /);
  });
});

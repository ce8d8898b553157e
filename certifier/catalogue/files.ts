/** The catalogue on disk: the pages it is made from, and the committed files that are made of it. Development only. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Compiled, compile, compiledFiles, type Page } from './compile.ts';
import { documentText } from './document.ts';

export const SPECIFICATION = new URL('../../specification/', import.meta.url).pathname;

export async function readPages(folder = SPECIFICATION): Promise<readonly Page[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  return Promise.all(
    names.map(async (name) => ({ name: name.slice(0, -3), text: await readFile(join(folder, name), 'utf8') })),
  );
}

/** Each generated file, by its path below the folder, to its text. */
const generated = (pages: readonly Page[], { catalogue }: Compiled): ReadonlyMap<string, string> =>
  new Map([...compiledFiles(catalogue), ['../SPECIFICATION.md', documentText(pages, catalogue)]]);

/** Compiles, and writes the files unless something is wrong with the pages. */
export async function buildCatalogue(folder = SPECIFICATION): Promise<Compiled> {
  const pages = await readPages(folder);
  const compiled = compile(pages);
  if (compiled.problems.length > 0) return compiled;
  for (const [name, text] of generated(pages, compiled)) await writeFile(join(folder, name), text);
  return compiled;
}

/** The committed files that are not what the pages say. */
export async function staleCatalogue(folder = SPECIFICATION): Promise<readonly string[]> {
  const pages = await readPages(folder);
  const stale: string[] = [];
  for (const [name, text] of generated(pages, compile(pages))) {
    if ((await readFile(join(folder, name), 'utf8').catch(() => '')) !== text) stale.push(name);
  }
  return stale;
}

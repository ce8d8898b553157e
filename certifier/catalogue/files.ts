/** The catalogue on disk: the pages it is made from, and the committed file it is written to. Development only. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Compiled, compile, compiledFiles, type Page } from './compile.ts';

export const SPECIFICATION = new URL('../../specification/', import.meta.url).pathname;

export async function readPages(folder = SPECIFICATION): Promise<readonly Page[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  return Promise.all(
    names.map(async (name) => ({ name: name.slice(0, -3), text: await readFile(join(folder, name), 'utf8') })),
  );
}

/** Compiles, and writes the files unless something is wrong with the pages. */
export async function buildCatalogue(folder = SPECIFICATION): Promise<Compiled> {
  const compiled = compile(await readPages(folder));
  if (compiled.problems.length > 0) return compiled;
  for (const [name, text] of compiledFiles(compiled.catalogue)) await writeFile(join(folder, name), text);
  return compiled;
}

/** The committed files that are not what the pages say. */
export async function staleCatalogue(folder = SPECIFICATION): Promise<readonly string[]> {
  const compiled = compile(await readPages(folder));
  const stale: string[] = [];
  for (const [name, text] of compiledFiles(compiled.catalogue)) {
    if ((await readFile(join(folder, name), 'utf8').catch(() => '')) !== text) stale.push(name);
  }
  return stale;
}

/** The catalogue on disk: the pages it is made from, and the committed file it is written to. Development only. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Compiled, catalogueText, compile, type Page } from './compile.ts';

export const SPECIFICATION = new URL('../../specification/', import.meta.url).pathname;
export const CATALOGUE_FILE = join(SPECIFICATION, 'catalogue.json');

export async function readPages(folder = SPECIFICATION): Promise<readonly Page[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  return Promise.all(
    names.map(async (name) => ({ name: name.slice(0, -3), text: await readFile(join(folder, name), 'utf8') })),
  );
}

/** Compiles, and writes the file unless something is wrong with the pages. */
export async function buildCatalogue(folder = SPECIFICATION): Promise<Compiled> {
  const compiled = compile(await readPages(folder));
  if (compiled.problems.length === 0)
    await writeFile(join(folder, 'catalogue.json'), catalogueText(compiled.catalogue));
  return compiled;
}

/** Whether the committed file is what the pages say. */
export async function catalogueIsFresh(folder = SPECIFICATION): Promise<boolean> {
  const compiled = compile(await readPages(folder));
  const committed = await readFile(join(folder, 'catalogue.json'), 'utf8').catch(() => '');
  return committed === catalogueText(compiled.catalogue);
}

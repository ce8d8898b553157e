/**
 * A few pages beside one of each kind, another few with each commit: `ACCORD_SAMPLE` says how many, or `all`; `ACCORD_SEED` says
 * which.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedOf, shuffled } from '../../certifier/seed.ts';
import { isRedirect } from '../folders/redirects.ts';
import { root } from '../lib/root.ts';

const DEFAULT = 6;

/** Every page; not what only leads to one. */
export const pagesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('index.html') && !isRedirect(readFileSync(join(folder, name), 'utf8')))
    .map((name) => name.replace(/index\.html$/, '').replaceAll('\\', '/'))
    .sort();

/** Drawn by the seed: the pages whose name, hashed with it, comes first. */
export const drawn = (pages: readonly string[], seed: string, most: number): readonly string[] =>
  shuffled(pages, seed, (page) => page).slice(0, most);

export function samplePages(folder: string): readonly string[] {
  const pages = pagesIn(folder);
  const wanted = process.env.ACCORD_SAMPLE ?? String(DEFAULT);
  if (wanted === 'all') return pages;
  const seed = seedOf(root);
  const sample = drawn(pages, seed, Number.parseInt(wanted, 10));
  console.log(`A sample of ${sample.length} of ${pages.length} pages, ACCORD_SEED=${seed}: ${sample.join(' ')}`);
  return sample;
}

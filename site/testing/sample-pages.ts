/**
 * A few pages beside one of each kind, another few with each commit: `ACCORD_SAMPLE` says how many, or `all`; `ACCORD_SEED` says
 * which.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { root } from '../lib/root.ts';

const DEFAULT = 6;

export const pagesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('index.html'))
    .map((name) => name.replace(/index\.html$/, '').replaceAll('\\', '/'))
    .sort();

function seedOf(): string {
  if (process.env.ACCORD_SEED !== undefined) return process.env.ACCORD_SEED;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'no repository';
  }
}

/** Drawn by the seed: the pages whose name, hashed with it, comes first. */
export function drawn(pages: readonly string[], seed: string, most: number): readonly string[] {
  const rank = (page: string): string => createHash('sha256').update(`${seed} ${page}`).digest('hex');
  return [...pages].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, most);
}

export function samplePages(folder: string): readonly string[] {
  const pages = pagesIn(folder);
  const wanted = process.env.ACCORD_SAMPLE ?? String(DEFAULT);
  if (wanted === 'all') return pages;
  const seed = seedOf();
  const sample = drawn(pages, seed, Number.parseInt(wanted, 10));
  console.log(`A sample of ${sample.length} of ${pages.length} pages, ACCORD_SEED=${seed}: ${sample.join(' ')}`);
  return sample;
}

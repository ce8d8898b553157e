/** A sample that is another one with each commit, and the same again where its seed is given. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** `ACCORD_SEED`, or the commit that is checked out in this folder. */
export function seedOf(folder: string): string {
  if (process.env.ACCORD_SEED !== undefined) return process.env.ACCORD_SEED;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'no repository';
  }
}

/** In the order of their names, each hashed with the seed: a sample is the first of these. */
export function shuffled<T>(items: readonly T[], seed: string, nameOf: (item: T) => string): readonly T[] {
  const rank = (item: T): string =>
    createHash('sha256')
      .update(`${seed} ${nameOf(item)}`)
      .digest('hex');
  return items
    .map((item) => ({ item, by: rank(item) }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ item }) => item);
}

/** What the official suite judged in a run: its results lie in a folder for each scenario, as `checks.json`. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const VERDICTS: ReadonlySet<unknown> = new Set(['SUCCESS', 'FAILURE', 'WARNING']);

/** How many different checks gave a verdict; some give one for each of many messages. */
export function judgedIn(folder: string): number {
  const ids = new Set<unknown>();
  for (const name of globSync('**/checks.json', { cwd: folder })) {
    const checks = JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly { id: unknown; status: unknown }[];
    for (const { id, status } of checks) if (VERDICTS.has(status)) ids.add(id);
  }
  return ids.size;
}

/** Adds what was measured to the history: of which commit, on which machine, and how busy that was. */
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Entry, HISTORY_FILE, HISTORY_FORMAT } from './history.ts';

/** How many processes waited for a core on average in the last minute. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export function record(root: string, measured: Pick<Entry, 'rows' | 'runs' | 'load'>): void {
  const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root }).toString().trim();
  const entry = Entry.parse({
    format: HISTORY_FORMAT,
    at: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    changed: git('status', '--porcelain', '--untracked-files=no') !== '',
    node: process.version,
    cores: cpus().length,
    ...measured,
  });
  appendFileSync(join(root, HISTORY_FILE), `${JSON.stringify(entry)}\n`);
  console.log(`Recorded in ${HISTORY_FILE}; commit it.`);
}

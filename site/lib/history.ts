/** When each file was last changed, from one walk of the history. */
import { execFileSync } from 'node:child_process';
import { root } from './root.ts';

/** Reads `git log --format=%x00%cI --name-only`: the first time a file appears is its latest change. */
export function latestChanges(log: string): ReadonlyMap<string, Date> {
  const latest = new Map<string, Date>();
  for (const commit of log.split('\0')) {
    const [date, ...files] = commit.split('\n').filter((line) => line !== '');
    if (date === undefined) continue;
    for (const file of files) if (!latest.has(file)) latest.set(file, new Date(date));
  }
  return latest;
}

let held: ReadonlyMap<string, Date> | undefined;

/** Empty outside a Git checkout: then no page says when it was changed. */
export function changes(): ReadonlyMap<string, Date> {
  if (held !== undefined) return held;
  try {
    const log = execFileSync('git', ['log', '--format=%x00%cI', '--name-only'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    held = latestChanges(log);
  } catch {
    held = new Map();
  }
  return held;
}

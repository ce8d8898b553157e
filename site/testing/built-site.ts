/** The site as it is built, with sample results, below a base path. Built once for all test files that look at it. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { writeSampleImplementations, writeSampleResults } from './sample-results.ts';

export const BASE = '/below/';
/** Where it would stand. */
export const SITE = 'https://site.example';

const BUILT = 'built';
const FAILED = 'failed';

async function build(folder: string): Promise<void> {
  const results = join(folder, 'results');
  const implementations = join(folder, 'implementations');
  await writeSampleResults(results);
  await writeSampleImplementations(implementations);
  const manifest = createRequire(import.meta.url).resolve('astro/package.json');
  // Not the variables that vitest sets for itself: Vite would take them for its own.
  const { PATH, HOME, TMPDIR } = process.env;
  const env = {
    PATH,
    HOME,
    TMPDIR,
    ACCORD_OUT: join(folder, 'site'),
    ACCORD_SITE: SITE,
    ACCORD_BASE: BASE,
    ACCORD_RESULTS: results,
    ACCORD_IMPLEMENTATIONS: implementations,
  };
  try {
    await promisify(execFile)(process.execPath, [join(dirname(manifest), 'bin/astro.mjs'), 'build'], { env });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`The site was not built.\n${stdout.slice(-2_000)}${stderr.slice(-4_000)}`, { cause });
  }
}

/** Another test file builds it: waits until that says how it ended. */
const ended = (folder: string): Promise<void> =>
  new Promise((resolve) => {
    const isEnded = (): boolean => [BUILT, FAILED].some((name) => existsSync(join(folder, name)));
    const watcher = watch(folder, () => {
      if (!isEnded()) return;
      watcher.close();
      resolve();
    });
    // It may have ended before anybody watched.
    if (isEnded()) {
      watcher.close();
      resolve();
    }
  });

/** The folder that holds the built site. */
export async function builtSite(): Promise<string> {
  const folder = inject('siteFolder');
  try {
    mkdirSync(join(folder, 'claimed'));
  } catch {
    await ended(folder);
    if (existsSync(join(folder, FAILED))) throw new Error(readFileSync(join(folder, FAILED), 'utf8'));
    return join(folder, 'site');
  }
  try {
    await build(folder);
  } catch (cause) {
    writeFileSync(join(folder, FAILED), cause instanceof Error ? cause.message : String(cause));
    throw cause;
  }
  writeFileSync(join(folder, BUILT), '');
  return join(folder, 'site');
}

/** Building the site, and serving what was built. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { serve } from '../site/server/serve.ts';
import { UsageError } from './exit.ts';
import { ROOT } from './root.ts';

const astro = (): string => {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('astro/package.json');
  const { bin } = require(manifest) as { readonly bin: { readonly astro: string } };
  return join(dirname(manifest), bin.astro);
};

/** In a process group of its own, so that Ctrl-C reaches it through us, once. */
const run = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [astro(), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0' },
  });

function endOn(signal: AbortSignal, child: ChildProcess): void {
  const end = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    } catch {
      // It ended by itself in the meantime.
    }
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
}

/** What it said, where it failed; undefined where it did not. */
export function buildSite(signal: AbortSignal): Promise<string | undefined> {
  const child = run(['build']);
  endOn(signal, child);
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk;
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : said));
  });
}

/** Where a visitor of an Astro site expects it. */
const PORT = 4321;

/** Serves until the signal fires. `onAddress` hears where. Rejects with what is wrong, where it cannot. */
export async function serveSite(signal: AbortSignal, onAddress: (url: string) => void): Promise<void> {
  const folder = resolve(ROOT, process.env.ACCORD_OUT ?? 'dist/site');
  if (!existsSync(join(folder, 'index.html')))
    throw new UsageError(`there is no built site in ${folder}; npm run build:site builds it`);
  const served = await serve(folder, process.env.ACCORD_BASE ?? '/', { port: PORT }).catch((cause: unknown) => {
    throw new UsageError(`the site could not be served: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  onAddress(served.url);
  if (!signal.aborted) await once(signal, 'abort');
  await served.close();
}

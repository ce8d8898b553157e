/** Building the site, and serving what was built. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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

const firstLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '') ?? 'astro preview ended without a word';

/** Serves until the signal fires. `onAddress` hears where. Rejects with what it said, where it could not. */
export function serveSite(signal: AbortSignal, onAddress: (url: string) => void): Promise<void> {
  const child = run(['preview']);
  endOn(signal, child);
  let said = '';
  let told = false;
  const hear = (chunk: Buffer): void => {
    said += stripVTControlCharacters(String(chunk));
    const url = /https?:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+\S*/.exec(said)?.[0];
    if (told || url === undefined) return;
    told = true;
    onAddress(url);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      // Whoever interrupts the whole group ends the server too, and that is how one leaves it.
      if (signal.aborted || code === 0 || killedBy !== null || code === 130) resolve();
      else reject(new UsageError(`the site could not be served: ${firstLine(said)}`));
    });
  });
}

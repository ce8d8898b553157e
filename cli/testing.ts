/** Runs the command as a user does, for tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { main } from './main.ts';

const ENTRY = fileURLToPath(new URL('./accord.mjs', import.meta.url));

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface How {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** An open file in place of the pipe that is read. */
  readonly stdout?: number;
  /** Called once the process was started. */
  readonly started?: (child: ChildProcess) => void;
}

export function accord(args: readonly string[], { cwd, env = {}, stdout: into, started }: How = {}): Promise<Outcome> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['pipe', into ?? 'pipe', 'pipe'],
  });
  started?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin?.end();
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })));
}

/** The same without a process of its own, for what is decided before anything is started; one after the other. */
export async function accordHere(args: readonly string[]): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const { exitCode } = process;
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      written[name] += text;
      const taken = rest.find((each) => typeof each === 'function');
      taken?.();
      return true;
    }),
  );
  try {
    process.exitCode = 0;
    await main(['node', 'accord', ...args]);
    return { status: Number(process.exitCode), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = exitCode;
  }
}

/** A folder of one's own, gone when the test is. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'accord-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

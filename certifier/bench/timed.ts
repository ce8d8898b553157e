/** Runs commands several times, each as a whole process, and says how long they took and how much memory they had at most. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Timing {
  /** Milliseconds from start to exit. */
  readonly wall: Spread;
  /** Milliseconds of the processor that the Node process itself had, and its peak resident memory in MiB; absent where it could not say. */
  readonly cpu?: Spread;
  readonly memory?: Spread;
  readonly status: number | null;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { min: at(0), median: at(Math.floor(sorted.length / 2)), max: at(sorted.length - 1) };
}

/**
 * What Node loads first: at exit it writes what the process used where we look for it. Children do not inherit it. No module, for that
 * would begin with what loads modules, a fifth of the start of an empty Node.
 */
const probe = (file: string): string => `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
  require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(used));
});
`;

interface Used {
  readonly cpu: number;
  readonly memory: number;
}

interface Once {
  readonly wall: number;
  readonly used: Used | undefined;
  readonly status: number | null;
}

function usedIn(file: string): Used | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Used;
  } catch {
    // It was ended by a signal, and had no time to say.
    return undefined;
  }
}

export interface RunOptions {
  /** Close its stdin at once, as a client does that wants it to exit. */
  readonly endInput?: boolean;
  readonly cwd?: string;
  /** Beside what we have ourselves. */
  readonly env?: Readonly<Record<string, string>>;
  /** False: for what takes long enough that a first run is like any other. */
  readonly warmUp?: boolean;
}

function once(args: readonly string[], { endInput = false, cwd, env = {} }: RunOptions): Promise<Once> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  const file = join(folder, 'used');
  const first = join(folder, 'probe.cjs');
  writeFileSync(first, probe(file));
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', first, ...args], {
    stdio: [endInput ? 'pipe' : 'ignore', 'ignore', 'ignore'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stdin?.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const wall = performance.now() - start;
      const used = usedIn(file);
      rmSync(folder, { recursive: true, force: true });
      resolve({ wall, used, status });
    });
  });
}

export interface Command extends RunOptions {
  readonly args: readonly string[];
}

function timingOf(runs: readonly Once[]): Timing {
  const used = runs.flatMap((each) => each.used ?? []);
  return {
    wall: spread(runs.map(({ wall }) => wall)),
    ...(used.length === 0
      ? {}
      : { cpu: spread(used.map(({ cpu }) => cpu)), memory: spread(used.map(({ memory }) => memory)) }),
    status: runs.at(-1)?.status ?? null,
  };
}

/** Commands that are compared take turns, so that what else the machine does falls on all of them. One round to warm up is not counted. */
export async function timedInTurns(commands: readonly Command[], runs: number): Promise<readonly Timing[]> {
  const counted: Once[][] = commands.map(() => []);
  for (const { args, ...options } of commands) if (options.warmUp !== false) await once(args, options);
  for (let run = 0; run < runs; run++)
    for (const [index, { args, ...options }] of commands.entries()) counted[index]?.push(await once(args, options));
  return counted.map(timingOf);
}

export async function timed(args: readonly string[], runs: number, options: RunOptions = {}): Promise<Timing> {
  const [timing] = await timedInTurns([{ args, ...options }], runs);
  return timing as Timing;
}

/** Runs a command several times as a whole process, and says how long it took and how much memory it had at most. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  /** Peak resident memory of the Node process itself, in MiB; absent for a command that is not Node. */
  readonly memory?: Spread;
  readonly status: number | null;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { min: at(0), median: at(Math.floor(sorted.length / 2)), max: at(sorted.length - 1) };
}

/** A module that Node loads first: at exit it writes its peak memory (KiB) where we look for it. Children do not inherit it. */
const probe = (file: string): string =>
  `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`,
  )}`;

interface Once {
  readonly wall: number;
  readonly memory: number | undefined;
  readonly status: number | null;
}

/** One run. `endInput`: close its stdin at once, as a client does that wants it to exit. */
function once(args: readonly string[], { endInput = false, cwd }: RunOptions): Promise<Once> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  const file = join(folder, 'rss');
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', probe(file), ...args], {
    stdio: [endInput ? 'pipe' : 'ignore', 'ignore', 'ignore'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stdin?.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const wall = performance.now() - start;
      let memory: number | undefined;
      try {
        memory = Number(readFileSync(file, 'utf8')) / 1024;
      } catch {
        // It was ended by a signal, and had no time to say.
      }
      rmSync(folder, { recursive: true, force: true });
      resolve({ wall, memory, status });
    });
  });
}

export interface RunOptions {
  readonly endInput?: boolean;
  readonly cwd?: string;
  /** False: for what takes long enough that a first run is like any other. */
  readonly warmUp?: boolean;
}

/** One run to warm up, then this many that count. */
export async function timed(args: readonly string[], runs: number, options: RunOptions = {}): Promise<Timing> {
  if (options.warmUp !== false) await once(args, options);
  const counted: Once[] = [];
  for (let run = 0; run < runs; run++) counted.push(await once(args, options));
  const memory = counted.flatMap((each) => (each.memory === undefined ? [] : [each.memory]));
  return {
    wall: spread(counted.map(({ wall }) => wall)),
    ...(memory.length === 0 ? {} : { memory: spread(memory) }),
    status: counted.at(-1)?.status ?? null,
  };
}

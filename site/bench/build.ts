/** One build of a site, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Built {
  /** Milliseconds, of the clock and of the processor, those of what it started (the search index) too. */
  readonly wall: number;
  readonly cpu: number;
  /** Peak of the Node process, in MiB. */
  readonly memory: number;
}

export const ASTRO = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');

/** A few thousand pages are held at once, in ours and in a plain site alike. */
const HEAP_MIB = 12_000;

const TAIL = 3000;

/** A module that Node loads before anything else. */
const PROBE = new URL('./probe.ts', import.meta.url).href;

/** `times` prints two lines: of the shell itself, and of its children, each as user and system: `0m1.500s 0m0.250s`. */
export function childTime(times: string): number {
  const [, children = ''] = times.trim().split('\n');
  const parts = [...children.matchAll(/(\d+)m(\d+(?:[.,]\d+)?)s/g)];
  if (parts.length !== 2) throw new Error(`the shell says of its times: ${times}`);
  return parts.reduce(
    (sum, [, minutes, seconds = '']) => sum + Number(minutes) * 60_000 + Number(seconds.replace(',', '.')) * 1000,
    0,
  );
}

/** Builds the site that stands in `folder` anew: nothing that an earlier build kept is used. */
export async function build(folder: string): Promise<Built> {
  const place = mkdtempSync(join(tmpdir(), 'accord-site-build-'));
  const [peak, used] = [join(place, 'peak'), join(place, 'used')];
  const node = [process.execPath, `--max-old-space-size=${HEAP_MIB}`, '--import', PROBE, ASTRO, 'build', '--force'];
  const start = performance.now();
  const child = spawn(
    'sh',
    ['-c', 'used=$1; shift; "$@"; status=$?; times > "$used"; exit $status', 'sh', used, ...node],
    {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '', ASTRO_TELEMETRY_DISABLED: '1', ACCORD_BENCH_PEAK: peak },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-TAIL);
    });
  try {
    const status = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const wall = performance.now() - start;
    if (status !== 0) throw new Error(`the site in ${folder} was not built (exit ${status}):\n${said}`);
    return { wall, cpu: childTime(readFileSync(used, 'utf8')), memory: Number(readFileSync(peak, 'utf8')) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

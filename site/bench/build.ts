/** One build of a site, in a process of its own. */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of this checkout: the sites that are measured stand below it. */
export const ASTRO = join(import.meta.dirname, '../../node_modules/astro/bin/astro.mjs');

export interface Built {
  /** Milliseconds, of the clock and of the processor, those of what it started too; and peak memory in MiB. */
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
  /** Pages that it wrote. */
  readonly pages: number;
}

/** At exit it writes what the process used, with all its threads. */
const probe = (file: string): string =>
  `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from 'node:fs'; process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); writeFileSync(${JSON.stringify(file)}, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 })); });`,
  )}`;

const TAIL = 4000;

export function build(folder: string): Promise<Built> {
  const place = mkdtempSync(join(tmpdir(), 'accord-site-build-'));
  const [file, out] = [join(place, 'used'), join(place, 'out')];
  const args = ['--max-old-space-size=12000', '--import', probe(file), ASTRO, 'build'];
  const start = performance.now();
  const child = spawn(process.execPath, [...args, '--outDir', out], {
    cwd: folder,
    env: { ...process.env, ACCORD_OUT: out, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-TAIL);
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const wall = performance.now() - start;
      try {
        if (status !== 0) throw new Error(`the site in ${folder} was not built (exit ${status}):\n${said}`);
        const used = JSON.parse(readFileSync(file, 'utf8')) as Pick<Built, 'cpu' | 'memory'>;
        resolve({ wall, ...used, pages: globSync('**/*.html', { cwd: out }).length });
      } catch (cause) {
        reject(cause);
      } finally {
        rmSync(place, { recursive: true, force: true });
      }
    });
  });
}

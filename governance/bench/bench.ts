/**
 * `node governance/bench/bench.ts [count …]`: all rules over generated corpora, beside the time that remark needs to parse the same
 * files. Speed is shown here, never asserted by a test: machines differ, so read the ratios.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate.ts';

const WORDS = 1500;
const given = process.argv.slice(2).map(Number);
if (given.some((count) => !Number.isInteger(count) || count < 1)) {
  console.error('each count is a whole number from 1: node governance/bench/bench.ts [count …]');
  process.exit(2);
}
const counts = given.length === 0 ? [1, 1000, 5000] : given;

interface Measured {
  readonly ms: number;
  /** Milliseconds of the processor: what a busy machine does not change. */
  readonly cpu: number;
  readonly mib: number;
  readonly findings: number;
}

const once = (...args: readonly string[]): Measured & { readonly whole: number } => {
  const start = performance.now();
  const output = execFileSync(process.execPath, [join(import.meta.dirname, 'once.ts'), ...args]);
  return { ...(JSON.parse(output.toString()) as Measured), whole: performance.now() - start };
};

console.log(
  `Node ${process.version}, ${cpus().length} cores; RFCs of ${WORDS} words; each line a process of its own\n`,
);
for (const count of counts) {
  const root = mkdtempSync(join(tmpdir(), 'accord-rfc-bench-'));
  try {
    generate(root, count, WORDS);
    const cache = join(root, '.accord');
    const parse = once('parse', root);
    const cold = once('check', root, cache);
    const warm = once('check', root, cache);
    console.log(`${count} RFCs${cold.findings === 0 ? '' : `, ${cold.findings} findings`}`);
    for (const [what, { ms, cpu, mib, whole }] of [
      ['remark alone', parse],
      ['all rules, cold', cold],
      ['all rules, warm', warm],
    ] as const)
      console.log(
        `  ${what.padEnd(18)}${ms.toFixed(0).padStart(8)} ms${cpu.toFixed(0).padStart(8)} ms of the processor${mib.toFixed(0).padStart(7)} MiB${whole.toFixed(0).padStart(8)} ms with the start of Node`,
      );
    console.log(
      `  cold / remark     ${(cold.ms / parse.ms).toFixed(2).padStart(8)}×${(cold.cpu / parse.cpu).toFixed(2).padStart(8)}× of the processor\n`,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

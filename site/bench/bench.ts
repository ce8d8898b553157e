/**
 * `npm run bench:site [-- count …]`: our site beside plain Starlight on the same Markdown, in one run: how much of the processor a build
 * takes, how it grows, and how long an edit takes to be served while writing. Speed is shown here, never asserted by a test.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { generateBehind } from '../../governance/bench/generate.ts';
import { type Built, build } from './build.ts';
import { editToServed } from './edit.ts';
import { plainSite } from './plain.ts';

const ROOT = join(import.meta.dirname, '../..');
const WORDS = 1500;
const EDITS = 5;
const EDIT_AIM_MS = 500;

const given = process.argv.slice(2).map(Number);
if (given.some((count) => !Number.isInteger(count) || count < 1)) {
  console.error('each count is a whole number from 1: npm run bench:site [-- count …]');
  process.exit(2);
}
const counts = given.length === 0 ? [1000, 5000] : given;

/** A checkout of its own: what git knows of this one, with so many more RFCs. The last of their files. */
function checkout(folder: string, count: number): string | undefined {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, maxBuffer: 2 ** 28 })
    .toString()
    .split('\0');
  for (const file of files) {
    if (file === '') continue;
    mkdirSync(join(folder, file, '..'), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  const stands = readdirSync(join(folder, 'rfcs')).filter((name) => /^\d{4}-.*\.md$/.test(name)).length;
  return generateBehind(folder, stands, count, WORDS).at(-1);
}

const line = (what: string, { wall, cpu, memory, pages }: Built): void =>
  console.log(
    `  ${what.padEnd(18)}${(cpu / 1000).toFixed(1).padStart(8)} s of the processor${(wall / 1000).toFixed(1).padStart(8)} s${memory.toFixed(0).padStart(7)} MiB${String(pages).padStart(8)} pages`,
  );

interface Pair {
  readonly ours: Built;
  readonly plain: Built;
}

async function measured(count: number): Promise<Pair> {
  // Below the checkout, in its ignored folder: its modules are found from there, and no link leads to them.
  mkdirSync(join(ROOT, '.accord'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.accord/site-bench-'));
  try {
    const [ours, plain] = [join(folder, 'ours'), join(folder, 'plain')];
    mkdirSync(ours);
    const last = checkout(ours, count);
    plainSite(plain, ours);
    console.log(`${count} generated RFCs, load ${loadavg()[0]?.toFixed(1)}`);
    const pair = { ours: await build(ours), plain: await build(plain) };
    line('ours', pair.ours);
    line('plain Starlight', pair.plain);
    if (last !== undefined) {
      const times = await editToServed(ours, last, EDITS);
      const [least = 0, median = 0, most = 0] = [times[0], times[Math.floor(times.length / 2)], times.at(-1)];
      console.log(
        `  an edit is served after ${median.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)}; aim ${EDIT_AIM_MS} ms at 1,000)`,
      );
    }
    return pair;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`Node ${process.version}, ${cpus().length} cores; RFCs of ${WORDS} words; each build a process of its own`);
console.log(
  'Ours holds pages that plain Starlight has not (each requirement, each result): read what one more RFC costs.\n',
);
// What stands there already, without any more: what one more RFC costs is told by the difference.
const base = await measured(1);
for (const count of counts) {
  const pair = await measured(count);
  const each = (of: keyof Pair): number => (pair[of].cpu - base[of].cpu) / (count - 1);
  if (count > 1)
    console.log(
      `  one more RFC      ${each('ours').toFixed(1).padStart(8)} ms of the processor, ${each('plain').toFixed(1)} ms in plain Starlight: ${(each('ours') / each('plain')).toFixed(2)}×\n`,
    );
}

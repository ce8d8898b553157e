/**
 * `npm run bench`: how long a run takes and what it costs, beside what cannot be avoided and beside the official suite. Speed is
 * shown here, never asserted by a test: machines differ, so read the ratios. Needs `npm run build` first (it does that itself).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHttpReference } from '../reference/reference.ts';
import { storedCopies } from './stored.ts';
import { type Spread, type Timing, timed } from './timed.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RUNS = 5;
const STORED = 1000;
const require = createRequire(import.meta.url);
const binOf = (name: string): string => {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof bin === 'string' ? bin : (Object.values(bin)[0] as string));
};

const ms = ({ min, median, max }: Spread): string =>
  `${median.toFixed(0).padStart(6)} ms  (${min.toFixed(0)} to ${max.toFixed(0)})`;
const row = (what: string, { wall, memory, status }: Timing): void => {
  const mib = memory === undefined ? '' : `  ${memory.median.toFixed(0).padStart(4)} MiB`;
  console.log(`  ${what.padEnd(58)} ${ms(wall).padEnd(28)}${mib}${status === 0 ? '' : `  exit ${status}`}`);
};
const ratio = (what: string, a: Timing, b: Timing): void =>
  console.log(`  ${what.padEnd(58)} ${(a.wall.median / b.wall.median).toFixed(2)}×`);

execFileSync(process.execPath, ['cli/build.ts'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
const accord = join(ROOT, 'dist/accord.js');
const checkout = join(ROOT, 'cli/accord.mjs');
const out = mkdtempSync(join(tmpdir(), 'accord-bench-run-'));
console.log(
  `Medians of ${RUNS} runs after one that does not count, each a whole process. Node ${process.version}, ${cpus().length} cores.\n`,
);

try {
  console.log('The command itself');
  const empty = await timed(['-e', '0'], RUNS);
  row('an empty Node', empty);
  const help = await timed([accord, '--help'], RUNS);
  row('accord --help', help);
  ratio('accord --help / an empty Node', help, empty);
  row('accord list requirements', await timed([accord, 'list', 'requirements'], RUNS));
  // It writes what stands there already, so it changes nothing.
  row('accord spec build, in the checkout', await timed([checkout, 'spec', 'build'], RUNS));

  console.log('\nserver-everything over stdio');
  const everything = binOf('@modelcontextprotocol/server-everything');
  const alone = await timed([everything], RUNS, { endInput: true });
  row('the subject alone: starts, sees its input end, exits', alone);
  const overStdio = await timed(
    [accord, 'certify', '--out', join(out, 'stdio'), '--', process.execPath, everything],
    RUNS,
  );
  row('accord certify', overStdio);
  const transcript = readFileSync(join(out, 'stdio/transcript.jsonl'), 'utf8');
  const starts = transcript.match(/"kind":"start"/g)?.length ?? 0;
  console.log(`  ${'starts of the subject in one run'.padEnd(58)} ${String(starts).padStart(6)}`);
  const floor = (alone.wall.median * starts) / 2;
  console.log(
    `  ${'beyond those starts, divided over two cores'.padEnd(58)} ${(overStdio.wall.median - floor).toFixed(0).padStart(6)} ms`,
  );

  console.log('\nCertificates');
  const [key, certified] = [join(out, 'demo.key'), join(out, 'certified')];
  const runAccord = (...args: readonly string[]) =>
    execFileSync(process.execPath, [accord, ...args], { stdio: 'ignore' });
  const server = [process.execPath, join(ROOT, 'dist/reference/main.js'), '--stdio'];
  runAccord('certify', '--fixture', '--out', certified, '--', ...server);
  runAccord('keygen', key);
  runAccord('issue', certified, '--key', key);
  row('accord verify, judged again', await timed([accord, 'verify', certified, '--key', `${key}.pub`], RUNS));
  const stored = storedCopies(certified, join(out, 'stored'), STORED);
  row(`accord recheck of ${STORED} certificates, once`, await timed([accord, 'recheck', stored], 1, { warmUp: false }));

  console.log('\nthe reference server over HTTP');
  const reference = await startHttpReference();
  try {
    const overHttp = await timed([accord, 'certify', '--out', join(out, 'http'), reference.url], RUNS);
    row('accord certify, both revisions', overHttp);
    const official = binOf('@modelcontextprotocol/conformance');
    for (const revision of ['2025-11-25', '2026-07-28']) {
      const theirs = await timed(
        [
          official,
          'server',
          '--url',
          reference.url,
          '--requirements',
          revision,
          '-o',
          join(out, `official-${revision}`),
        ],
        RUNS,
        { cwd: out },
      );
      row(`the official suite, ${revision}`, theirs);
      ratio('accord certify (both) / the official suite (this one)', overHttp, theirs);
    }
  } finally {
    await reference.close();
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

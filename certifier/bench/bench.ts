/**
 * `npm run bench [-- group …] [-- --record]`: how long a run takes and what it costs, beside what cannot be avoided and beside the
 * official suite. Speed is shown here, never asserted by a test: machines differ, so read the ratios.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsed, refuse, type Usage } from '../usage.ts';
import { benchCertificates } from './certificates.ts';
import { benchEverything, benchReference, type Place } from './certifying.ts';
import { benchCommand } from './command.ts';
import { HISTORY_FILE } from './history.ts';
import { benchJudging } from './judging.ts';
import { load, record } from './record.ts';
import { Sheet } from './sheet.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const GROUPS: Readonly<Record<string, (sheet: Sheet, place: Place, sizes: readonly number[]) => Promise<void> | void>> =
  {
    command: (sheet, place) => benchCommand(sheet, place),
    everything: (sheet, place) => benchEverything(sheet, place),
    reference: (sheet, place) => benchReference(sheet, place),
    certificates: (sheet, place) => benchCertificates(sheet, place),
    judge: (sheet, { root, runs }, sizes) => benchJudging(sheet, root, sizes, runs),
  };

interface Asked {
  readonly groups: readonly string[];
  readonly runs: number;
  readonly record: boolean;
  readonly million: boolean;
}

const USAGE: Usage = {
  script: 'npm run bench',
  words: '[group …] [--runs N] [--million] [--record]',
  does: 'Measures how long a run takes and what it costs: every group, or those that are named.',
  options: {
    group: `one of ${Object.keys(GROUPS)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}`,
    '--runs N': 'measure each N times; 5 unless another number is given',
    '--million': 'judge a recording of a million events too',
    '--record': `add what was measured to ${HISTORY_FILE}`,
  },
};

function asked(): Asked {
  const { values, positionals } = parsed(USAGE, {
    runs: { type: 'string', default: '5' },
    record: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(GROUPS, name));
  if (unknown !== undefined) return refuse(USAGE, `there is no group ${unknown}`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) return refuse(USAGE, '--runs is a whole number from 1');
  return {
    groups: positionals.length === 0 ? Object.keys(GROUPS) : positionals,
    runs,
    record: values.record,
    million: values.million,
  };
}

const { groups, runs, million, ...options } = asked();
const before = load();
execFileSync(process.execPath, ['cli/build.ts'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
const out = mkdtempSync(join(tmpdir(), 'accord-bench-run-'));
const place: Place = { root: ROOT, accord: join(ROOT, 'dist/accord.js'), out, runs };
console.log(
  `Medians of ${runs} runs after one that does not count. Node ${process.version}, ${cpus().length} cores, load ${before}.\n`,
);

const sheet = new Sheet();
try {
  for (const name of Object.keys(GROUPS))
    if (groups.includes(name)) await GROUPS[name]?.(sheet, place, [10_000, 100_000, ...(million ? [1_000_000] : [])]);
} finally {
  rmSync(out, { recursive: true, force: true });
}

const after = load();
console.log(`\nLoad at the end: ${after}.`);
if (options.record) record(ROOT, { rows: sheet.rows, runs, load: { before, after } });

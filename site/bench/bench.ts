/**
 * `npm run bench:site [-- count …]`: the site beside plain Starlight on the same Markdown, built in turns: what a build takes of the
 * processor, how that grows, and how long an edit takes to be served. Speed is shown here, never asserted by a test: machines differ,
 * so read the ratios.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HISTORY_FILE } from '../../certifier/bench/history.ts';
import { load, record } from '../../certifier/bench/record.ts';
import { Sheet } from '../../certifier/bench/sheet.ts';
import { type Spread, spread } from '../../certifier/bench/timed.ts';
import { type Built, build } from './build.ts';
import { editToServed } from './edit.ts';
import { makeSites, type Sites, WORDS } from './sites.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COUNTS = [1000, 5000] as const;
const EDITS = 7;
/** The edit is held to its aim at this many RFCs. */
const EDIT_AIM = { count: 1000, ms: 500 } as const;

const USAGE = 'npm run bench:site -- [count …] [--runs N] [--record]';
const HELP = `${USAGE}

Builds the site and a plain Starlight site of the same pages, with no further RFC and with each count of them.

  count      how many RFCs of ${WORDS} words are generated; ${COUNTS.join(' and ')} unless others are given
  --runs N   build each N times, in turns; 3 unless another number is given
  --record   add what was measured to ${HISTORY_FILE}
  --help     show this help`;

function refuse(problem: string): never {
  console.error(`accord: ${problem}: ${USAGE}`);
  process.exit(2);
}

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

function asked() {
  let given: ReturnType<typeof parse>;
  try {
    given = parse();
  } catch (cause) {
    return refuse(cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause));
  }
  const { values, positionals } = given;
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
  const counts = positionals.length === 0 ? [...COUNTS] : positionals.map(Number);
  if (!counts.every(isCount)) return refuse('each count is a whole number from 1');
  const runs = Number(values.runs);
  if (!isCount(runs)) return refuse('--runs is a whole number from 1');
  return { counts: counts.sort((a, b) => a - b), runs, wantsRecord: values.record };
}

type Pair = Readonly<Record<'ours' | 'plain', { readonly cpu: Spread; readonly memory: number }>>;

const NAMES = { ours: 'the site', plain: 'plain Starlight' } as const;

/** Built in turns, so that what else the machine does falls on both. */
async function pairOf(sites: Sites, runs: number): Promise<Pair> {
  const built: Readonly<Record<keyof Pair, Built[]>> = { ours: [], plain: [] };
  for (let run = 0; run < runs; run += 1)
    for (const name of ['ours', 'plain'] as const) built[name].push(await build(sites[name]));
  const summed = (all: readonly Built[]) => ({
    cpu: spread(all.map(({ cpu }) => cpu)),
    memory: spread(all.map(({ memory }) => memory)).median,
  });
  return { ours: summed(built.ours), plain: summed(built.plain) };
}

const sheet = new Sheet();
const words = (count: number): string =>
  count === 0 ? 'as it stands' : `with ${count.toLocaleString('en')} more RFCs`;

function addPair(count: number, pair: Pair): void {
  for (const name of ['ours', 'plain'] as const) {
    const { cpu, memory } = pair[name];
    sheet.add(`site.build-${count}.${name}`, `${NAMES[name]} ${words(count)}`, 'ms', cpu.median, {
      spread: cpu,
      memory,
    });
  }
}

/** What one more RFC costs is told by the difference: ours holds pages that plain Starlight has not. Of the processor. */
const each = (count: number, pair: Pair, none: Pair, name: keyof Pair): number =>
  (pair[name].cpu.median - none[name].cpu.median) / count;

const { counts, runs, wantsRecord } = asked();
const before = load();
console.log(`Medians of ${runs} builds, in turns. Node ${process.version}, ${cpus().length} cores, load ${before}.\n`);

async function measured(count: number): Promise<Pair> {
  const sites = makeSites(count);
  try {
    sheet.heading(`Building the site ${words(count)}: milliseconds of the processor`);
    const pair = await pairOf(sites, runs);
    addPair(count, pair);
    if (sites.last !== undefined) {
      const edits = spread(await editToServed(sites.ours, sites.last, EDITS));
      const aim = count === EDIT_AIM.count ? { aim: EDIT_AIM.ms } : {};
      sheet.add(`site.edit-${count}`, 'an edit of one RFC to its text served, by the clock', 'ms', edits.median, {
        spread: edits,
        ...aim,
      });
    }
    return pair;
  } finally {
    sites.remove();
  }
}

const none = await measured(0);
const costs: number[] = [];
for (const count of counts) {
  const pair = await measured(count);
  const [ours, plain] = [each(count, pair, none, 'ours'), each(count, pair, none, 'plain')];
  costs.push(ours);
  sheet.add(`site.rfc-${count}.ours`, 'one more RFC, the site', 'ms', ours);
  sheet.add(`site.rfc-${count}.plain`, 'one more RFC, plain Starlight', 'ms', plain);
  sheet.add(`site.rfc-${count}.ratio`, 'the site / plain Starlight, one more RFC', 'times', ours / plain, { aim: 1 });
}
const [least, most] = [costs[0], costs.at(-1)];
if (costs.length > 1 && least !== undefined && most !== undefined)
  sheet.add('site.growth', `one more RFC, of ${counts.at(-1)} / of ${counts[0]}`, 'times', most / least);

const after = load();
console.log(`\nLoad at the end: ${after}.`);
if (wantsRecord) record(ROOT, { rows: sheet.rows, runs, load: { before, after } });

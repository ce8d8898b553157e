/**
 * `npm run bench:site [-- count …]`: the site beside plain Starlight on the same Markdown, built in turns: what a build takes of the
 * processor, how that grows, and how long an edit takes to be served. Speed is shown here, never asserted by a test: machines differ,
 * so read the ratios.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { HISTORY_FILE } from '../../certifier/bench/history.ts';
import { load, record } from '../../certifier/bench/record.ts';
import { Sheet } from '../../certifier/bench/sheet.ts';
import { type Spread, spread } from '../../certifier/bench/timed.ts';
import { parsed, refuse, type Usage } from '../../certifier/usage.ts';
import { type Built, build } from './build.ts';
import { editToServed } from './edit.ts';
import { makeSites, type Sites, WORDS } from './sites.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COUNTS = [1000, 5000] as const;
const EDITS = 7;
/** The edit is held to its aim at this many RFCs. */
const EDIT_AIM = { count: 1000, ms: 500 } as const;

const USAGE: Usage = {
  script: 'npm run bench:site',
  words: '[count …] [--runs N] [--record]',
  does: 'Builds the site and a plain Starlight site of the same pages, with no further RFC and with each count of them.',
  options: {
    count: `how many RFCs of ${WORDS} words are generated; ${COUNTS.join(' and ')} unless others are given`,
    '--runs N': 'build each N times, in turns; 3 unless another number is given',
    '--record': `add what was measured to ${HISTORY_FILE}`,
  },
};

function asked() {
  const { values, positionals } = parsed(USAGE, {
    runs: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
  });
  const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
  const counts = positionals.length === 0 ? [...COUNTS] : [...new Set(positionals.map(Number))];
  if (!counts.every(isCount)) return refuse(USAGE, 'each count is a whole number from 1');
  const runs = Number(values.runs);
  if (!isCount(runs)) return refuse(USAGE, '--runs is a whole number from 1');
  return { counts: counts.sort((a, b) => a - b), runs, wantsRecord: values.record };
}

type Name = 'ours' | 'plain';
const NAMES = { ours: 'the site', plain: 'plain Starlight' } as const;
const EACH: readonly Name[] = ['ours', 'plain'];

/** Both sites with so many more RFCs, and every build of each. */
interface Size {
  readonly count: number;
  readonly sites: Sites;
  readonly built: Readonly<Record<Name, Built[]>>;
}

const sizeOf = (count: number): Size => ({ count, sites: makeSites(count), built: { ours: [], plain: [] } });

const cpuOf = ({ built }: Size, name: Name): Spread => spread(built[name].map(({ cpu }) => cpu));
const memoryOf = ({ built }: Size, name: Name): Spread => spread(built[name].map(({ memory }) => memory));

const sheet = new Sheet();
const words = (count: number): string =>
  count === 0 ? 'as it stands' : `with ${count.toLocaleString('en')} more RFCs`;

/** What one more RFC costs is told by the difference: ours holds pages that plain Starlight has not. Of the processor. */
const more = (size: Size, none: Size, name: Name): number =>
  (cpuOf(size, name).median - cpuOf(none, name).median) / size.count;

function addSize(size: Size): void {
  for (const name of EACH) {
    const cpu = cpuOf(size, name);
    const memory = memoryOf(size, name).median;
    sheet.add(`site.build-${size.count}.${name}`, `${NAMES[name]} ${words(size.count)}`, 'ms', cpu.median, {
      spread: cpu,
      memory,
    });
  }
}

function addMore(size: Size, none: Size): void {
  const [ours, plain] = [more(size, none, 'ours'), more(size, none, 'plain')];
  sheet.add(`site.rfc-${size.count}.ours`, `one more RFC of ${size.count}, the site`, 'ms', ours);
  sheet.add(`site.rfc-${size.count}.plain`, `one more RFC of ${size.count}, plain Starlight`, 'ms', plain);
  sheet.add(`site.rfc-${size.count}.ratio`, 'the site / plain Starlight', 'times', ours / plain, { aim: 1 });
}

async function addEdit({ count, sites: { ours, last } }: Size): Promise<void> {
  if (last === undefined) return;
  const edits = spread(await editToServed(ours, last, EDITS));
  const aim = count === EDIT_AIM.count ? { aim: EDIT_AIM.ms } : {};
  sheet.add(`site.edit-${count}`, `among ${count.toLocaleString('en')} more RFCs`, 'ms', edits.median, {
    spread: edits,
    ...aim,
  });
}

const { counts, runs, wantsRecord } = asked();
const before = load();
console.log(`Medians of ${runs} builds, in turns. Node ${process.version}, ${cpus().length} cores, load ${before}.\n`);

const sizes: Size[] = [];
try {
  for (const count of [0, ...counts]) sizes.push(sizeOf(count));
  // All of them in turns: what else the machine does falls on each alike.
  for (let run = 0; run < runs; run += 1)
    for (const { sites, built } of sizes) for (const name of EACH) built[name].push(await build(sites[name]));
  const [none, ...grown] = sizes;
  sheet.heading('Building the site beside plain Starlight: milliseconds of the processor');
  for (const size of sizes) addSize(size);
  if (none !== undefined) {
    for (const size of grown) addMore(size, none);
    const [least, most] = [grown[0], grown.at(-1)];
    if (least !== undefined && most !== undefined && least !== most)
      sheet.add(
        'site.growth',
        `one more RFC of ${most.count} / of ${least.count}, the site`,
        'times',
        more(most, none, 'ours') / more(least, none, 'ours'),
      );
  }
  sheet.heading('From an edit of one RFC to its text served');
  for (const size of grown) await addEdit(size);
} finally {
  for (const { sites } of sizes) sites.remove();
}

const after = load();
console.log(`\nLoad at the end: ${after}.`);
if (wantsRecord) record(ROOT, { rows: sheet.rows, runs, load: { before, after } });

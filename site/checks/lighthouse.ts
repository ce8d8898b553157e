/**
 * Lighthouse on one page of each kind that matters most, over the built site as it is served: 100 in each category, or it says what
 * is missing. Not part of every push: its performance is that of the machine too, so each page is asked several times, in turns, and
 * the run in the middle counts.
 *
 *     npm run build:site && npm run check:lighthouse [-- <folder>] [--runs N]
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { parsed, refuse, type Usage } from '../../certifier/usage.ts';
import { serve } from '../server/serve.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../testing/chromium.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const FIXED = ['', 'specification/tools/', 'rfcs/0001/', 'specification/requirements/tools.name.unique/'];

/** The first certificate that the site was built with; `npm start -- --once` makes one. What lies below `by/` are lists of results. */
const certificateIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'results'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('certificate/index.html') && !name.startsWith('by/'))
    .sort()
    .slice(0, 1)
    .map((name) => `results/${name.replace(/index\.html$/, '')}`);

/** The elements that an audit points at, where it does. */
const placesIn = (details: unknown): readonly string[] =>
  (
    (details as { readonly items?: readonly { readonly node?: { readonly snippet?: string } }[] } | undefined)?.items ??
    []
  )
    .flatMap(({ node }) => node?.snippet ?? [])
    .slice(0, 5);

/** What the score of performance is made of, and how fast Lighthouse found the machine. */
const METRICS = [
  ['first-contentful-paint', 'first paint'],
  ['largest-contentful-paint', 'largest paint'],
  ['speed-index', 'speed index'],
  ['total-blocking-time', 'blocked'],
  ['cumulative-layout-shift', 'shift'],
] as const;

const metricsOf = ({ audits, environment }: Result): string =>
  [
    ...METRICS.map(([id, name]) => `${name} ${audits[id]?.displayValue?.replaceAll('\u00a0', ' ')}`),
    `machine ${environment.benchmarkIndex}`,
  ].join(', ');

const scoreOf = ({ categories }: Result, name: string): number => Math.round((categories[name]?.score ?? 0) * 100);

/** Of the runs of one page, that in the middle by performance. */
const middleOf = (runs: readonly Result[]): Result =>
  [...runs].sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'))[
    Math.floor(runs.length / 2)
  ] as Result;

/** What keeps a category from 100. */
function shortOf({ categories, audits }: Result, name: string): readonly string[] {
  return (categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = audits[id];
    if (weight === 0 || audit === undefined || audit.score === null || audit.score >= 1) return [];
    const said = `${name}: ${audit.title} ${audit.displayValue ?? ''}`.trimEnd();
    return [said, ...placesIn(audit.details).map((place) => `  ${place}`)];
  });
}

const USAGE: Usage = {
  script: 'npm run check:lighthouse',
  words: '[folder] [--runs N]',
  does: 'Runs Lighthouse on one page of each kind of the built site: 100 in each category, or it says what is missing.',
  options: {
    folder: 'of the built site; dist/site when absent',
    '--runs N': 'ask for each page N times, of which the middle counts; 3 unless another number is given',
  },
};

const { values, positionals } = parsed(USAGE, { runs: { type: 'string', default: '3' } });
const folder = positionals[0] ?? 'dist/site';
const runs = Number(values.runs);
const chromePath = chromiumPath();
if (!Number.isInteger(runs) || runs < 1) refuse(USAGE, '--runs is a whole number from 1');
if (!existsSync(join(folder, 'index.html'))) refuse(USAGE, `${folder} holds no site; npm run build:site builds it`);
if (chromePath === undefined) refuse(USAGE, 'no Chromium was found; name one in CHROMIUM');

const served = await serve(folder, process.env.ACCORD_BASE ?? '/');
const chrome = await launch({ chromePath, chromeFlags: [...CHROMIUM_FLAGS] });

async function look(path: string): Promise<Result> {
  const run = await lighthouse(served.url + path, {
    port: chrome.port,
    onlyCategories: [...CATEGORIES],
    logLevel: 'error',
    output: 'json',
  });
  if (run === undefined) throw new Error(`Lighthouse said nothing of /${path}`);
  return run.lhr;
}

let short = 0;
try {
  const certificate = certificateIn(folder);
  if (certificate.length === 0) console.log('No certificate page: npm start -- --once makes a demonstration.');
  const seen = new Map<string, Result[]>([...FIXED, ...certificate].map((path) => [path, []]));
  for (let run = 0; run < runs; run += 1) for (const [path, results] of seen) results.push(await look(path));
  for (const [path, results] of seen) {
    const result = middleOf(results);
    const all = results.map((each) => scoreOf(each, 'performance')).sort((a, b) => a - b);
    console.log(
      `/${path}: ${CATEGORIES.map((name) => `${name} ${scoreOf(result, name)}`).join(', ')} (${all.join(' ')})`,
    );
    console.log(`  ${metricsOf(result)}`);
    for (const name of CATEGORIES) {
      if (scoreOf(result, name) === 100) continue;
      short += 1;
      for (const line of shortOf(result, name)) console.log(`  ${line}`);
    }
  }
} finally {
  chrome.kill();
  await served.close();
}
process.exit(short > 0 ? 1 : 0);

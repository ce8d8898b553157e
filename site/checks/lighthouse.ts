/**
 * Lighthouse on one page of each kind that matters most, over the built site as it is served: 100 in each category, or it says what
 * is missing. Not part of every push: its performance is that of the machine too.
 *
 *     npm run build:site && npm run check:lighthouse
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { serve } from '../server/serve.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../testing/chromium.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const FIXED = ['', 'specification/tools/', 'rfcs/0001/', 'specification/requirements/tools.name.unique/'];

/** The first certificate that the site was built with; `npm start -- --once` makes one. */
const certificateIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'results'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('certificate/index.html'))
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

const [folder = 'dist/site'] = process.argv.slice(2);
const chromePath = chromiumPath();
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`${folder} holds no site. npm run build:site builds it.`);
  process.exit(2);
}
if (chromePath === undefined) {
  console.error('No Chromium was found. Name one in CHROMIUM.');
  process.exit(2);
}

const base = process.env.ACCORD_BASE ?? '/';
const served = await serve(folder, base);
const chrome = await launch({ chromePath, chromeFlags: [...CHROMIUM_FLAGS] });
let short = 0;
try {
  const certificate = certificateIn(folder);
  if (certificate.length === 0) console.log('No certificate page: npm start -- --once makes a demonstration.');
  for (const path of [...FIXED, ...certificate]) {
    const run = await lighthouse(served.url + path, {
      port: chrome.port,
      onlyCategories: [...CATEGORIES],
      logLevel: 'error',
      output: 'json',
    });
    if (run === undefined) throw new Error(`Lighthouse said nothing of /${path}`);
    const { categories, audits } = run.lhr;
    const scores = CATEGORIES.map((name) => `${name} ${Math.round((categories[name]?.score ?? 0) * 100)}`);
    console.log(`/${path}: ${scores.join(', ')}`);
    for (const name of CATEGORIES) {
      const category = categories[name];
      if ((category?.score ?? 0) >= 1) continue;
      short += 1;
      for (const { id, weight } of category?.auditRefs ?? []) {
        const audit = audits[id];
        if (weight === 0 || audit === undefined || audit.score === null || audit.score >= 1) continue;
        console.log(`  ${name}: ${audit.title} ${audit.displayValue ?? ''}`.trimEnd());
        for (const place of placesIn(audit.details)) console.log(`    ${place}`);
      }
    }
  }
} finally {
  chrome.kill();
  await served.close();
}
process.exit(short > 0 ? 1 : 0);

/**
 * Checks every internal link, anchor and asset of the built site, on the HTML that will be served and under its base path.
 * A site in which it finds no link at all is a fault too: a checker that sees nothing must not pass.
 *
 *     node site/checks/links.ts dist/site [/base]
 *
 * With `--external` it asks for the links that leave the site instead, and nothing else.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordsFor } from '../../certifier/usage.ts';
import { count } from '../lib/words.ts';
import { reportExternal } from './external.ts';
import { type Page, readPage } from './page.ts';

export interface LinkProblem {
  /** The page, as an address. */
  readonly page: string;
  readonly reference: string;
  readonly message: string;
}

export interface LinkReport {
  readonly pages: number;
  readonly references: number;
  readonly problems: readonly LinkProblem[];
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

const HOST = 'https://site.invalid';

export function checkLinks(folder: string, base = '/'): LinkReport {
  const prefix = `/${base.split('/').filter(Boolean).join('/')}/`.replace('//', '/');
  const pages = new Map<string, Page>();
  for (const file of filesIn(folder)) {
    if (!file.endsWith('.html')) continue;
    const path = relative(folder, file).split(sep).join('/');
    const address = prefix + path.replace(/(^|\/)index\.html$/, '$1');
    pages.set(path, readPage(readFileSync(file, 'utf8'), address));
  }
  const problems: LinkProblem[] = [];
  let references = 0;
  for (const page of pages.values()) {
    for (const reference of page.references) {
      const message = problemWith(reference, page, { folder, prefix, pages });
      if (message === 'elsewhere') continue;
      references += 1;
      if (message !== undefined) problems.push({ page: page.address, reference, message });
    }
  }
  if (references === 0) {
    problems.push({
      page: prefix,
      reference: '',
      message: `no internal link was found in ${count(pages.size, 'page')}`,
    });
  }
  return { pages: pages.size, references, problems };
}

interface Site {
  readonly folder: string;
  readonly prefix: string;
  readonly pages: ReadonlyMap<string, Page>;
}

function problemWith(reference: string, page: Page, { folder, prefix, pages }: Site): string | undefined {
  if (reference === '') return 'the reference is empty';
  let url: URL;
  try {
    url = new URL(reference, HOST + page.address);
  } catch {
    return 'it is not an address';
  }
  if (url.origin !== HOST) return 'elsewhere';
  if (!url.pathname.startsWith(prefix)) return `it leads out of the base path ${prefix}`;
  const path = decodeURIComponent(url.pathname.slice(prefix.length));
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (!existsSync(join(folder, file))) return 'there is no such page or file';
  if (statSync(join(folder, file)).isDirectory()) return `it needs a slash at its end`;
  const anchor = decodeURIComponent(url.hash.slice(1));
  const target = pages.get(file);
  if (anchor !== '' && target !== undefined && !target.ids.has(anchor)) return `that page has no anchor #${anchor}`;
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = wordsFor({
    script: 'npm run check:links',
    words: '[--external] [folder [base]]',
    does: 'Checks every internal link, anchor and asset of the built site, under its base path.',
    options: {
      folder: 'of the built site; dist/site when absent',
      base: 'its base path; ACCORD_BASE or / when absent',
      '--external': 'ask for the links that leave the site instead, and nothing else',
    },
  });
  const [folder = 'dist/site', base = process.env.ACCORD_BASE ?? '/'] = words.filter((word) => word !== '--external');
  if (words.includes('--external')) process.exit(await reportExternal(folder));
  if (!existsSync(folder)) {
    console.error(`${folder} does not exist. Build the site first.`);
    process.exit(2);
  }
  const { pages, references, problems } = checkLinks(folder, base);
  for (const { page, reference, message } of problems)
    console.error(`${page}: ${reference || '(no reference)'}: ${message}`);
  console.log(
    `${count(references, 'internal reference')} on ${count(pages, 'page')}, ${count(problems.length, 'problem')}`,
  );
  process.exit(problems.length > 0 ? 1 : 0);
}

/** The links that leave the site, each asked once, a few at a time. Other people's sites fail for reasons of their own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPage } from './page.ts';

export interface ExternalProblem {
  readonly url: string;
  /** A page that has it. */
  readonly page: string;
  readonly message: string;
}

/** Each address once, without its anchor, with one page that has it. */
export function externalLinks(folder: string, own?: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  for (const page of pages.sort()) {
    for (const reference of readPage(readFileSync(join(folder, page), 'utf8'), `/${page}`).references) {
      if (!/^https?:\/\//.test(reference) || !URL.canParse(reference)) continue;
      const url = new URL(reference);
      url.hash = '';
      if (url.origin === own || /(^|\.)example(\.(org|com|net))?$|^(localhost|127\.0\.0\.1)$/.test(url.hostname))
        continue;
      if (!found.has(url.href)) found.set(url.href, page);
    }
  }
  return found;
}

export interface AskOptions {
  readonly ask?: typeof fetch;
  readonly atOnce?: number;
  /** Milliseconds for one answer. */
  readonly bound?: number;
}

/** Said by sites that do not like to be asked by a program: no news about the link. */
const NO_NEWS: readonly number[] = [401, 403, 405, 429, 503];

async function problemOf(url: string, { ask = fetch, bound = 20_000 }: AskOptions): Promise<string | undefined> {
  try {
    const response = await ask(url, { redirect: 'follow', signal: AbortSignal.timeout(bound) });
    await response.body?.cancel();
    return response.ok || NO_NEWS.includes(response.status) ? undefined : `answers ${response.status}`;
  } catch (cause) {
    const why = cause instanceof Error ? ((cause.cause as Error | undefined)?.message ?? cause.message) : String(cause);
    return `does not answer: ${why}`;
  }
}

export async function checkExternal(
  links: ReadonlyMap<string, string>,
  options: AskOptions = {},
): Promise<readonly ExternalProblem[]> {
  const open = [...links];
  const problems: ExternalProblem[] = [];
  const work = async (): Promise<void> => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const [url, page] = next;
      // Asked twice before it is told: the first answer may have been an accident.
      const message = (await problemOf(url, options)) && (await problemOf(url, options));
      if (message !== undefined) problems.push({ url, page, message });
    }
  };
  await Promise.all(Array.from({ length: options.atOnce ?? 8 }, work));
  return problems.sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** For the command line: says what it found, and gives the status. */
export async function reportExternal(folder: string): Promise<0 | 1 | 2> {
  if (!existsSync(folder)) {
    console.error(`${folder} does not exist. Build the site first.`);
    return 2;
  }
  const links = externalLinks(folder, process.env.ACCORD_SITE);
  const problems = await checkExternal(links);
  for (const { url, page, message } of problems) console.error(`${page}: ${url} ${message}`);
  console.log(`${links.size} addresses outside, ${problems.length} problems`);
  return problems.length > 0 ? 1 : 0;
}

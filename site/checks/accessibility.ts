/**
 * Is every page accessible, in the light theme and in the dark? With axe, in a real browser, over the built site as it is served.
 *
 *     npm run build:site && npm run check:accessibility [-- <folder> [<part of an address> …]]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunOptions } from 'axe-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { wordsFor } from '../../certifier/usage.ts';
import { count } from '../lib/words.ts';
import { serve } from '../server/serve.ts';
import { violationsOf } from '../testing/axe.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../testing/chromium.ts';
import { pagesIn } from '../testing/sample-pages.ts';

/** What another theme can change. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
/** A rule of WCAG 2.2, which axe looks at only where it is asked to; what is narrow brings closer together. */
const TARGETS = 'target-size';
const PHONE = { width: 390, height: 844 } as const;
/** Pages looked at beside each other: each waits for half a second until the network is quiet, while others are looked at. */
const TABS = 4;
/** Every page of the site takes minutes: after so many of them it is said how far it has come. */
const STEP = 100;

/** A page is looked at as a reader has it: loaded, and all of it laid out as it is where it is in sight. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    // What is out of sight may be left without its room, and would seem to lie over what follows it.
    sheet.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets.push(sheet);
  });
  // Code that scrolls sideways is made reachable by keyboard once the browser is idle.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.expressive-code pre')].every(
      (pre) => pre.scrollWidth <= pre.clientWidth || pre.hasAttribute('tabindex'),
    ),
  );
}

const only = (...rules: string[]): RunOptions => ({ runOnly: { type: 'rule', values: rules } });

async function faultsOf(page: Page, seen: string, options: RunOptions): Promise<readonly string[]> {
  return (await violationsOf(page, { options })).map(({ id, html }) => `${seen}, ${id}: ${html}`);
}

/**
 * What axe has against a page, in either theme and on a phone. The page must prefer the light one, and less motion: a colour must
 * not be on its way.
 */
export async function accessibilityFaults(page: Page, url: string): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(url);
  await settled(page);
  const light = await faultsOf(page, 'light', { rules: { [TARGETS]: { enabled: true } } });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.locator('html[data-theme="dark"]').waitFor();
  const dark = await faultsOf(page, 'dark', only(...COLOURS));
  const wide = page.viewportSize();
  await page.setViewportSize(PHONE);
  const narrow = await faultsOf(page, 'on a phone', only(TARGETS));
  if (wide !== null) await page.setViewportSize(wide);
  return [...light, ...dark, ...narrow];
}

/** Takes from the pages until none is left. */
async function lookAt(
  context: BrowserContext,
  pages: string[],
  url: string,
  tell: (path: string, faults: readonly string[]) => void,
) {
  const page = await context.newPage();
  for (let path = pages.shift(); path !== undefined; path = pages.shift())
    // A page that does not load is one fault: the others are looked at all the same.
    tell(path, await accessibilityFaults(page, url + path).catch(notSeen));
}

const notSeen = (cause: unknown): readonly string[] => [
  `not looked at: ${String(cause instanceof Error ? cause.message : cause).split('\n', 1)[0]}`,
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = 'dist/site', ...parts] = wordsFor({
    script: 'npm run check:accessibility',
    words: '[folder [part …]]',
    does: 'Looks at every page of the built site with axe, in a real browser, in the light theme and in the dark.',
    options: {
      folder: 'of the built site; dist/site when absent',
      part: 'look at pages alone that have this in their address',
    },
  });
  const executablePath = chromiumPath();
  if (!existsSync(join(folder, 'index.html'))) {
    console.error(`${folder} holds no site. npm run build:site builds it.`);
    process.exit(2);
  }
  if (executablePath === undefined) {
    console.error('No Chromium was found. Name one in CHROMIUM.');
    process.exit(2);
  }
  const pages = pagesIn(folder).filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)));
  if (pages.length === 0) {
    console.error(`No page of ${folder} has ${parts.join(' or ')} in its address.`);
    process.exit(2);
  }
  const served = await serve(folder, process.env.ACCORD_BASE ?? '/');
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  const context = await browser.newContext();
  const left = [...pages];
  let [seen, wrong] = [0, 0];
  const tell = (path: string, faults: readonly string[]): void => {
    seen += 1;
    wrong += faults.length;
    for (const fault of faults) console.error(`/${path}: ${fault}`);
    if (seen % STEP === 0 && seen < pages.length) console.error(`${seen} of ${count(pages.length, 'page')} …`);
  };
  try {
    await Promise.all(Array.from({ length: TABS }, () => lookAt(context, left, served.url, tell)));
  } finally {
    await browser.close();
    await served.close();
  }
  console.log(`${count(pages.length, 'page')}, ${count(wrong, 'fault')}`);
  process.exit(wrong > 0 ? 1 : 0);
}

/** What a browser test of the site begins with: the built site, served, and a browser that looks at it. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { BASE, builtSite } from './built-site.ts';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import { type Served, serve } from './serve.ts';

export interface Browsing {
  /** The folder of the built site. */
  readonly out: string;
  /** Its address, with the base path. */
  readonly url: string;
  readonly browser: Browser;
  /** A page in a context of its own, which is closed afterwards. */
  inPage<T>(options: BrowserContextOptions, use: (page: Page, context: BrowserContext) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const hasChromium = chromiumPath() !== undefined;

export async function browse(): Promise<Browsing> {
  const out = await builtSite();
  const served: Served = await serve(out, BASE);
  const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: [...CHROMIUM_FLAGS] });
  return {
    out,
    url: served.url,
    browser,
    inPage: async (options, use) => {
      const context = await browser.newContext(options);
      try {
        return await use(await context.newPage(), context);
      } finally {
        await context.close();
      }
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

/**
 * Starlight's two tables of contents, for large and for small screens, ask for one script each, and stand on the same pages. Ours
 * takes the place of Starlight's, and comes with the table for small screens alone: a request less before a page stands.
 */
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const ASKED = /^\.\.\/components-internals\/TableOfContents\/starlight-toc$/;
const OF_LARGE_SCREENS = /\/TableOfContents\.astro\b/;

export const oneScript = (): Plugin => ({
  name: 'accord-one-script',
  enforce: 'pre',
  resolveId(source, importer = '') {
    if (!ASKED.test(source)) return undefined;
    return resolve(
      OF_LARGE_SCREENS.test(importer) ? 'site/contents/with-the-other.ts' : 'site/contents/starlight-toc.ts',
    );
  },
});

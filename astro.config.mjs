// The site: https://docs.astro.build/en/reference/configuration-reference/ and https://starlight.astro.build/reference/configuration/
import { resolve } from 'node:path';
import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { noEmptyFiles } from './site/checks/empty-files.ts';
import { oneScript } from './site/contents/one-script.ts';
import { folderRedirects } from './site/folders/redirects.ts';
import { project } from './site/lib/project.ts';
import { leadingTitle } from './site/markdown/leading-title.ts';
import { markupAsText } from './site/markdown/markup-as-text.ts';
import { repositoryLinks } from './site/markdown/repository-links.ts';
import { requirementBlocks } from './site/markdown/requirement-blocks.ts';
import { shortCode } from './site/markdown/short-code.ts';
import { stackingTables } from './site/markdown/stacking-tables.ts';
import { wholeOptions } from './site/markdown/whole-options.ts';
import { sidebar } from './site/sidebar.ts';
import { storeAsData } from './site/store/as-data.ts';

/** Where it will stand: `ACCORD_SITE=https://example.org ACCORD_BASE=/accord`. */
const site = process.env.ACCORD_SITE;
const base = process.env.ACCORD_BASE ?? '/';

// An environment variable of this name would take the place of the base path in Vite's `import.meta.env`.
delete process.env.BASE_URL;

const { repository } = project();

export default defineConfig({
  ...(site ? { site } : {}),
  base,
  trailingSlash: 'always',
  // A line break between words and a link is a space, as in HTML.
  compressHTML: true,
  srcDir: './site',
  publicDir: './site/public',
  outDir: process.env.ACCORD_OUT ?? './dist/site',
  // A build to elsewhere (tests) keeps out of the way of one in the checkout.
  ...(process.env.ACCORD_OUT ? { cacheDir: `${process.env.ACCORD_OUT}.cache` } : {}),
  telemetry: false,
  markdown: {
    processor: satteri({
      features: { directive: true },
      hastPlugins: [stackingTables(), shortCode(), wholeOptions()],
      mdastPlugins: [
        markupAsText(),
        leadingTitle(),
        requirementBlocks({ base }),
        repositoryLinks({ base, repository }),
      ],
    }),
  },
  // The judge is loaded topic by topic, so a worker must be able to import.
  vite: {
    plugins: [oneScript()],
    worker: { format: 'es' },
    // What several of the small scripts of a page share is one file: each one more is a way to the server before the page stands.
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: { codeSplitting: { groups: [{ name: 'shared', test: /preload-helper|when-idle|starlight-toc/ }] } },
          },
        },
      },
    },
    resolve: {
      alias: [
        // Its interface is two thirds of what a page would load: it comes when somebody searches.
        { find: /^@pagefind\/default-ui$/, replacement: resolve('site/search/on-demand.ts') },
        { find: /^@pagefind\/default-ui\/css\/ui\.css$/, replacement: resolve('site/search/not-yet.css') },
      ],
    },
  },
  integrations: [
    starlight({
      title: 'Accord',
      description: 'Where the rules of the Model Context Protocol are read, changed and proved.',
      favicon: '/favicon.svg',
      // Each page has its date from site/route-data.ts: Starlight would ask git for each page, and knows only its own folder.
      lastUpdated: false,
      disable404Route: true,
      credits: false,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      ...(repository ? { editLink: { baseUrl: `${repository}/edit/main/` } } : {}),
      routeMiddleware: './site/route-data.ts',
      markdown: { processedDirs: ['./specification/', './rfcs/', './working-groups/'] },
      customCss: [
        '@fontsource-variable/source-sans-3/wght.css',
        '@fontsource/source-code-pro/latin-400.css',
        './site/styles/accord.css',
      ],
      components: {
        Footer: './site/overrides/Footer.astro',
        Head: './site/overrides/Head.astro',
        Header: './site/overrides/Header.astro',
        Hero: './site/overrides/Hero.astro',
        PageTitle: './site/overrides/PageTitle.astro',
        Sidebar: './site/overrides/Sidebar.astro',
        SiteTitle: './site/overrides/SiteTitle.astro',
      },
      sidebar,
    }),
    storeAsData(),
    folderRedirects(),
    noEmptyFiles(),
  ],
});

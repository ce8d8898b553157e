// The site: https://docs.astro.build/en/reference/configuration-reference/ and https://starlight.astro.build/reference/configuration/
import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { project } from './site/lib/project.ts';
import { leadingTitle } from './site/markdown/leading-title.ts';
import { repositoryLinks } from './site/markdown/repository-links.ts';
import { requirementBlocks } from './site/markdown/requirement-blocks.ts';

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
      mdastPlugins: [leadingTitle(), requirementBlocks({ base }), repositoryLinks({ base, repository })],
    }),
  },
  // The judge is loaded topic by topic, so a worker must be able to import.
  vite: { worker: { format: 'es' } },
  integrations: [
    starlight({
      title: 'Accord',
      description: 'Where the rules of the Model Context Protocol are read, changed and proved.',
      favicon: '/favicon.svg',
      lastUpdated: true,
      disable404Route: true,
      credits: false,
      pagination: false,

      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      ...(repository ? { editLink: { baseUrl: `${repository}/edit/main/` } } : {}),
      routeMiddleware: './site/route-data.ts',
      markdown: { processedDirs: ['./specification/', './rfcs/', './working-groups/'] },
      customCss: [
        '@fontsource-variable/source-sans-3/wght.css',
        '@fontsource/ibm-plex-mono/latin-400.css',
        './site/styles/accord.css',
      ],
      components: {
        Footer: './site/overrides/Footer.astro',
        Header: './site/overrides/Header.astro',
        Hero: './site/overrides/Hero.astro',
        PageTitle: './site/overrides/PageTitle.astro',
        SiteTitle: './site/overrides/SiteTitle.astro',
      },
      expressiveCode: {
        defaultProps: { wrap: true },
        themes: ['github-dark', 'github-light'],
        useStarlightUiThemeColors: false,
        styleOverrides: {
          borderRadius: '2px',
          borderColor: 'var(--accord-rule)',
          codeFontFamily: 'var(--__sl-font-mono)',
          codeFontSize: '0.875rem',
          codeLineHeight: '1.6',
          codeBackground: 'var(--accord-raised)',
          frames: {
            shadowColor: 'transparent',
            editorBackground: 'var(--accord-raised)',
            terminalBackground: 'var(--accord-raised)',
            terminalTitlebarBackground: 'var(--accord-raised)',
            terminalTitlebarBorderBottomColor: 'var(--accord-rule)',
            editorTabBarBackground: 'var(--accord-raised)',
            editorActiveTabIndicatorTopColor: 'transparent',
          },
        },
      },
      sidebar: [
        {
          label: 'Start',
          items: [
            { label: 'Certify your first server', slug: 'tutorials/certify-your-first-server' },
            { label: 'Write an RFC', slug: 'tutorials/write-an-rfc' },
          ],
        },
        {
          label: 'Understand',
          items: [
            { label: 'Evidence, then judgement', slug: 'explanation/evidence-then-judgement' },
            { label: 'What a certificate means', slug: 'explanation/what-a-certificate-means' },
          ],
        },
        {
          label: 'Specification',
          items: [
            { label: 'All requirements', link: '/specification/' },
            { label: 'What changed', link: '/specification/changes/' },
            { label: 'From upstream to here', link: '/specification/upstream/' },
            { label: 'What is judged', link: '/specification/coverage/' },
            { autogenerate: { directory: 'specification' } },
          ],
        },
        {
          label: 'Results',
          items: [
            { label: 'Implementations', link: '/results/' },
            { label: 'What a submission says', slug: 'reference/submission' },
          ],
        },
        {
          label: 'Process',
          items: [
            { label: 'RFCs', link: '/rfcs/' },
            { label: 'How it works', link: '/rfcs/process/' },
            { label: 'Rules for documents', link: '/rfcs/rules/' },
            { label: 'Working groups', link: '/working-groups/' },
            { label: 'Feeds and calendars', link: '/feeds/' },
            { label: 'Data files', link: '/api/' },
            { label: 'The bot', slug: 'explanation/the-bot' },
            { label: 'What the linter finds', slug: 'explanation/what-the-linter-finds' },
          ],
        },
      ],
    }),
  ],
});

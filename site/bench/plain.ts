/**
 * A plain Starlight site of the same pages: what Starlight itself costs. Each document and each requirement of ours is a page of it,
 * from its Markdown, in the folder where Starlight expects it: what lies elsewhere has no links at its headings. The sidebar is ours.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../certifier/catalogue/requirement.ts';
import { CATALOGUE_FILE } from '../lib/catalogue.ts';
import { sidebar } from '../sidebar.ts';
import { requirementText } from '../text/markdown-of.ts';

/** What it names as installed, Astro bundles; nothing is installed. */
const MANIFEST = {
  name: 'plain',
  private: true,
  type: 'module',
  dependencies: { astro: '*', '@astrojs/starlight': '*' },
};

const CONFIG = `import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
  trailingSlash: 'always',
  telemetry: false,
  markdown: { processor: satteri({ features: { directive: true } }) },
  integrations: [
    starlight({
      title: 'Plain',
      pagination: false,
      disable404Route: true,
      sidebar: ${JSON.stringify(sidebar)},
    }),
  ],
});
`;

const DOCS = 'src/content/docs';

const CONTENT = `import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
const files = glob({
  base: '${DOCS}',
  pattern: ['{tutorials,how-to,reference,explanation}/**/*.md', 'specification/*.md', 'requirements/*.md', 'rfcs/[0-9]*-*.md', 'working-groups/*/charter.md'],
  deferRender: import.meta.env.DEV,
  generateId: ({ entry }) => entry.replace(/^rfcs\\/(\\d+)-.*$/, 'rfcs/$1').replace(/\\/charter\\.md$|\\.md$/, '').toLowerCase(),
});
const loader = {
  name: 'plain',
  load: (context) =>
    files.load({
      ...context,
      parseData: (entry) =>
        context.parseData({ ...entry, data: { title: String(entry.data.title ?? entry.id), description: entry.data.description } }),
    }),
};
export const collections = { docs: defineCollection({ loader, schema: docsSchema() }) };
`;

const FROM = [
  ['site/content/docs', ''],
  ['specification', 'specification'],
  ['rfcs', 'rfcs'],
  ['working-groups', 'working-groups'],
] as const;

/** Makes it in `folder`, of the Markdown of `checkout`. */
export function plainSite(folder: string, checkout: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'astro.config.mjs'), CONFIG);
  writeFileSync(join(folder, 'src/content.config.ts'), CONTENT);
  for (const [from, to] of FROM) cpSync(join(checkout, from), join(folder, DOCS, to), { recursive: true });
  mkdirSync(join(folder, DOCS, 'requirements'));
  const { requirements } = JSON.parse(readFileSync(join(checkout, CATALOGUE_FILE), 'utf8')) as Catalogue;
  for (const each of requirements) {
    const text = requirementText(each, { base: '/', repository: undefined });
    writeFileSync(join(folder, DOCS, 'requirements', `${each.id}.md`), `---\ntitle: ${each.id}\n---\n\n${text}`);
  }
}

/**
 * A plain Starlight site of the same pages: what Starlight itself costs. Each document and each requirement of ours is a page of it,
 * from its Markdown; the sidebar is the same, and the RFCs have one link in it there too.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../certifier/catalogue/requirement.ts';
import { CATALOGUE_FILE } from '../lib/catalogue.ts';
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
      sidebar: [
        ...['tutorials', 'how-to', 'reference', 'explanation', 'specification'].map((directory) => ({ label: directory, items: [{ autogenerate: { directory } }] })),
        { label: 'RFCs', link: '/rfcs/0001/' },
      ],
    }),
  ],
});
`;

const CONTENT = `import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
const files = glob({
  base: '.',
  pattern: ['content/**/*.md', 'specification/*.md', 'requirements/*.md', 'rfcs/[0-9]*-*.md', 'working-groups/*/charter.md'],
  deferRender: import.meta.env.DEV,
  generateId: ({ entry }) => entry.replace(/^content\\//, '').replace(/^rfcs\\/(\\d+)-.*$/, 'rfcs/$1').replace(/\\/charter\\.md$|\\.md$/, '').toLowerCase(),
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
  ['site/content/docs', 'content'],
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
  for (const [from, to] of FROM) cpSync(join(checkout, from), join(folder, to), { recursive: true });
  mkdirSync(join(folder, 'requirements'));
  const { requirements } = JSON.parse(readFileSync(join(checkout, CATALOGUE_FILE), 'utf8')) as Catalogue;
  for (const each of requirements) {
    const text = requirementText(each, { base: '/', repository: undefined });
    writeFileSync(join(folder, 'requirements', `${each.id}.md`), `---\ntitle: ${each.id}\n---\n\n${text}`);
  }
}

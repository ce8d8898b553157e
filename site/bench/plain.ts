/** A plain Starlight site of the same Markdown: what Starlight itself costs. One link in its sidebar, as in ours. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONFIG = `import starlight from '@astrojs/starlight';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
export default defineConfig({
  trailingSlash: 'always',
  telemetry: false,
  markdown: { processor: satteri({ features: { directive: true } }) },
  integrations: [starlight({ title: 'Plain', pagination: false, disable404Route: true, sidebar: [{ label: 'RFCs', link: '/rfcs/0001/' }] })],
});
`;

const CONTENT = `import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
const titled = (text) => text.replace(/[-/]/g, ' ');
const files = glob({
  base: '.',
  pattern: ['content/**/*.md', 'specification/*.md', 'rfcs/[0-9]*-*.md', 'working-groups/*/charter.md'],
  deferRender: import.meta.env.DEV,
  generateId: ({ entry }) => entry.replace(/^content\\//, '').replace(/^rfcs\\/(\\d+)-.*$/, 'rfcs/$1').replace(/\\.md$/, '').toLowerCase(),
});
const loader = {
  name: 'plain',
  load: (context) =>
    files.load({
      ...context,
      parseData: (entry) =>
        context.parseData({ ...entry, data: { title: String(entry.data.title ?? titled(entry.id)), description: entry.data.description } }),
    }),
};
export const collections = { docs: defineCollection({ loader, schema: docsSchema() }) };
`;

/** Makes it in `folder`, of the Markdown of `checkout`. */
export function plainSite(folder: string, checkout: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "plain", "private": true, "type": "module" }\n');
  writeFileSync(join(folder, 'astro.config.mjs'), CONFIG);
  writeFileSync(join(folder, 'src/content.config.ts'), CONTENT);
  const pages = [
    ['site/content/docs', 'content'],
    ['specification', 'specification'],
    ['rfcs', 'rfcs'],
    ['working-groups', 'working-groups'],
  ] as const;
  for (const [from, to] of pages) cpSync(join(checkout, from), join(folder, to), { recursive: true });
}

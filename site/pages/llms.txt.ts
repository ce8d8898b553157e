/** What the site holds, as one list of Markdown files: https://llmstxt.org */
import type { APIRoute } from 'astro';
import { href } from '../lib/base.ts';
import { textResponse } from '../lib/files.ts';
import { project } from '../lib/project.ts';
import { textPath, textSections } from '../text/pages.ts';

export const GET: APIRoute = async ({ site }) => {
  const address = (path: string): string => (site === undefined ? href(path) : new URL(href(path), site).href);
  const sections = (await textSections()).map(({ title, pages }) =>
    [
      `## ${title}`,
      '',
      ...pages.map(
        (page) => `- [${page.title}](${address(textPath(page))})${page.description && `: ${page.description}`}`,
      ),
    ].join('\n'),
  );
  const text = [
    '# Accord',
    `> ${project().description}`,
    'Accord is independent of the Model Context Protocol project; the text of MCP is decided upstream. Each requirement has a page under `/specification/requirements/<id>/`, and its Markdown at the same address with `index.md` at its end.',
    ...sections,
    [
      '## Data',
      '',
      `- [Every requirement](${address('/api/requirements.json')}): JSON, with its schema beside it`,
      `- [All data files](${address('/api/')})`,
      `- [Everything above in one file](${address('/llms-full.txt')})`,
    ].join('\n'),
  ].join('\n\n');
  return textResponse(`${text}\n`, 'text/plain; charset=utf-8');
};

/** Every document in one file, in the order of the sidebar. */
import type { APIRoute } from 'astro';
import { textResponse } from '../lib/files.ts';
import { textSections } from '../text/pages.ts';

export const GET: APIRoute = async () => {
  const sections = await textSections();
  const text = sections.flatMap(({ pages }) => pages.map((page) => page.text)).join('\n\n---\n\n');
  return textResponse(text, 'text/plain; charset=utf-8');
};

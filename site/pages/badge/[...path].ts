/** Badges under the addresses that stand in READMEs. */
import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import { publishedBadges } from '../../lib/badges.ts';
import { results } from '../../lib/results.ts';

export const getStaticPaths = () =>
  publishedBadges(results()).map(({ path, file }) => ({
    params: { path: path.replace(/^badge\//, '') },
    props: { file },
  }));

export const GET: APIRoute<{ file: string }> = ({ props: { file } }) => new Response(readFileSync(file, 'utf8'));

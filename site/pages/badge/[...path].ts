/** Badges under the addresses that stand in READMEs. */
import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import { publishedBadges } from '../../lib/badges.ts';
import { results } from '../../lib/results.ts';
import { mayShowBadge, standing } from '../../results/standing.ts';

export const getStaticPaths = async () => {
  const badges = await publishedBadges(results(), async (entry) => mayShowBadge(await standing(entry)));
  return badges.map(({ path, file }) => ({ params: { path: path.replace(/^badge\//, '') }, props: { file } }));
};

export const GET: APIRoute<{ file: string }> = ({ props: { file } }) => new Response(readFileSync(file, 'utf8'));

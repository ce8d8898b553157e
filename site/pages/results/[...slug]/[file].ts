/** The files of a result, as they are: what a reader needs to check it without us. */
import type { APIRoute } from 'astro';
import { type Entry, fileOf, filesOf, results } from '../../../lib/results.ts';

export const getStaticPaths = () =>
  results().flatMap((entry) =>
    filesOf(entry).map((file) => ({ params: { slug: entry.slug, file }, props: { entry, file } })),
  );

export const GET: APIRoute<{ entry: Entry; file: string }> = ({ props: { entry, file } }) =>
  new Response(fileOf(entry, file));

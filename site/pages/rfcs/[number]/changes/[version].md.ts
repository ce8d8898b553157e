/** One version of an RFC, as it was published. */
import type { APIRoute } from 'astro';
import { rfcs } from '../../../../governance/documents.ts';
import { digits } from '../../../../governance/paths.ts';
import { publishedVersions } from '../../../../governance/versions.ts';

export const getStaticPaths = () =>
  rfcs().flatMap(({ number }) =>
    (publishedVersions().get(number) ?? []).map(({ commit, text }) => ({
      params: { number: digits(number), version: commit.slice(0, 10) },
      props: { text },
    })),
  );

export const GET: APIRoute<{ text: string }> = ({ props: { text } }) =>
  new Response(text, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });

/** The judge bundle of each suite that a certificate names, and of this one, by version and by digest: the same bytes as in the package. */
import type { APIRoute } from 'astro';
import { servedBundles } from '../../../lib/bundles.ts';

export const getStaticPaths = async () =>
  (await servedBundles()).map(({ name, bytes }) => ({ params: { suite: name }, props: { bytes } }));

export const GET: APIRoute<{ bytes: Uint8Array<ArrayBuffer> }> = ({ props: { bytes } }) =>
  new Response(bytes, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });

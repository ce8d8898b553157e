/** The judge bundle of this suite under its digest: the same bytes as in the package, for ever at this address. */
import type { APIRoute } from 'astro';
import { servedBundles } from '../../../lib/bundles.ts';

export const getStaticPaths = async () =>
  (await servedBundles()).map(({ digest, bytes }) => ({
    params: { digest: digest.slice('sha256:'.length) },
    props: { bytes },
  }));

export const GET: APIRoute<{ bytes: Uint8Array<ArrayBuffer> }> = ({ props: { bytes } }) =>
  new Response(bytes, { headers: { 'content-type': 'text/javascript' } });

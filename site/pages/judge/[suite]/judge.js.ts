/** The judge bundle of each suite version that a certificate names, and of this one: the same bytes as in the package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { buildNeutral } from '../../../../certifier/certificate/bundle/build.ts';
import { shelved } from '../../../../certifier/certificate/bundle/shelf.ts';
import { SHELF_FOLDER } from '../../../../certifier/certificate/programme.ts';
import { SUITE_VERSION } from '../../../../certifier/suite.ts';
import { root } from '../../../lib/root.ts';

const onShelf = shelved(join(root, 'implementations', SHELF_FOLDER));

export const getStaticPaths = () => [
  ...onShelf.map(({ suite, file }) => ({ params: { suite }, props: { file } })),
  // What stands on the shelf of this version stays, whatever the sources have become since.
  ...(onShelf.some(({ suite }) => suite === SUITE_VERSION) ? [] : [{ params: { suite: SUITE_VERSION }, props: {} }]),
];

export const GET: APIRoute<{ file?: string }> = async ({ props: { file } }) =>
  new Response(
    Uint8Array.from(
      file === undefined ? await buildNeutral(join(root, 'certifier/certificate/bundle/entry.ts')) : readFileSync(file),
    ),
    { headers: { 'content-type': 'text/javascript; charset=utf-8' } },
  );

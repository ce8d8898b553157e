/** The judge bundles that the site serves and verifies with: that of this suite, and those on the shelf of the programme. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BundleShelf } from '../../certifier/certificate/bundle/judge-module.ts';
import type { JudgeBundle } from '../../certifier/certificate/bundle/load.ts';
import { shelved } from '../../certifier/certificate/bundle/shelf.ts';
import { SHELF_FOLDER } from '../../certifier/certificate/programme.ts';
import { SUITE_VERSION } from '../../certifier/suite.ts';
import { implementationsFolder } from './results.ts';
import { root } from './root.ts';

/** From its source, for the bundle is found, and built, beside it: a copy of the loader in a page would look beside the page. */
const loader = (): Promise<typeof import('../../certifier/certificate/bundle/load.ts')> =>
  import(/* @vite-ignore */ pathToFileURL(`${root}/certifier/certificate/bundle/load.ts`).href);

export const ownBundle = async (): Promise<JudgeBundle> => (await loader()).ownBundle();

const onShelf = () =>
  shelved(join(implementationsFolder(), SHELF_FOLDER)).map(({ suite, file }) => ({
    suite,
    bytes: new Uint8Array(readFileSync(file)),
  }));

/** Where a verification here finds judges. */
export const bundleShelf = async (): Promise<BundleShelf> =>
  (await loader()).bundleShelf(onShelf().map(({ bytes }) => bytes));

interface Served {
  /** The version of its suite, or its digest in hex: a certificate names both. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What stands on the shelf of this version stays, whatever the sources have become since; by its digest each has its own address. */
export async function servedBundles(): Promise<readonly Served[]> {
  const { digestOf } = await loader();
  const own = { suite: SUITE_VERSION, bytes: Uint8Array.from((await ownBundle()).bytes) };
  const served = new Map<string, Served>();
  for (const { suite, bytes } of [...onShelf(), own]) {
    for (const name of [suite, digestOf(bytes).slice('sha256:'.length)]) {
      if (!served.has(name)) served.set(name, { name, bytes });
    }
  }
  return [...served.values()];
}

/** Where a bundle stands on the site, by the digest that a certificate names. */
export const bundlePath = (digest: string): string => `/judge/${digest.slice('sha256:'.length)}/judge.js`;

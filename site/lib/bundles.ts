/** The judge bundles that the site serves: that of this suite. */
import { pathToFileURL } from 'node:url';
import type { BundleShelf } from '../../certifier/certificate/bundle/judge-module.ts';
import type { JudgeBundle } from '../../certifier/certificate/bundle/load.ts';
import { root } from './root.ts';

/** From its source, for the bundle is found, and built, beside it: a copy of the loader in a page would look beside the page. */
const loader = (): Promise<typeof import('../../certifier/certificate/bundle/load.ts')> =>
  import(/* @vite-ignore */ pathToFileURL(`${root}/certifier/certificate/bundle/load.ts`).href);

export const ownBundle = async (): Promise<JudgeBundle> => (await loader()).ownBundle();

/** Where a verification here finds judges: that of this suite, and no other. */
export const bundleShelf = async (): Promise<BundleShelf> => (await loader()).bundleShelf();

export const servedBundles = async (): Promise<readonly JudgeBundle[]> => [await ownBundle()];

/** Where a bundle stands on the site, by the digest that a certificate names. */
export const bundlePath = (digest: string): string => `/judge/${digest.slice('sha256:'.length)}/judge.js`;

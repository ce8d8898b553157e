/**
 * The judge bundle of this suite, and how Node runs one.
 *
 * A bundle is code, and it runs with the rights of whoever verifies. So none is fetched, and none is run because a certificate
 * or a submission came with it: only the one that ships with this package and those that the caller passed explicitly stand on
 * the shelf, and the verifier runs one only after its SHA-256 equals the digest in a certificate whose signature holds.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BundleShelf, JudgeModule } from './judge-module.ts';
import { ownShelf, takeFromShelf } from './shelf.ts';

export const BUNDLE_FILE = 'judge.js';

export interface JudgeBundle {
  readonly bytes: Uint8Array;
  /** `sha256:<hex>`: the suite digest in a report and in a certificate. */
  readonly digest: string;
}

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

let own: Promise<JudgeBundle> | undefined;

async function loadOwn(): Promise<JudgeBundle> {
  // In the package, this code is part of dist/ and the bundle lies beside it. In the checkout it is built from the sources.
  const beside = fileURLToPath(new URL(`./${BUNDLE_FILE}`, import.meta.url));
  const bytes = existsSync(beside) ? readFileSync(beside) : await (await import('./build.ts')).buildBundle();
  return { bytes, digest: digestOf(bytes) };
}

/** The judge bundle of this suite: the same bytes in the package, on the site and as built from the checkout. */
export const ownBundle = (): Promise<JudgeBundle> => {
  own ??= loadOwn();
  return own;
};

export const bundleBytes = async (): Promise<Uint8Array> => (await ownBundle()).bytes;

const opened = new Map<string, Promise<JudgeModule>>();

/** Runs exactly these bytes: from a data URL nothing can be imported by a path, and no file can change in between. */
export function openBundle(bytes: Uint8Array): Promise<JudgeModule> {
  const digest = digestOf(bytes);
  const module = opened.get(digest) ?? import(`data:text/javascript;base64,${Buffer.from(bytes).toString('base64')}`);
  opened.set(digest, module);
  return module;
}

/** Those given explicitly, those that certificates of this programme name, and the bundle of this suite. */
export function bundleShelf(given: readonly Uint8Array[] = [], folder: string = ownShelf()): BundleShelf {
  const byDigest = new Map(given.map((bytes) => [digestOf(bytes), bytes]));
  return {
    find: async (digest) => {
      const found = byDigest.get(digest) ?? takeFromShelf(folder, digest);
      if (found !== undefined) return found;
      const bundle = await ownBundle();
      return bundle.digest === digest ? bundle.bytes : undefined;
    },
    open: openBundle,
  };
}

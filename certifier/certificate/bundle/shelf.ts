/**
 * The shelf: one judge bundle for each suite version that a certificate names, so that it can be verified for as long as it
 * stands. A file is named by its suite and the first half of its digest; what is in it is hashed before it is run.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateError } from '../certificate-error.ts';
import { programmePath, SHELF_FOLDER } from '../programme.ts';

const HALF = 32;
const NAME = /^(?<suite>\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)_(?<digest>[0-9a-f]{32})\.js$/;

export interface Shelved {
  readonly suite: string;
  /** The first half, in hex. */
  readonly digest: string;
  readonly file: string;
}

const half = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, HALF);

export const ownShelf = (): string => programmePath(SHELF_FOLDER);

export const shelvedName = (suite: string, digest: string): string => `${suite}_${half(digest)}.js`;

export const shelved = (folder: string): readonly Shelved[] =>
  (existsSync(folder) ? readdirSync(folder).sort() : []).flatMap((name) => {
    const { suite, digest } = NAME.exec(name)?.groups ?? {};
    return suite === undefined || digest === undefined ? [] : [{ suite, digest, file: join(folder, name) }];
  });

/** Undefined where it does not stand there. Whether the bytes are those of the digest is for whoever runs them. */
export function takeFromShelf(folder: string, digest: string): Uint8Array | undefined {
  const found = shelved(folder).find((each) => each.digest === half(digest));
  return found === undefined ? undefined : readFileSync(found.file);
}

/** Where this bundle is to stand; undefined where it stands there already. One suite version is one judge, for ever. */
export function placeOnShelf(folder: string, suite: string, digest: string): string | undefined {
  const standing = shelved(folder).find((each) => each.suite === suite);
  if (standing === undefined) return join(folder, shelvedName(suite, digest));
  if (standing.digest === half(digest)) return undefined;
  throw new CertificateError(
    `suite ${suite} stands on the shelf with another judge (${standing.file}); raise the version of the suite first`,
  );
}

/** What the site says of the project itself, read from package.json so that it is said once. */
import { readFileSync } from 'node:fs';
import { root } from './root.ts';

export interface Project {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** The public home of the source, without a trailing slash; undefined while there is none. */
  readonly repository: string | undefined;
}

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly repository?: string | { readonly url: string };
}

/** `git+https://host/a/b.git` and `https://host/a/b` are the same home; a form that no browser opens is none. */
export function repositoryHome(repository: PackageFile['repository']): string | undefined {
  const url = typeof repository === 'string' ? repository : repository?.url;
  const home = url
    ?.replace(/^git\+/, '')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
  return home?.startsWith('https://') ? home : undefined;
}

export function project(): Project {
  const { name, version, description, license, repository } = JSON.parse(
    readFileSync(`${root}/package.json`, 'utf8'),
  ) as PackageFile;
  return { name, version, description, license, repository: repositoryHome(repository) };
}

/** Every document of the site with its Markdown, for finding who links to whom. */
import { getCollection } from 'astro:content';
import type { Linking } from './backlinks.ts';

export interface LinkingPage extends Linking {
  /** Below the base. */
  readonly path: string;
}

export const linkingPages = async (): Promise<readonly LinkingPage[]> =>
  (await getCollection('docs')).flatMap(({ id, data, body, filePath }) =>
    body === undefined || filePath === undefined ? [] : [{ file: filePath, title: data.title, body, path: `/${id}/` }],
  );

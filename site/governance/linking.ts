/** Who links to a document, of all that the site holds. */
import { getCollection } from 'astro:content';
import { backlinks, type Linking } from './backlinks.ts';

export interface LinkingPage extends Linking {
  /** Below the base. */
  readonly path: string;
}

const read = async (): Promise<ReadonlyMap<string, readonly LinkingPage[]>> =>
  backlinks(
    (await getCollection('docs')).flatMap(({ id, data, body, filePath }) =>
      body === undefined || filePath === undefined
        ? []
        : [{ file: filePath, title: data.title, body, path: `/${id}/` }],
    ),
  );

let built: ReturnType<typeof read> | undefined;

/** `file`: its path from the root of the repository. A build reads all documents once. */
export async function pagesLinkingTo(file: string): Promise<readonly LinkingPage[]> {
  if (import.meta.env.PROD) built ??= read();
  return (await (built ?? read())).get(file) ?? [];
}

/** Which documents link to a file, so that a page can say who speaks of it. */
import { posix } from 'node:path';

export interface Linking {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly title: string;
  /** Its Markdown. */
  readonly body: string;
}

/** Targets of inline links and of definitions. */
const LINK = /\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm;

const linksIn = (body: string): readonly string[] =>
  [...body.matchAll(LINK)].map(([, inline, defined]) => inline ?? defined ?? '');

const linksTo = ({ file: from, body }: Linking, file: string): boolean =>
  linksIn(body).some((link) => {
    if (/^[a-z][a-z0-9+.-]*:|^#|^\//i.test(link)) return false;
    return posix.normalize(posix.join(posix.dirname(from), link.replace(/#.*$/, ''))) === file;
  });

/** In the order of the documents; a document's links to itself do not count. */
export const backlinksTo = <Document extends Linking>(
  file: string,
  documents: readonly Document[],
): readonly Document[] => documents.filter((document) => document.file !== file && linksTo(document, file));

/** Which documents link to a file, so that a page can say who speaks of it. */
import { posix } from 'node:path';
import { gathered } from '../lib/gathered.ts';

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

const targetsOf = ({ file, body }: Linking): ReadonlySet<string> =>
  new Set(
    linksIn(body)
      .filter((link) => !/^[a-z][a-z0-9+.-]*:|^#|^\//i.test(link))
      .map((link) => posix.normalize(posix.join(posix.dirname(file), link.replace(/#.*$/, '')))),
  );

const seen = new Map<string, { readonly body: string; readonly targets: ReadonlySet<string> }>();

/** While somebody writes this is asked again and again, and hardly a text has changed. */
function knownTargetsOf(document: Linking): ReadonlySet<string> {
  const last = seen.get(document.file);
  if (last?.body === document.body) return last.targets;
  const targets = targetsOf(document);
  seen.set(document.file, { body: document.body, targets });
  return targets;
}

/** Who links to each file, in the order of the documents; a document's links to itself do not count. */
export function backlinks<Document extends Linking>(
  documents: readonly Document[],
): ReadonlyMap<string, readonly Document[]> {
  return gathered(documents, (document) => [...knownTargetsOf(document)].filter((target) => target !== document.file));
}

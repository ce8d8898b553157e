/** Where a path in the front matter of a document leads: a page of the site, the repository, or nowhere that can be clicked. */
import { posix } from 'node:path';
import { href } from '../lib/base.ts';
import { pageOf } from '../lib/pages.ts';
import { project } from '../lib/project.ts';

export interface Target {
  /** As a reader reads it: the URL, or the path from the root of the repository. */
  readonly text: string;
  readonly href: string | undefined;
}

/** `link` is a URL, or a path from the file `from`. */
export function targetOf(link: string, from: string): Target {
  if (/^https?:/.test(link)) return { text: link.replace(/^https?:\/\//, ''), href: link };
  const [path = '', anchor] = link.split('#', 2);
  const file = posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, '');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  const page = pageOf(file);
  if (page !== undefined) return { text: file, href: href(page) + hash };
  const { repository } = project();
  return { text: file, href: repository === undefined ? undefined : `${repository}/blob/main/${file}${hash}` };
}

/**
 * A document links to another by its relative path, which works on GitHub. Here that path becomes the address of its page.
 * A file without a page becomes a link to the repository, or plain text while there is no public repository. A path that leads
 * nowhere fails the build.
 */
import { existsSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MdastPluginEntry } from 'satteri';
import { below } from '../lib/base.ts';
import { pageOf } from '../lib/pages.ts';
import { root } from '../lib/root.ts';

export type Target = { readonly url: string } | { readonly text: true } | { readonly missing: string };

export interface LinkOptions {
  readonly base: string;
  readonly repository: string | undefined;
  readonly exists?: (path: string) => boolean;
}

const isElsewhere = (url: string): boolean =>
  /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//') || url.startsWith('#');

/** `javascript:` and `data:` would bring a stranger's code or page along. */
const isOpened = (url: string): boolean => !/^[a-z][a-z0-9+.-]*:/i.test(url) || /^(?:https?|mailto):/i.test(url);

/** Where a link in `file` (a path from the root of the repository) leads; undefined when it is to stay as it is. */
export function targetOf(url: string, file: string, options: LinkOptions): Target | undefined {
  if (!isOpened(url)) return { text: true };
  if (isElsewhere(url)) return undefined;
  const [path = '', hash = ''] = url.split(/(?=#)/);
  if (path.startsWith('/')) return { url: below(options.base, path) + hash };
  const target = posix.normalize(posix.join(posix.dirname(file), decodeURI(path)));
  const page = pageOf(target.replace(/\/$/, ''));
  const exists = options.exists ?? ((each: string) => existsSync(resolve(root, each)));
  if (target.startsWith('../') || !exists(target)) return { missing: target };
  if (page !== undefined) return { url: below(options.base, page) + hash };
  if (options.repository === undefined) return { text: true };
  return { url: `${options.repository}/blob/main/${target}${hash}` };
}

export function repositoryLinks(options: LinkOptions): MdastPluginEntry {
  return ({ fileURL }) => {
    if (fileURL === undefined) return undefined;
    const file = relative(root, fileURLToPath(fileURL)).split(sep).join('/');
    if (file.startsWith('..') || dirname(file).startsWith('node_modules')) return undefined;
    const rewritten = (url: string): Target | undefined => {
      const target = targetOf(url, file, options);
      if (target !== undefined && 'missing' in target) {
        throw new Error(`${file}: the link "${url}" leads to ${target.missing}, which does not exist.`);
      }
      return target;
    };
    return {
      name: 'accord-repository-links',
      link(node, context) {
        const target = rewritten(node.url);
        if (target === undefined) return;
        if ('url' in target) context.setProperty(node, 'url', target.url);
        else context.replaceNode(node, [...node.children]);
      },
      definition(node, context) {
        const target = rewritten(node.url);
        if (target !== undefined && 'url' in target) context.setProperty(node, 'url', target.url);
        else if (!isOpened(node.url)) context.setProperty(node, 'url', '');
      },
    };
  };
}

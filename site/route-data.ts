/**
 * What Starlight does not know of our pages: where in the sidebar a reader is and what stands before and after, their dates, for
 * documents stand all over the repository, and whose text they hold.
 */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { href } from './lib/base.ts';
import { requirementOf } from './lib/catalogue.ts';
import { changes } from './lib/history.ts';
import { escapeHtml } from './lib/html.ts';
import { sidebarFor } from './sidebar-order.ts';
import { neighboursOf } from './specification/neighbours.ts';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

export const onRequest = defineRouteMiddleware((context) => {
  const { starlightRoute } = context.locals;
  const { pathname } = context.url;
  const path = pathname.slice(base.length);
  // A requirement belongs to its topic, whatever its address, and beside the others there.
  const requirement = path.startsWith('/specification/requirements/')
    ? requirementOf(starlightRoute.entry.data.title)
    : undefined;
  const place = requirement === undefined ? pathname : href(`/specification/${requirement.topic}/`);
  starlightRoute.sidebar = sidebarFor(path, starlightRoute.sidebar, place);
  if (requirement !== undefined) starlightRoute.pagination = neighboursOf(requirement);
  const file = starlightRoute.entry.filePath;
  const changed = file === undefined ? undefined : changes().get(file);
  if (changed !== undefined) starlightRoute.lastUpdated = changed;
  // Below the text of an RFC or a charter stands its record, which the table of contents would not know.
  const { rfc, group } = starlightRoute.entry.data;
  if (rfc !== undefined || group !== undefined)
    starlightRoute.toc?.items.push({ depth: 2, slug: 'record', text: 'Record', children: [] });
  // A table of contents that knows nothing but "Overview" is none.
  const { toc } = starlightRoute;
  if (toc !== undefined && toc.items.length <= 1 && (toc.items[0]?.children.length ?? 0) === 0)
    starlightRoute.toc = undefined;
  // Starlight writes the title as markup. Ours may hold the name of a subject, which is a stranger's text.
  for (const tag of starlightRoute.head) if (tag.tag === 'title') tag.content = escapeHtml(tag.content ?? '');
});

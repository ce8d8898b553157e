/**
 * The sidebar as a page shows it: what belongs to its own way in comes first and stands open, and of the rest only what is short
 * is open. So whoever reads a specification does not scroll past the tutorials to find the next topic. A page that has no entry of
 * its own marks the one below which it stands.
 */
import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import { wayOf } from './lib/ways.ts';

type Entry = StarlightRouteData['sidebar'][number];
type Link = Extract<Entry, { type: 'link' }>;

/** The groups of each way, by their labels in `sidebar.ts`. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Specification: ['Specification', 'Proof'],
  Documentation: ['Learn', 'Do', 'Look up', 'Understand'],
  Results: ['Results'],
  RFCs: ['Process'],
  Groups: ['Process'],
};

/** Short, and what whoever reads one page of it wants next: these stay open everywhere. */
const OPEN: ReadonlySet<string> = new Set(['Results', 'Process']);

const linksIn = (sidebar: readonly Entry[]): readonly Link[] =>
  sidebar.flatMap((entry) => (entry.type === 'link' ? [entry] : linksIn(entry.entries)));

/** The entry whose pages the place is among: of an RFC, that of the RFCs. Undefined where the page has one of its own. */
function aboveOf(place: string, sidebar: readonly Entry[]): Link | undefined {
  const links = linksIn(sidebar);
  if (links.some(({ isCurrent }) => isCurrent)) return undefined;
  const above = links.filter(({ href }) => place.startsWith(href));
  return above.reduce<Link | undefined>(
    (longest, each) => (longest === undefined || each.href.length > longest.href.length ? each : longest),
    undefined,
  );
}

const marking = (entry: Entry, above: Link | undefined): Entry => {
  if (above === undefined) return entry;
  if (entry === above) return { ...above, attrs: { ...above.attrs, 'aria-current': 'true' } };
  return entry.type === 'link' ? entry : { ...entry, entries: entry.entries.map((each) => marking(each, above)) };
};

/** `path`: that of the page, without the base. `place`: the address below which it belongs, with the base. */
export function sidebarFor(path: string, sidebar: readonly Entry[], place = path): Entry[] {
  const above = aboveOf(place, sidebar);
  const marked = sidebar.map((entry) => marking(entry, above));
  const way = wayOf(path);
  const labels = way === undefined ? [] : (GROUPS[way.label] ?? []);
  if (labels.length === 0) return marked;
  const isOwn = ({ label }: Entry): boolean => labels.includes(label);
  const others = marked
    .filter((entry) => !isOwn(entry))
    .map((entry) => (entry.type === 'group' && !OPEN.has(entry.label) ? { ...entry, collapsed: true } : entry));
  return [...marked.filter(isOwn), ...others];
}

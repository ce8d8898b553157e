/**
 * The sidebar as a page shows it: what belongs to its own way in comes first and stands open, and of the rest only what is short
 * is open. So whoever reads a specification does not scroll past the tutorials to find the next topic.
 */
import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import { wayOf } from './lib/ways.ts';

type Entry = StarlightRouteData['sidebar'][number];

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

/** `path`: that of the page, without the base. */
export function sidebarFor(path: string, sidebar: readonly Entry[]): Entry[] {
  const way = wayOf(path);
  const labels = way === undefined ? [] : (GROUPS[way.label] ?? []);
  if (labels.length === 0) return [...sidebar];
  const isOwn = ({ label }: Entry): boolean => labels.includes(label);
  const others = sidebar
    .filter((entry) => !isOwn(entry))
    .map((entry) => (entry.type === 'group' && !OPEN.has(entry.label) ? { ...entry, collapsed: true } : entry));
  return [...sidebar.filter(isOwn), ...others];
}

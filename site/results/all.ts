/** All results of this build, and how they stand. */
import { type Entry, results } from '../lib/results.ts';
import { type Facet, facetsOf } from './facets.ts';
import { type Implementation, implementationsOf } from './implementations.ts';
import { type Line, linesOf } from './matrix.ts';
import { type Standing, type StandingName, standing } from './standing.ts';

export const implementations = (): readonly Implementation[] => implementationsOf(results());

export async function standings(entries: readonly Entry[] = results()): Promise<ReadonlyMap<Entry, Standing>> {
  const found = new Map<Entry, Standing>();
  for (const entry of entries) found.set(entry, await standing(entry));
  return found;
}

export async function allFacets(): Promise<readonly Facet[]> {
  const found = await standings();
  const lines = linesOf(results());
  const names = new Map<Line, StandingName>(lines.map((line) => [line, found.get(line.entry)?.name ?? 'none']));
  return facetsOf(lines, names);
}

export const facetLinks = async () =>
  (await allFacets()).map(({ id, title, values }) => ({
    id,
    title,
    values: values.map(({ lines, ...value }) => ({
      ...value,
      count: lines.length,
      path: `/results/by/${id}/${value.id}/`,
    })),
  }));

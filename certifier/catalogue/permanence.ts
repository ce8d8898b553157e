/** An id is for ever: what was once in the catalogue is there still, or has its tombstone. */
import type { Catalogue } from './requirement.ts';

/** One line for each id of the earlier catalogue that is simply gone. `retired` is absent in the first catalogues. */
export function vanished(
  before: Pick<Catalogue, 'requirements'> & Partial<Pick<Catalogue, 'retired'>>,
  now: Pick<Catalogue, 'requirements' | 'retired'>,
): readonly string[] {
  const known = new Set([...now.requirements, ...now.retired].map(({ id }) => id));
  return [...before.requirements, ...(before.retired ?? [])]
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => `${id} is gone: leave its tombstone, :::retired{id="${id}" reason="…"}`);
}

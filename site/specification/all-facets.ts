/** The filters over all requirements of the catalogue. */
import { catalogue } from '../lib/catalogue.ts';
import { type Facet, facetsOf, valuesBy } from './facets.ts';
import { facetPath } from './paths.ts';
import { stateOf } from './state.ts';

let held: readonly Facet[] | undefined;

export function allFacets(): readonly Facet[] {
  const { requirements, topics } = catalogue();
  held ??= facetsOf(requirements, { topics, stateOf });
  return held;
}

export const valuesOf = valuesBy(stateOf);

/** As the links that filter show them. */
export const facetLinks = () =>
  allFacets().map(({ id, title, values }) => ({
    id,
    title,
    values: values.map(({ requirements, ...value }) => ({
      ...value,
      count: requirements.length,
      path: facetPath(id, value.id),
    })),
  }));

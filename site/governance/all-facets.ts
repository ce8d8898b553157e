/** The filters over all RFCs of the repository. */
import { catalogue } from '../lib/catalogue.ts';
import { groups, policy, rfcs } from './documents.ts';
import { type Facet, facetsOf } from './facets.ts';
import { facetPath } from './paths.ts';

export const allFacets = (): readonly Facet[] =>
  facetsOf(rfcs(), { process: policy(), groups: groups(), topics: catalogue().topics });

/** As the links that filter show them. */
export const facetLinks = () =>
  allFacets().map(({ id, title, values }) => ({
    id,
    title,
    values: values.map(({ rfcs: own, ...value }) => ({ ...value, count: own.length, path: facetPath(id, value.id) })),
  }));

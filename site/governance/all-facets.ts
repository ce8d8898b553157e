/** The filters over all RFCs of the repository. */
import { catalogue } from '../lib/catalogue.ts';
import { groups, policy, rfcs } from './documents.ts';
import { type Facet, facetsOf } from './facets.ts';

export const allFacets = (): readonly Facet[] =>
  facetsOf(rfcs(), { process: policy(), groups: groups(), topics: catalogue().topics });

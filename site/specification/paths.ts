/** Addresses of the pages made from the catalogue. Those of topics and requirements are older: see lib/base.ts. */

export const topicPath = (topic: string): string => `/specification/${topic}/`;
export const facetPath = (facet: string, value: string): string => `/specification/by/${facet}/${value}/`;
export const CHANGES_PATH = '/specification/changes/';
export const COVERAGE_PATH = '/specification/coverage/';
export const UPSTREAM_PATH = '/specification/upstream/';

/** `basic/index` is the page of its folder, and `index` the opening page of a revision. */
export const upstreamSlug = (page: string): string => (page === 'index' ? 'overview' : page.replace(/\/index$/, ''));
export const upstreamPath = (revision: string, page: string): string =>
  `${UPSTREAM_PATH}${revision}/${upstreamSlug(page)}/`;

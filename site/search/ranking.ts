/** Which page is found first: https://pagefind.app/docs/ranking/ */
import { KINDS } from '../documentation/kinds.ts';

/**
 * A page that leads into something says in its description what for, in a newcomer's words, so that counts as its title does. What
 * stands in lists, results and single rules is found by its own words.
 */
export const META_WEIGHTS = { title: 5, lead: 6, kind: 3 } as const;

const GUIDES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(KINDS.map(({ folder, word }) => [folder, word])),
  learn: 'Tutorial',
};

/** What the description of a page is to the search (`data-pagefind-meta`), by the id of the page; undefined: text like any other. */
export function leadOf(id: string): string | undefined {
  const [part = '', ...rest] = id.split('/').filter(Boolean);
  const kind = GUIDES[part];
  if (kind !== undefined) return `lead, kind:${kind}`;
  // The first page of a part, and the topics of the specification.
  return rest.length === 0 || (part === 'specification' && rest.length === 1) ? 'lead' : undefined;
}

/** What a reader chose in the filters of a list, and what of the list that leaves. */

/** Facet → the value chosen of it. */
export type Chosen = Readonly<Record<string, string>>;

/** Choosing what is chosen already takes it back. */
export function toggled(chosen: Chosen, facet: string, value: string): Chosen {
  const { [facet]: before, ...others } = chosen;
  return before === value ? others : { ...others, [facet]: value };
}

/** A row is shown when it has every chosen value; one row may have several of a facet, with spaces between. */
export const isShown = (row: Readonly<Record<string, string | undefined>>, chosen: Chosen): boolean =>
  Object.entries(chosen).every(([facet, value]) => row[facet]?.split(' ').includes(value) === true);

/** `?status=draft&type=process`, and nothing of it that is no facet. */
export const chosenIn = (query: string, facets: readonly string[]): Chosen =>
  Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => facets.includes(name)));

export const queryOf = (chosen: Chosen): string => {
  const query = new URLSearchParams(chosen).toString();
  return query === '' ? '' : `?${query}`;
};

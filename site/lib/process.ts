/** Names that the process gives. */

/** The name of a status or type; the id itself where the process does not know it. */
export const titleOf = (
  terms: readonly { readonly id: string; readonly title: string }[],
  id: string | undefined,
): string => terms.find((each) => each.id === id)?.title ?? id ?? '';

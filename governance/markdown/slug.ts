/** The anchors that GitHub gives to headings: lower case, punctuation away, hyphens for spaces, a count for a repetition. */
export const slugOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

/** A function that remembers what it has given. */
export const slugger = (): ((text: string) => string) => {
  const taken = new Map<string, number>();
  return (text) => {
    const slug = slugOf(text);
    let free = slug;
    for (let count = taken.get(slug) ?? 0; taken.has(free); ) {
      count += 1;
      taken.set(slug, count);
      free = `${slug}-${count}`;
    }
    taken.set(free, 0);
    return free;
  };
};

/** What Pagefind found, as it is shown. The title of a page is a section and text to it, which would be said three times over. */

/** Starlight's name of the top of a page. */
const PAGE = '#_top';

export interface Found {
  /** What ranks a page (`ranking.ts`) comes with it, and would be shown as a list of labels. */
  readonly meta: { readonly title?: string; readonly kind?: string; readonly lead?: string };
  /** What is shown below the title of the page. */
  readonly excerpt: string;
  readonly sub_results: readonly { readonly url: string; readonly excerpt: string }[];
}

/** `<mark>unique</mark>. No two …` below the title `unique` is `No two …`; an excerpt may also begin in the middle of the title. */
export function withoutTitle(excerpt: string, title: string): string {
  const words = title.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const between = '(?:</?mark>|\\s)';
  // What is left of a title is known by the stop that ends it.
  const ends = words.map((_, from) => `${words.slice(from).join(`${between}+`)}\\.${from === 0 ? '?' : ''}`);
  return excerpt.replace(new RegExp(`^${between}*(?:${ends.join('|')})${between}+`), '');
}

/** Pagefind keeps what it found, and may hand it over again: it is left as it is. */
export function onceEach(found: Found): Found {
  const { title = '', kind, lead: _, ...meta } = found.meta;
  const page = found.sub_results.find(({ url }) => url.endsWith(PAGE));
  return {
    ...found,
    // A reader in a hurry tells the guide from the reference by its first word.
    meta: { ...meta, title: kind === undefined ? title : `${kind}: ${title}` },
    excerpt: page === undefined ? found.excerpt : withoutTitle(page.excerpt, title),
    sub_results: found.sub_results.map((part) =>
      part.url.endsWith(PAGE) ? { ...part, url: part.url.slice(0, -PAGE.length) } : part,
    ),
  };
}

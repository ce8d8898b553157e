/** What Pagefind found, as it is shown. The title of a page is a section and text to it, which would be said three times over. */

export interface Found {
  readonly meta: { readonly title?: string };
  /** What is shown below the title of the page. */
  excerpt: string;
  readonly sub_results: readonly { url: string; readonly excerpt: string }[];
}

/** `<mark>unique</mark>. No two …` below the title `unique` is `No two …`. */
export function withoutTitle(excerpt: string, title: string): string {
  const words = title.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const between = '(?:</?mark>|\\s)';
  return excerpt.replace(new RegExp(`^${between}*${words.join(`${between}+`)}\\.?${between}+`), '');
}

export function onceEach(found: Found): void {
  for (const part of found.sub_results) {
    if (!part.url.endsWith('#_top')) continue;
    part.url = part.url.replace(/#_top$/, '');
    found.excerpt = withoutTitle(part.excerpt, found.meta.title ?? '');
  }
}

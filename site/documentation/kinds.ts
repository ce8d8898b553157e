/** The four kinds of documentation, by what a reader came for: https://diataxis.fr */

export interface DocumentationKind {
  /** The folder below `site/content/docs/`. */
  readonly folder: 'tutorials' | 'how-to' | 'reference' | 'explanation';
  readonly title: string;
  /** What one of its pages is called, for whoever searches by that. */
  readonly word: string;
  readonly meaning: string;
}

export const KINDS: readonly DocumentationKind[] = [
  {
    folder: 'tutorials',
    title: 'Learn',
    word: 'Tutorial',
    meaning: 'Follow along, from nothing to something that works.',
  },
  { folder: 'how-to', title: 'Do', word: 'Guide', meaning: 'You know what you want: the steps.' },
  {
    folder: 'reference',
    title: 'Look up',
    word: 'Reference',
    meaning: 'Every option, member and form, made from the code and the schemas.',
  },
  {
    folder: 'explanation',
    title: 'Understand',
    word: 'Explanation',
    meaning: 'Why it is as it is, and what it does not claim.',
  },
];

export interface Listed {
  readonly title: string;
  readonly description: string;
  readonly path: string;
}

interface Page {
  readonly id: string;
  readonly data: {
    readonly title: string;
    readonly description?: string | undefined;
    readonly sidebar?: { readonly order?: number | undefined } | undefined;
  };
}

/** The pages of one kind as the sidebar has them: by their order, then by their address. */
export const pagesOf = (folder: DocumentationKind['folder'], pages: readonly Page[]): readonly Listed[] =>
  pages
    .filter(({ id }) => id.startsWith(`${folder}/`))
    .sort(
      (a, b) =>
        (a.data.sidebar?.order ?? Number.MAX_VALUE) - (b.data.sidebar?.order ?? Number.MAX_VALUE) ||
        a.id.localeCompare(b.id),
    )
    .map(({ id, data: { title, description = '' } }) => ({ title, description, path: `/${id}/` }));

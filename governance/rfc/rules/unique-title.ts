import type { Corpus, Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { slugOf } from '../../markdown/slug.ts';

export const uniqueTitle = defineRule<Rfc>({
  id: 'unique-title',
  kind: 'corpus',
  severity: 'error',
  reason: 'In a list, a feed or a search, two documents of one title cannot be told apart.',
  examples: [
    {
      says: 'A title each',
      files: { 'rfcs/0001-one.md': rfc({ title: 'First' }), 'rfcs/0002-two.md': rfc({ number: 2, title: 'Second' }) },
      problems: [],
    },
    {
      says: 'Titles that differ in letter case alone',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'Transcript format' }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Transcript Format' }),
      },
      problems: [
        'rfcs/0001-one.md:3:8 Unexpected title "Transcript format", which rfcs/0002-two.md has too, expected a title of its own',
        'rfcs/0002-two.md:3:8 Unexpected title "Transcript Format", which rfcs/0001-one.md has too, expected a title of its own',
      ],
    },
  ],
  check({ path, meta, placeOf }, corpus, report) {
    const others = meta === null ? [] : (bySlug(corpus).get(slugOf(meta.title)) ?? []);
    const other = others.find((rfc) => rfc.path !== path);
    if (other !== undefined)
      report({
        actual: `title "${meta?.title}", which ${other.path} has too`,
        expected: 'a title of its own',
        place: placeOf('title'),
      });
  },
});

const indexes = new WeakMap<Corpus, ReadonlyMap<string, readonly Rfc[]>>();

/** Made once for each corpus: to compare each title with each would take the square of their number. */
const bySlug = (corpus: Corpus): ReadonlyMap<string, readonly Rfc[]> => {
  const index =
    indexes.get(corpus) ??
    Map.groupBy(
      corpus.rfcs.filter(({ meta }) => meta !== null),
      ({ meta }) => slugOf(meta?.title ?? ''),
    );
  indexes.set(corpus, index);
  return index;
};

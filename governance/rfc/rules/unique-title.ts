import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { slugOf } from '../../markdown/slug.ts';

export const uniqueTitle = defineRule<Rfc>({
  id: 'unique-title',
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
  check({ path, meta, placeOf }, { rfcs }, report) {
    if (meta === null) return;
    const slug = slugOf(meta.title);
    const other = rfcs.find((rfc) => rfc.path !== path && rfc.meta !== null && slugOf(rfc.meta.title) === slug);
    if (other !== undefined)
      report({
        actual: `title "${meta.title}", which ${other.path} has too`,
        expected: 'a title of its own',
        place: placeOf('title'),
      });
  },
});

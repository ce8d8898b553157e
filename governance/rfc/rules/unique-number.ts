import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

export const uniqueNumber = defineRule<Rfc>({
  id: 'unique-number',
  kind: 'corpus',
  severity: 'error',
  reason: 'A number is how an RFC is cited, for ever; two documents cannot share one.',
  examples: [
    {
      says: 'A number each',
      files: { 'rfcs/0001-one.md': rfc({ title: 'First' }), 'rfcs/0002-two.md': rfc({ number: 2, title: 'Second' }) },
      problems: [],
    },
    {
      says: 'A number taken by another branch in the meantime',
      files: { 'rfcs/0001-one.md': rfc({ title: 'First' }), 'rfcs/0001-two.md': rfc({ title: 'Second' }) },
      problems: [
        'rfcs/0001-one.md:2:9 Unexpected number 1, which rfcs/0001-two.md has too, expected a number of its own',
        'rfcs/0001-two.md:2:9 Unexpected number 1, which rfcs/0001-one.md has too, expected a number of its own',
      ],
    },
  ],
  check({ path, meta, placeOf }, { byNumber }, report) {
    const other = byNumber.get(meta?.number ?? 0)?.find((rfc) => rfc.path !== path);
    if (meta !== null && other !== undefined)
      report({
        actual: `number ${meta.number}, which ${other.path} has too`,
        expected: 'a number of its own',
        place: placeOf('number'),
      });
  },
});

import type { Rfc } from '../../lint/corpus.ts';
import { setField } from '../../lint/edit.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const FIELDS = ['requires', 'supersedes', 'superseded-by'] as const;

export const numbersSorted = defineDocumentRule<Rfc>({
  id: 'numbers-sorted',
  severity: 'warning',
  reason: 'Two branches that each add a number to a sorted list seldom collide.',
  examples: [
    { says: 'From the lowest', files: { [path]: rfc({ requires: [2, 3] }) }, problems: [] },
    {
      says: 'As they came',
      files: { [path]: rfc({ requires: [3, 2] }) },
      problems: [`${path}:13:1 Unexpected 3, 2 in requires, expected 2, 3`],
      fixed: { [path]: rfc({ requires: [2, 3] }) },
    },
  ],
  check(document, _grounds, report) {
    for (const field of FIELDS) {
      const given = document.meta?.[field] ?? [];
      const sorted = given.toSorted((a, b) => a - b);
      if (given.join() !== sorted.join())
        report({
          actual: `${given.join(', ')} in ${field}`,
          expected: sorted.join(', '),
          place: document.placeOfKey(field),
          fix: setField(document, field, sorted),
        });
    }
  },
});

import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const FIELDS = ['requires', 'supersedes', 'superseded-by'] as const;

export const referencesExist = defineRule<Rfc>({
  id: 'references-exist',
  kind: 'corpus',
  severity: 'error',
  reason: 'A reference to an RFC that does not exist sends the reader nowhere.',
  examples: [
    {
      says: 'An RFC that exists',
      files: { [path]: rfc({ requires: [2] }), 'rfcs/0002-another.md': rfc({ number: 2, title: 'Another' }) },
      problems: [],
    },
    {
      says: 'One that does not',
      files: { [path]: rfc({ requires: [2] }) },
      problems: [`${path}:14:5 Unexpected RFC 2 in requires, expected an RFC that exists`],
    },
    {
      says: 'Itself',
      files: { [path]: rfc({ supersedes: [1] }) },
      problems: [`${path}:14:5 Unexpected RFC 1 in supersedes, expected another than itself`],
    },
  ],
  check({ meta, placeOf }, { byNumber }, report) {
    for (const field of FIELDS)
      for (const [index, number] of (meta?.[field] ?? []).entries()) {
        const itself = number === meta?.number;
        if (itself || !byNumber.has(number))
          report({
            actual: `RFC ${number} in ${field}`,
            expected: itself ? 'another than itself' : 'an RFC that exists',
            // A place costs a parse of the front matter, so it is looked for only when it is wanted.
            place: placeOf(field, index),
          });
      }
  },
});

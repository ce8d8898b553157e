import type { Rfc } from '../../lint/corpus.ts';
import { rfc, WITHDRAWN } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';

export const requiresInForce = defineRule<Rfc>({
  id: 'requires-in-force',
  kind: 'corpus',
  severity: 'error',
  reason: 'What rests on a document that was given up rests on nothing.',
  examples: [
    {
      says: 'Rests on a draft, which may still be accepted',
      files: { [path]: rfc({ requires: [2] }), 'rfcs/0002-another.md': rfc({ number: 2, title: 'Another' }) },
      problems: [],
    },
    {
      says: 'Rests on what was withdrawn',
      files: {
        [path]: rfc({ requires: [2] }),
        'rfcs/0002-another.md': rfc({ number: 2, title: 'Another', ...WITHDRAWN }),
      },
      problems: [`${path}:14:5 Unexpected RFC 2 in requires, which is withdrawn, expected an RFC that is not`],
    },
  ],
  check({ meta, placeOf }, { byNumber, process }, report) {
    const given = process['not-relied-on'];
    if (meta === null || given.includes(meta.status)) return;
    for (const [index, number] of (meta.requires ?? []).entries()) {
      const status = byNumber.get(number)?.[0]?.meta?.status ?? '';
      if (given.includes(status))
        report({
          actual: `RFC ${number} in requires, which is ${status}`,
          expected: 'an RFC that is not',
          place: placeOf('requires', index),
        });
    }
  },
});

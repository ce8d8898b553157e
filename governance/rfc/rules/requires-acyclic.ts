import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { wayBetween } from '../graph.ts';

export const requiresAcyclic = defineRule<Rfc>({
  id: 'requires-acyclic',
  kind: 'corpus',
  severity: 'error',
  reason: 'Documents that each wait for the other are never in force.',
  examples: [
    {
      says: 'One way',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'First' }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Second', requires: [1] }),
      },
      problems: [],
    },
    {
      says: 'Round in a circle',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'First', requires: [2] }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Second', requires: [1] }),
      },
      problems: [
        'rfcs/0001-one.md:14:5 Unexpected circle 1 → 2 → 1 in requires, expected a chain that ends',
        'rfcs/0002-two.md:14:5 Unexpected circle 2 → 1 → 2 in requires, expected a chain that ends',
      ],
    },
  ],
  check({ meta, placeOf }, { byNumber }, report) {
    if (meta === null) return;
    for (const [index, number] of (meta.requires ?? []).entries()) {
      if (number === meta.number) continue;
      const way = wayBetween('requires', number, meta.number, byNumber);
      if (way !== null)
        report({
          actual: `circle ${[meta.number, ...way].join(' → ')} in requires`,
          expected: 'a chain that ends',
          place: placeOf('requires', index),
        });
    }
  },
});

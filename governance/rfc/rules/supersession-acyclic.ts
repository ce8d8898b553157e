import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { wayBetween } from '../graph.ts';

export const supersessionAcyclic = defineRule<Rfc>({
  id: 'supersession-acyclic',
  kind: 'corpus',
  severity: 'error',
  reason: 'Whoever follows the successors must come to the one that holds.',
  examples: [
    {
      says: 'A chain that ends',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'First' }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Second', supersedes: [1] }),
      },
      problems: [],
    },
    {
      says: 'Two that each replace the other',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'First', supersedes: [2] }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Second', supersedes: [1] }),
      },
      problems: [
        'rfcs/0001-one.md:14:5 Unexpected circle 1 → 2 → 1 in supersedes, expected a chain that ends',
        'rfcs/0002-two.md:14:5 Unexpected circle 2 → 1 → 2 in supersedes, expected a chain that ends',
      ],
    },
  ],
  check({ meta, placeOf }, { byNumber }, report) {
    if (meta === null) return;
    for (const [index, number] of (meta.supersedes ?? []).entries()) {
      const way = number === meta.number ? null : wayBetween('supersedes', number, meta.number, byNumber);
      if (way !== null)
        report({
          actual: `circle ${[meta.number, ...way].join(' → ')} in supersedes`,
          expected: 'a chain that ends',
          place: placeOf('supersedes', index),
        });
    }
  },
});

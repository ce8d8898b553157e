import type { Corpus, Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const adds = { requirements: { adds: ['tools.list.sorted'] } };

export const requirementAddedOnce = defineRule<Rfc>({
  id: 'requirement-added-once',
  kind: 'corpus',
  severity: 'error',
  reason: 'An id means one thing for ever. Two RFCs that add the same one mean two.',
  examples: [
    {
      says: 'Added by one, changed by another',
      files: {
        'specification/catalogue.json': JSON.stringify({ requirements: [{ id: 'tools.list.sorted' }] }),
        'rfcs/0001-one.md': rfc({ title: 'First', ...adds }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Second', requirements: { changes: ['tools.list.sorted'] } }),
      },
      problems: [],
    },
    {
      says: 'Added by two',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'First', ...adds }),
        'rfcs/0002-two.md': rfc({ number: 2, title: 'Second', ...adds }),
      },
      problems: [
        'rfcs/0002-two.md:15:7 Unexpected requirement tools.list.sorted, which RFC 1 adds too, expected an id of its own, or `changes`',
      ],
    },
  ],
  check({ meta, placeOf }, corpus, report) {
    for (const [index, id] of (meta?.requirements?.adds ?? []).entries()) {
      const first = firstToAdd(corpus).get(id);
      if (first !== undefined && first !== meta?.number)
        report({
          actual: `requirement ${id}, which RFC ${first} adds too`,
          expected: 'an id of its own, or `changes`',
          place: placeOf('requirements', 'adds', index),
        });
    }
  },
});

const indexes = new WeakMap<Corpus, ReadonlyMap<string, number>>();

/** The lowest number wins; what was given up adds nothing. */
const firstToAdd = (corpus: Corpus): ReadonlyMap<string, number> => {
  const known = indexes.get(corpus);
  if (known !== undefined) return known;
  const index = new Map<string, number>();
  for (const { meta } of corpus.rfcs)
    if (meta !== null && !corpus.process['not-relied-on'].includes(meta.status))
      for (const id of meta.requirements?.adds ?? [])
        index.set(id, Math.min(index.get(id) ?? meta.number, meta.number));
  indexes.set(corpus, index);
  return index;
};

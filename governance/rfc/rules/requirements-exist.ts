import { CATALOGUE, type Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const catalogue = JSON.stringify({ requirements: [{ id: 'tools.list.unique-names' }] });

export const requirementsExist = defineRule<Rfc>({
  id: 'requirements-exist',
  kind: 'corpus',
  severity: 'error',
  reason: 'An RFC and the specification speak of the same requirements only when they use the same ids.',
  examples: [
    {
      says: 'Changes a requirement that exists, and proposes one that does not exist yet',
      files: {
        [CATALOGUE]: catalogue,
        [path]: rfc({ requirements: { adds: ['tools.list.sorted'], changes: ['tools.list.unique-names'] } }),
      },
      problems: [],
    },
    {
      says: 'Changes what is not there',
      files: { [CATALOGUE]: catalogue, [path]: rfc({ requirements: { changes: ['tools.list.uniqe-names'] } }) },
      problems: [
        `${path}:15:7 Unexpected requirement tools.list.uniqe-names, expected an id in specification/catalogue.json`,
      ],
    },
    {
      says: 'Names a requirement where no catalogue was compiled',
      files: { [path]: rfc({ requirements: { changes: ['tools.list.unique-names'] } }) },
      problems: [
        `${path}:15:7 Unexpected requirement tools.list.unique-names, expected an id in specification/catalogue.json`,
      ],
    },
  ],
  check({ meta, placeOf }, { requirements }, report) {
    for (const [index, id] of (meta?.requirements?.changes ?? []).entries())
      if (requirements?.has(id) !== true)
        report({
          actual: `requirement ${id}`,
          expected: `an id in ${CATALOGUE}`,
          place: placeOf('requirements', 'changes', index),
        });
  },
});

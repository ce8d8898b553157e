import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';

const path = 'working-groups/example/charter.md';

export const chairsInTerm = defineDocumentRule<Charter>({
  id: 'chairs-in-term',
  severity: 'error',
  reason: 'A seat without an end is held for ever, by whoever sat down first.',
  examples: [
    { says: 'An open seat has no term', files: { [path]: charter() }, problems: [] },
    {
      says: 'A person with the end of the term',
      files: { [path]: charter({ chairs: [{ seat: 'Chair', holder: '@somebody', until: '2027-11-01' }] }) },
      problems: [],
    },
    {
      says: 'A person without one',
      files: { [path]: charter({ chairs: [{ seat: 'Chair', holder: '@somebody' }] }) },
      problems: [`${path}:8:13 Unexpected holder @somebody without a term, expected until: the date on which it ends`],
    },
    {
      says: 'A term for nobody',
      files: { [path]: charter({ chairs: [{ seat: 'Chair', holder: 'open', until: '2027-11-01' }] }) },
      problems: [`${path}:9:12 Unexpected term of an open seat, expected none until a person holds it`],
    },
  ],
  check({ meta, placeOf }, _corpus, report) {
    for (const [index, { holder, until }] of (meta?.chairs ?? []).entries()) {
      if (holder !== 'open' && until === undefined)
        report({
          actual: `holder ${holder} without a term`,
          expected: 'until: the date on which it ends',
          place: placeOf('chairs', index, 'holder'),
        });
      if (holder === 'open' && until !== undefined)
        report({
          actual: 'term of an open seat',
          expected: 'none until a person holds it',
          place: placeOf('chairs', index, 'until'),
        });
    }
  },
});

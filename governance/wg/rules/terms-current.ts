import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { hasEnded } from '../ended.ts';

const path = 'working-groups/example/charter.md';
const files = {
  [path]: charter({ status: 'active', chairs: [{ seat: 'Chair', holder: '@chair', until: '2027-11-01' }] }),
};

export const termsCurrent = defineRule<Charter>({
  id: 'terms-current',
  kind: 'clock',
  severity: 'error',
  reason: 'Whoever decides after the end of a term decides in nobody’s name.',
  examples: [
    { says: 'On the last day of the term', files, date: '2027-11-01', problems: [] },
    {
      says: 'A day later',
      files,
      date: '2027-11-02',
      problems: [
        `${path}:9:12 Unexpected term of @chair that ended on 2027-11-01, expected a new term, or an open seat`,
      ],
    },
  ],
  check({ meta, placeOf }, { date, process }, report) {
    if (meta === null || date === null || hasEnded(process, meta.status)) return;
    for (const [index, { holder, until }] of meta.chairs.entries())
      if (until !== undefined && until < date)
        report({
          actual: `term of ${holder} that ended on ${until}`,
          expected: 'a new term, or an open seat',
          place: placeOf('chairs', index, 'until'),
        });
  },
});

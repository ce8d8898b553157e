import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { addDays } from '../../rfc/steps.ts';
import { hasEnded } from '../ended.ts';

const path = 'working-groups/example/charter.md';
const files = {
  [path]: charter({
    status: 'active',
    chairs: [{ seat: 'Chair', holder: '@chair', until: '2027-11-01' }],
    review: '2027-12-01',
  }),
};

export const endsSoon = defineRule<Charter>({
  id: 'ends-soon',
  kind: 'clock',
  severity: 'warning',
  reason: 'A seat is filled and a charter renewed before they end when somebody is told in time.',
  examples: [
    { says: 'Long before', files, date: '2027-09-01', problems: [] },
    {
      says: 'In the last month',
      files,
      date: '2027-10-15',
      problems: [`${path}:9:12 Unexpected term of @chair that ends on 2027-11-01, expected who follows`],
    },
    {
      says: 'The review is near',
      files: { [path]: charter({ review: '2027-12-01' }) },
      date: '2027-11-15',
      problems: [`${path}:13:9 Unexpected charter to be reviewed by 2027-12-01, expected its review`],
    },
  ],
  check({ meta, placeOf }, { date, process }, report) {
    if (meta === null || date === null || hasEnded(process, meta.status)) return;
    const soon = (day: string | undefined): boolean =>
      day !== undefined && day >= date && day <= addDays(date, process.clock.notice);
    for (const [index, { holder, until }] of meta.chairs.entries())
      if (soon(until))
        report({
          actual: `term of ${holder} that ends on ${until}`,
          expected: 'who follows',
          place: placeOf('chairs', index, 'until'),
        });
    if (soon(meta.review))
      report({ actual: `charter to be reviewed by ${meta.review}`, expected: 'its review', place: placeOf('review') });
  },
});

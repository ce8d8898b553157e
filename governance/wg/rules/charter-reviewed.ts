import type { Charter } from '../../lint/corpus.ts';
import { charter } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { hasEnded } from '../ended.ts';

const path = 'working-groups/example/charter.md';
const files = { [path]: charter({ review: '2027-11-01' }) };

export const charterReviewed = defineRule<Charter>({
  id: 'charter-reviewed',
  kind: 'clock',
  severity: 'error',
  reason: 'A group that never asks whether it is still needed goes on by habit.',
  examples: [
    { says: 'Before its review', files, date: '2027-11-01', problems: [] },
    {
      says: 'Closed',
      files: { [path]: charter({ review: '2027-11-01', status: 'closed' }) },
      date: '2028-01-01',
      problems: [],
    },
    {
      says: 'After the day on which it was to be reviewed',
      files,
      date: '2027-11-02',
      problems: [
        `${path}:13:9 Unexpected charter to be reviewed by 2027-11-01, expected a new date, or a group that is closed`,
      ],
    },
  ],
  check({ meta, placeOf }, { date, process }, report) {
    if (meta?.review !== undefined && date !== null && meta.review < date && !hasEnded(process, meta.status))
      report({
        actual: `charter to be reviewed by ${meta.review}`,
        expected: 'a new date, or a group that is closed',
        place: placeOf('review'),
      });
  },
});

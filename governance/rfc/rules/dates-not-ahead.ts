import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { addDays } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';

export const datesNotAhead = defineRule<Rfc>({
  id: 'dates-not-ahead',
  kind: 'clock',
  severity: 'error',
  reason: 'A step that is dated ahead ends its waiting time before it has begun.',
  examples: [
    { says: 'Today', files: { [path]: rfc() }, date: '2026-11-01', problems: [] },
    { says: 'Today, seen from where it is yesterday', files: { [path]: rfc() }, date: '2026-10-31', problems: [] },
    {
      says: 'Next week',
      files: { [path]: rfc() },
      date: '2026-10-25',
      problems: [`${path}:12:11 Unexpected draft on 2026-11-01, expected 2026-10-26 or earlier`],
    },
  ],
  check({ meta, placeOf }, { process, date }, report) {
    const latest = date === null ? null : addDays(date, process.clock.ahead);
    for (const [index, entry] of (meta?.history ?? []).entries())
      if (latest !== null && entry.date > latest)
        report({
          actual: `${entry.status} on ${entry.date}`,
          expected: `${latest} or earlier`,
          place: placeOf('history', index, 'date'),
        });
  },
});

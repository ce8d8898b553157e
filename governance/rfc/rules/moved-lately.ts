import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { addDays } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';

export const movedLately = defineRule<Rfc>({
  id: 'moved-lately',
  kind: 'clock',
  severity: 'warning',
  reason: 'A draft that nobody has moved for months looks like work in hand, and keeps others from beginning.',
  examples: [
    { says: 'A draft of last month', files: { [path]: rfc() }, date: '2026-12-01', problems: [] },
    {
      says: 'A draft of last year',
      files: { [path]: rfc() },
      date: '2027-11-01',
      problems: [
        `${path}:12:11 Unexpected draft that has not moved since 2026-11-01, expected a step by 2027-04-30: dormant, or another`,
      ],
    },
  ],
  check({ meta, placeOf }, { process, date }, report) {
    const last = meta?.history.at(-1);
    if (meta === null || last === undefined || date === null) return;
    const rest = process.transitions.find(({ from, to }) => from === last.status && to === process.clock.dormant);
    const due = rest === undefined ? date : addDays(last.date, rest.after);
    if (date > due)
      report({
        actual: `${last.status} that has not moved since ${last.date}`,
        expected: `a step by ${due}: ${process.clock.dormant}, or another`,
        place: placeOf('history', meta.history.length - 1, 'date'),
      });
  },
});

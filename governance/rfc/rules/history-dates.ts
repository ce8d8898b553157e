import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';

export const historyDates = defineDocumentRule<Rfc>({
  id: 'history-dates',
  severity: 'error',
  reason: 'The history is a timeline: it begins when the RFC was created and never runs backwards.',
  examples: [
    { says: 'Begins on the day it was created', files: { [path]: rfc() }, problems: [] },
    {
      says: 'Created on another day than its first status',
      files: { [path]: rfc({ created: '2026-10-31' }) },
      problems: [`${path}:9:10 Unexpected date 2026-10-31, expected 2026-11-01, the date of the first status`],
    },
    {
      says: 'A status before the one that it follows',
      files: {
        [path]: rfc({
          status: 'withdrawn',
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'withdrawn', date: '2026-10-01', evidence: { reason: 'Not needed.' } },
          ],
        }),
      },
      problems: [`${path}:14:11 Unexpected date 2026-10-01, expected 2026-11-01 or later`],
    },
  ],
  check({ meta, placeOf }, _corpus, report) {
    if (meta === null) return;
    const [first] = meta.history;
    if (first !== undefined && meta.created !== first.date)
      report({
        actual: `date ${meta.created}`,
        expected: `${first.date}, the date of the first status`,
        place: placeOf('created'),
      });
    for (const [index, { date }] of meta.history.entries()) {
      const before = meta.history[index - 1]?.date;
      if (before !== undefined && date < before)
        report({ actual: `date ${date}`, expected: `${before} or later`, place: placeOf('history', index, 'date') });
    }
  },
});

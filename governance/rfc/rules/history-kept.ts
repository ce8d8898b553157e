import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const discussion = 'https://example.org/1';
const review = (date: string) =>
  rfc({
    status: 'review',
    discussion,
    history: [
      { status: 'draft', date: '2026-11-01' },
      { status: 'review', date, evidence: { discussion } },
    ],
  });

export const historyKept = defineRule<Rfc>({
  id: 'history-kept',
  kind: 'diff',
  severity: 'error',
  reason: 'The history is the record. It is only ever appended to: what was merged stays as it was merged.',
  examples: [
    { says: 'An entry more', base: { [path]: rfc() }, files: { [path]: review('2026-11-02') }, problems: [] },
    {
      says: 'A date that was changed afterwards',
      base: { [path]: review('2026-11-02') },
      files: { [path]: review('2026-11-03') },
      problems: [
        `${path}:13:5 Unexpected change of entry 2 of the history, expected review on 2026-11-02, as it was merged`,
      ],
    },
    {
      says: 'An entry that was taken away',
      base: { [path]: review('2026-11-02') },
      files: { [path]: rfc() },
      problems: [
        `${path}:10:1 Unexpected history of 1 entry, expected the 2 that were merged, and new ones after them`,
      ],
    },
  ],
  check(document, { base }, report) {
    const { meta, placeOf, placeOfKey } = document;
    const was = base?.was(document)?.meta;
    if (meta === null || was === undefined || was === null) return;
    if (meta.history.length < was.history.length) {
      report({
        actual: `history of ${meta.history.length} ${meta.history.length === 1 ? 'entry' : 'entries'}`,
        expected: `the ${was.history.length} that were merged, and new ones after them`,
        place: placeOfKey('history'),
      });
      return;
    }
    for (const [index, entry] of was.history.entries())
      if (JSON.stringify(meta.history[index]) !== JSON.stringify(entry))
        report({
          actual: `change of entry ${index + 1} of the history`,
          expected: `${entry.status} on ${entry.date}, as it was merged`,
          place: placeOf('history', index),
        });
  },
});

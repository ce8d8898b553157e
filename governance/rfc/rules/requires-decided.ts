import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const accepted = {
  status: 'accepted',
  history: [
    { status: 'draft', date: '2026-11-01' },
    { status: 'accepted', date: '2026-11-02', evidence: { decision: 'decisions/0000-founding.yaml' } },
  ],
};
const body = '## Summary\n\nIt.\n\n## Motivation\n\nBecause of [RFC 0002](0002-another.md).\n';

export const requiresDecided = defineRule<Rfc>({
  id: 'requires-decided',
  kind: 'corpus',
  severity: 'error',
  reason: 'What is decided cannot rest on what may still change or be given up.',
  examples: [
    {
      says: 'A draft rests on a draft',
      files: { [path]: rfc({ requires: [2] }, body), 'rfcs/0002-another.md': rfc({ number: 2, title: 'Another' }) },
      problems: [],
    },
    {
      says: 'A decision rests on a decision',
      files: {
        [path]: rfc({ requires: [2], ...accepted }, body),
        'rfcs/0002-another.md': rfc({ number: 2, title: 'Another', ...accepted }),
      },
      problems: [],
    },
    {
      says: 'A decision rests on a draft',
      files: {
        [path]: rfc({ requires: [2], ...accepted }, body),
        'rfcs/0002-another.md': rfc({ number: 2, title: 'Another' }),
      },
      problems: [
        `${path}:18:5 Unexpected RFC 2 in requires, which is draft, expected one that is accepted, final, living, superseded, as this one is accepted`,
      ],
    },
  ],
  check({ meta, placeOf }, { byNumber, process }, report) {
    const decided = process.supersession['in-force'];
    if (meta === null || !decided.includes(meta.status)) return;
    for (const [index, number] of (meta.requires ?? []).entries()) {
      const status = byNumber.get(number)?.[0]?.meta?.status;
      // What was given up is for `requires-in-force`.
      if (status !== undefined && !decided.includes(status) && !process['not-relied-on'].includes(status))
        report({
          actual: `RFC ${number} in requires, which is ${status}`,
          expected: `one that is ${decided.join(', ')}, as this one is ${meta.status}`,
          place: placeOf('requires', index),
        });
    }
  },
});

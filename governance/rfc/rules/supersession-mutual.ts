import type { Rfc } from '../../lint/corpus.ts';
import { addToList } from '../../lint/edit.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const history = (status: string) => [
  { status: 'draft', date: '2026-11-01' },
  { status: 'accepted', date: '2026-11-02', evidence: { decision: 'decisions/0000-founding.yaml' } },
  ...(status === 'superseded' ? [{ status, date: '2026-11-03', evidence: { decision: 'decisions/0002.yaml' } }] : []),
];
const older = (fields: object) => rfc({ status: 'superseded', history: history('superseded'), ...fields });
const newer = (fields: object) =>
  rfc({ number: 2, title: 'Another', status: 'accepted', history: history('accepted'), ...fields });

export const supersessionMutual = defineRule<Rfc>({
  id: 'supersession-mutual',
  kind: 'corpus',
  severity: 'error',
  reason: 'Whoever reads the old one must find the new one, and whoever reads the new one must know what it replaced.',
  examples: [
    {
      says: 'Each names the other',
      files: {
        'rfcs/0001-an-example.md': older({ 'superseded-by': [2] }),
        'rfcs/0002-another.md': newer({ supersedes: [1] }),
      },
      problems: [],
    },
    {
      says: 'The new one is silent',
      files: { 'rfcs/0001-an-example.md': older({ 'superseded-by': [2] }), 'rfcs/0002-another.md': newer({}) },
      problems: [
        'rfcs/0001-an-example.md:22:5 Unexpected RFC 2 in superseded-by, expected an RFC that names 1 in supersedes',
      ],
      fixed: { 'rfcs/0002-another.md': newer({ supersedes: [1] }) },
    },
    {
      says: 'The old one is silent',
      files: {
        'rfcs/0001-an-example.md': rfc({ status: 'accepted', history: history('accepted') }),
        'rfcs/0002-another.md': newer({ supersedes: [1] }),
      },
      problems: [
        'rfcs/0002-another.md:18:5 Unexpected RFC 1 in supersedes, expected an RFC that names 2 in superseded-by',
      ],
      fixed: {
        'rfcs/0001-an-example.md': rfc({ status: 'accepted', history: history('accepted'), 'superseded-by': [2] }),
      },
    },
    {
      says: 'Replaced, and still called draft',
      files: {
        'rfcs/0001-an-example.md': rfc({ 'superseded-by': [2] }),
        'rfcs/0002-another.md': newer({ supersedes: [1] }),
      },
      problems: ['rfcs/0001-an-example.md:13:1 Unexpected superseded-by at status draft, expected status superseded'],
    },
  ],
  check({ meta, placeOf, placeOfKey }, { byNumber, process }, report) {
    if (meta === null) return;
    const { status, 'in-force': inForce } = process.supersession;
    // What is not decided proposes to supersede; the other side is owed from the decision on.
    const owed = { supersedes: inForce.includes(meta.status), 'superseded-by': true };
    for (const [here, there] of [
      ['supersedes', 'superseded-by'],
      ['superseded-by', 'supersedes'],
    ] as const)
      for (const [index, number] of (meta[here] ?? []).entries()) {
        const others = byNumber.get(number);
        if (others === undefined || !owed[here]) continue;
        if (!others.some((other) => other.meta?.[there]?.includes(meta.number) === true))
          report({
            actual: `RFC ${number} in ${here}`,
            expected: `an RFC that names ${meta.number} in ${there}`,
            place: placeOf(here, index),
            fix: others[0] === undefined ? undefined : addToList(others[0], there, meta.number),
          });
      }
    if (meta['superseded-by'] !== undefined && meta.status !== status)
      report({
        actual: `superseded-by at status ${meta.status}`,
        expected: `status ${status}`,
        place: placeOfKey('superseded-by'),
      });
  },
});

import { posix } from 'node:path';
import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { stepsOf } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';

const withdrawn = (evidence: Readonly<Record<string, string>> | undefined) =>
  rfc({
    status: 'withdrawn',
    history: [
      { status: 'draft', date: '2026-11-01' },
      { status: 'withdrawn', date: '2026-11-02', ...(evidence === undefined ? {} : { evidence }) },
    ],
  });

const adopted = rfc({
  status: 'living',
  history: [
    { status: 'draft', date: '2026-11-01' },
    { status: 'living', date: '2026-12-01', evidence: { decision: 'decisions/0000-founding.yaml' } },
  ],
});

export const historyEvidence = defineRule<Rfc>({
  id: 'history-evidence',
  kind: 'corpus',
  severity: 'error',
  reason: 'Whoever asks later why something was decided finds the answer beside the date.',
  examples: [
    {
      says: 'The evidence that the step asks for',
      files: { [path]: withdrawn({ reason: 'Not needed.' }) },
      problems: [],
    },
    {
      says: 'A decision record that exists',
      files: { [path]: adopted, 'rfcs/decisions/0000-founding.yaml': 'outcome: adopted\n' },
      problems: [],
    },
    {
      says: 'No evidence',
      files: { [path]: withdrawn(undefined) },
      problems: [`${path}:13:5 Unexpected step to withdrawn without reason, expected evidence.reason`],
    },
    {
      says: 'A decision record that nobody wrote',
      files: { [path]: adopted },
      problems: [`${path}:16:17 Unexpected link to rfcs/decisions/0000-founding.yaml, expected a file that exists`],
    },
  ],
  check({ path: from, meta, placeOf }, { process, files }, report) {
    if (meta === null) return;
    for (const { index, to, allowed } of stepsOf(process, meta))
      for (const kind of allowed?.evidence ?? [])
        if (to.evidence?.[kind] === undefined)
          report({
            actual: `step to ${to.status} without ${kind}`,
            expected: `evidence.${kind}`,
            place: placeOf('history', index),
          });
    const links = process.evidence.filter(({ form }) => form === 'link').map(({ id }) => id);
    for (const [index, { evidence }] of meta.history.entries())
      for (const kind of links) {
        const link = evidence?.[kind];
        if (link === undefined || link.startsWith('https:')) continue;
        const target = posix.normalize(posix.join(posix.dirname(from), link.replace(/#.*$/, '')));
        if (!files.exists(target))
          report({
            actual: `link to ${target}`,
            expected: 'a file that exists',
            place: placeOf('history', index, 'evidence', kind),
          });
      }
  },
});

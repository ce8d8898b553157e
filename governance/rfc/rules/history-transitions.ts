import type { Rfc } from '../../lint/corpus.ts';
import { rfc, WITHDRAWN } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { initialStatus, transitionsFrom } from '../../process.ts';
import { startsRightly, stepsOf } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';

export const historyTransitions = defineDocumentRule<Rfc>({
  id: 'history-transitions',
  severity: 'error',
  reason: 'A status is reached only by the ways that the process knows; a way around review is no way.',
  examples: [
    {
      says: 'A way that the process has',
      files: {
        [path]: rfc(WITHDRAWN),
      },
      problems: [],
    },
    {
      says: 'Adopted by the founding decision, within its bounds',
      files: {
        [path]: rfc({
          status: 'living',
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'living', date: '2026-12-01', evidence: { decision: 'decisions/0000-founding.yaml' } },
          ],
        }),
      },
      problems: [],
    },
    {
      says: 'From draft to final, with no one asked',
      files: {
        [path]: rfc({
          status: 'final',
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'final', date: '2026-11-02' },
          ],
        }),
      },
      problems: [`${path}:13:13 Unexpected step from draft to final, expected review, withdrawn, dormant`],
    },
    {
      says: 'Out of a status that nothing leaves',
      files: {
        [path]: rfc({
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'withdrawn', date: '2026-11-02', evidence: { reason: 'Not needed.' } },
            { status: 'draft', date: '2026-11-03' },
          ],
        }),
      },
      problems: [`${path}:17:13 Unexpected step from withdrawn to draft, expected no further step`],
    },
    {
      says: 'A history that begins in the middle',
      files: { [path]: rfc({ status: 'rejected', history: [{ status: 'rejected', date: '2026-11-01' }] }) },
      problems: [`${path}:11:13 Unexpected first status rejected, expected draft`],
    },
  ],
  check({ meta, placeOf }, { process }, report) {
    if (meta === null) return;
    if (!startsRightly(process, meta))
      report({
        actual: `first status ${meta.history[0]?.status}`,
        expected: initialStatus(process.statuses),
        place: placeOf('history', 0, 'status'),
      });
    for (const { index, from, to, allowed } of stepsOf(process, meta)) {
      if (allowed !== null) continue;
      const ways = transitionsFrom(process, from.status, meta.type).map((transition) => transition.to);
      report({
        actual: `step from ${from.status} to ${to.status}`,
        expected: ways.length === 0 ? 'no further step' : [...new Set(ways)].join(', '),
        place: placeOf('history', index, 'status'),
      });
    }
  },
});

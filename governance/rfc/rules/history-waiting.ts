import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { daysBetween, stepsOf } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';
const discussion = 'https://example.org/1';

const lastCallAfter = (date: string) =>
  rfc({
    status: 'last-call',
    history: [
      { status: 'draft', date: '2026-11-01' },
      { status: 'review', date: '2026-11-01', evidence: { discussion } },
      { status: 'last-call', date, evidence: { decision: 'decisions/0001.yaml' } },
    ],
    discussion,
  });

export const historyWaiting = defineDocumentRule<Rfc>({
  id: 'history-waiting',
  severity: 'error',
  reason: 'Waiting times are there for those who do not read every day; a step taken early takes their turn away.',
  examples: [
    { says: 'After the days that the step asks for', files: { [path]: lastCallAfter('2026-11-15') }, problems: [] },
    {
      says: 'One day early',
      files: { [path]: lastCallAfter('2026-11-14') },
      problems: [`${path}:18:11 Unexpected step to last-call after 13 days of review, expected at least 14`],
    },
  ],
  check({ meta, placeOf }, { process }, report) {
    for (const { index, from, to, allowed } of meta === null ? [] : stepsOf(process, meta)) {
      const days = daysBetween(from.date, to.date);
      if (allowed !== null && days >= 0 && days < allowed.after)
        report({
          actual: `step to ${to.status} after ${days} days of ${from.status}`,
          expected: `at least ${allowed.after}`,
          place: placeOf('history', index, 'date'),
        });
    }
  },
});

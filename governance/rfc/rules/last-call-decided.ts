import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { decisionAt } from '../decision.ts';
import { targetOf } from '../links.ts';
import { addDays } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';
const record = 'rfcs/decisions/0001.yaml';
const discussion = 'https://example.org/1';
const files = {
  [path]: rfc({
    status: 'last-call',
    discussion,
    history: [
      { status: 'draft', date: '2026-11-01' },
      { status: 'review', date: '2026-11-01', evidence: { discussion } },
      { status: 'last-call', date: '2026-11-15', evidence: { decision: 'decisions/0001.yaml' } },
    ],
  }),
  [record]: `format: accord-rfc-decision/1
rfcs: [1]
question: Shall it be accepted?
to: accepted
opened: 2026-11-15
closes: 2026-11-29
objections: []
`,
};

export const lastCallDecided = defineRule<Rfc>({
  id: 'last-call-decided',
  kind: 'clock',
  severity: 'error',
  reason: 'A last call that nobody ends leaves everybody who objected, and everybody who waits, without an answer.',
  examples: [
    { says: 'While it is open', files, date: '2026-11-29', problems: [] },
    { says: 'In the days in which the outcome is written', files, date: '2026-12-06', problems: [] },
    {
      says: 'Long after it has closed',
      files,
      date: '2026-12-07',
      problems: [
        `${path}:20:17 Unexpected last call that closed on 2026-11-29, expected its outcome by 2026-12-06, and the step that follows`,
      ],
    },
  ],
  check({ path: from, meta, placeOf }, { process, files: all, date }, report) {
    const last = (meta?.history.length ?? 0) - 1;
    const entry = meta?.history[last];
    if (entry === undefined || date === null || !process['decisions-opened-by'].includes(entry.status)) return;
    const target = targetOf(entry.evidence?.['decision'] ?? '', from);
    const closes = target === null ? undefined : decisionAt(process, all, target)?.closes;
    const latest = closes === undefined ? date : addDays(closes, process.clock['last-call']);
    if (date > latest)
      report({
        actual: `last call that closed on ${closes}`,
        expected: `its outcome by ${latest}, and the step that follows`,
        place: placeOf('history', last, 'evidence', 'decision'),
      });
  },
});

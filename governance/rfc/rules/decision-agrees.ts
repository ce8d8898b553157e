import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { aims, decisionAt } from '../decision.ts';
import { targetOf } from '../links.ts';
import { addDays } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';
const record = 'rfcs/decisions/0001.yaml';
const discussion = 'https://example.org/1';

const opened = `format: accord-rfc-decision/1
rfcs: [1]
question: Shall it be accepted?
to: accepted
opened: 2026-11-15
closes: 2026-11-29
objections: []
`;
const outcome = (decided: string) => `${opened}outcome:
  decided: ${decided}
  on: 2026-11-30
  by: ['@chair']
  because: Nobody objected.
`;
const evidence = { decision: 'decisions/0001.yaml' };
const inLastCall = [
  { status: 'draft', date: '2026-11-01' },
  { status: 'review', date: '2026-11-01', evidence: { discussion } },
  { status: 'last-call', date: '2026-11-15', evidence },
];
const atLastCall = rfc({ status: 'last-call', history: inLastCall, discussion });
const accepted = rfc({
  status: 'accepted',
  history: [...inLastCall, { status: 'accepted', date: '2026-12-01', evidence }],
  discussion,
});

export const decisionAgrees = defineRule<Rfc>({
  id: 'decision-agrees',
  kind: 'corpus',
  severity: 'error',
  reason: 'A step that shows a record shows what was decided there, of this RFC, before the step was taken.',
  examples: [
    {
      says: 'A last call and its record, which is open',
      files: { [path]: atLastCall, [record]: opened },
      problems: [],
    },
    { says: 'A decision and its outcome', files: { [path]: accepted, [record]: outcome('yes') }, problems: [] },
    {
      says: 'A record of another RFC',
      files: { [path]: atLastCall, [record]: opened.replace('rfcs: [1]', 'rfcs: [2]') },
      problems: [`${path}:20:17 Unexpected record ${record} of RFC 2, expected a record of RFC 1`],
    },
    {
      says: 'A last call that closes before the waiting time is over',
      files: { [path]: atLastCall, [record]: opened.replace('closes: 2026-11-29', 'closes: 2026-11-20') },
      problems: [`${path}:20:17 Unexpected record ${record} that closes on 2026-11-20, expected 2026-11-29 or later`],
    },
    {
      says: 'Accepted before anybody decided',
      files: { [path]: accepted, [record]: opened },
      problems: [
        `${path}:24:17 Unexpected record ${record} without outcome, expected the outcome before the step to accepted`,
      ],
    },
    {
      says: 'Accepted although the answer was no',
      files: { [path]: accepted, [record]: outcome('no') },
      problems: [`${path}:24:17 Unexpected record ${record} with outcome no to accepted, expected yes to accepted`],
    },
    {
      says: 'Accepted before the day of the decision',
      files: { [path]: accepted.replaceAll('2026-12-01', '2026-11-29'), [record]: outcome('yes') },
      problems: [`${path}:22:11 Unexpected step on 2026-11-29, expected 2026-11-30 or later, when it was decided`],
    },
  ],
  check({ path: from, meta, placeOf }, { process, files }, report) {
    if (meta === null) return;
    for (const [index, { status, date, evidence: shown }] of meta.history.entries()) {
      const target = targetOf(shown?.['decision'] ?? '', from);
      const decision = target === null ? null : decisionAt(process, files, target);
      // A record that is missing or out of order is for other rules.
      if (decision === null) continue;
      const place = placeOf('history', index, 'evidence', 'decision');
      const wrong = (actual: string, expected: string): void => report({ actual, expected, place });
      if (!decision.rfcs.includes(meta.number)) {
        wrong(`record ${target} of RFC ${decision.rfcs.join(', ')}`, `a record of RFC ${meta.number}`);
        continue;
      }
      if (process['decisions-opened-by'].includes(status)) {
        const waits = process.transitions
          .filter(({ from: here, to }) => here === status && aims(decision).includes(to))
          .map(({ after }) => after);
        const earliest = addDays(date, Math.max(0, ...waits));
        if (decision.closes < earliest)
          wrong(`record ${target} that closes on ${decision.closes}`, `${earliest} or later`);
        continue;
      }
      if (decision.outcome === undefined) {
        wrong(`record ${target} without outcome`, `the outcome before the step to ${status}`);
        continue;
      }
      const asked = aims(decision).join(' or ');
      const { decided, on } = decision.outcome;
      // A no to what was asked is how an RFC is rejected.
      const agrees = aims(decision).includes(status) ? decided === 'yes' : decided === 'no';
      if (!agrees)
        wrong(
          `record ${target} with outcome ${decided} to ${asked}`,
          aims(decision).includes(status) ? `yes to ${status}` : `no to ${asked}, or yes to ${status}`,
        );
      else if (date < on)
        report({
          actual: `step on ${date}`,
          expected: `${on} or later, when it was decided`,
          place: placeOf('history', index, 'date'),
        });
    }
  },
});

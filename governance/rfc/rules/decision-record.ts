import { textOf } from '../../files.ts';
import { defineWholeRule } from '../../lint/rule.ts';
import { decisionFiles, readDecision } from '../decision.ts';

const path = 'rfcs/decisions/0001.yaml';
const record = `format: accord-rfc-decision/1
rfcs: [1]
question: Shall it be accepted?
to: accepted
opened: 2026-11-15
closes: 2026-11-29
objections:
  - by: '@reader'
    objection: It does not say when.
    resolution: It says so now.
`;

export const decisionRecord = defineWholeRule({
  id: 'decision-record',
  kind: 'corpus',
  severity: 'error',
  reason: 'A decision is read by those who were not there: what was asked, who objected, what became of it.',
  examples: [
    { says: 'A question that is open', files: { [path]: record }, problems: [] },
    {
      says: 'Closed before it was opened',
      files: { [path]: record.replace('closes: 2026-11-29', 'closes: 2026-11-01') },
      problems: [`${path}:6:9 Unexpected "2026-11-01" in closes, expected 2026-11-15 or later`],
    },
    {
      says: 'A yes over an objection that stands',
      files: {
        [path]: `${record.replace(/ {4}resolution: .*\n/, '')}outcome: { decided: yes, on: 2026-11-30, by: ['@chair'], because: It is good. }\n`,
      },
      problems: [`${path}:8:5 Unexpected fields in objections[0], expected its resolution before it is decided`],
    },
  ],
  check({ process, files }, report) {
    for (const file of decisionFiles(files))
      for (const finding of readDecision(process, textOf(files, file) ?? '').findings) report(file, finding);
  },
});

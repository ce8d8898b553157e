import { defineWholeRule } from '../../lint/rule.ts';
import { decisionAt, decisionFiles } from '../decision.ts';

const path = 'rfcs/decisions/0001.yaml';
const open = `format: accord-rfc-decision/1
rfcs: [1]
question: Shall it be accepted?
to: accepted
opened: 2026-11-15
closes: 2026-11-29
objections:
  - { by: '@reader', objection: It does not say when. }
`;
const answered = open.replace('when. }', 'when., resolution: It says so now. }');
const decided = `${answered}outcome: { decided: yes, on: 2026-11-30, by: ['@chair'], because: It is good. }\n`;

export const decisionKept = defineWholeRule({
  id: 'decision-kept',
  kind: 'diff',
  severity: 'error',
  reason: 'Whoever objected finds the objection where it was put, and what was decided stays decided.',
  examples: [
    { says: 'An objection is answered', base: { [path]: open }, files: { [path]: answered }, problems: [] },
    {
      says: 'An objection disappears',
      base: { [path]: open },
      files: { [path]: open.replace(/objections:\n.*\n/, 'objections: []\n') },
      problems: [`${path}:1:1 Unexpected absence of the objection by @reader, expected it, with its resolution`],
    },
    {
      says: 'The question is changed while it is open',
      base: { [path]: open },
      files: { [path]: open.replace('it be accepted', 'it be accepted soon') },
      problems: [`${path}:1:1 Unexpected change of question, expected it as it was opened`],
    },
    {
      says: 'A last call is cut short',
      base: { [path]: open },
      files: { [path]: open.replace('closes: 2026-11-29', 'closes: 2026-11-20') },
      problems: [`${path}:1:1 Unexpected closing on 2026-11-20, expected 2026-11-29 or later, as it was opened`],
    },
    {
      says: 'A reason that is written anew',
      base: { [path]: decided },
      files: { [path]: decided.replace('It is good', 'It is very good') },
      problems: [`${path}:1:1 Unexpected change of a decision, expected it as it was recorded`],
    },
  ],
  check({ process, files, base }, report) {
    if (base === null) return;
    for (const file of decisionFiles(base.files)) {
      const was = base.changed.has(file) ? decisionAt(base.process ?? process, base.files, file) : null;
      if (was === null) continue;
      const is = decisionAt(process, files, file);
      if (is === null) {
        if (!files.exists(file)) report(file, { actual: 'removal of a decision', expected: 'the record' });
        continue;
      }
      if (was.outcome !== undefined) {
        if (JSON.stringify(is) !== JSON.stringify(was))
          report(file, { actual: 'change of a decision', expected: 'it as it was recorded' });
        continue;
      }
      for (const field of ['rfcs', 'question', 'to', 'opened'] as const)
        if (JSON.stringify(is[field]) !== JSON.stringify(was[field]))
          report(file, { actual: `change of ${field}`, expected: 'it as it was opened' });
      if (is.closes < was.closes)
        report(file, { actual: `closing on ${is.closes}`, expected: `${was.closes} or later, as it was opened` });
      for (const { by, objection } of was.objections)
        if (!is.objections.some((kept) => kept.by === by && kept.objection === objection))
          report(file, { actual: `absence of the objection by ${by}`, expected: 'it, with its resolution' });
    }
  },
});

import { rfc, WITHDRAWN } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';
import { newSteps } from '../steps.ts';

const one = 'rfcs/0001-one.md';
const two = 'rfcs/0002-two.md';
const base = { [one]: rfc({ title: 'First' }), [two]: rfc({ number: 2, title: 'Second' }) };

export const oneStep = defineWholeRule({
  id: 'one-step',
  kind: 'diff',
  severity: 'error',
  reason: 'Each step is looked at by itself, by those whom it concerns; two in one change are agreed to as one.',
  examples: [
    { says: 'One step', base, files: { ...base, [one]: rfc({ title: 'First', ...WITHDRAWN }) }, problems: [] },
    {
      says: 'Two RFCs at once',
      base,
      files: { [one]: rfc({ title: 'First', ...WITHDRAWN }), [two]: rfc({ number: 2, title: 'Second', ...WITHDRAWN }) },
      problems: [`${two}:13:5 Unexpected step 2 in one pull request, expected at most 1`],
    },
    {
      says: 'A new RFC that is at its end already',
      base: {},
      files: {
        [one]: rfc({
          title: 'First',
          status: 'withdrawn',
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'review', date: '2026-11-01', evidence: { discussion: 'https://example.org/1' } },
            { status: 'withdrawn', date: '2026-11-02', evidence: { reason: 'Not needed.' } },
          ],
        }),
      },
      problems: [`${one}:17:5 Unexpected step 2 in one pull request, expected at most 1`],
    },
  ],
  check(corpus, report) {
    const { process, rfcs } = corpus;
    const taken = rfcs.flatMap((document) => newSteps(corpus, document).map((step) => ({ document, step })));
    const moved = new Set(taken.map(({ document }) => document.meta?.number));
    // The successor's step and that of the one it replaces are one; so is a founding decision, whatever it adopts.
    const follows = taken.filter(({ document: { meta }, step }) => {
      const replaced = step.to.status === process.supersession.status;
      return !step.founding && !(replaced && (meta?.['superseded-by'] ?? []).some((number) => moved.has(number)));
    });
    const founding = taken.some(({ step }) => step.founding) ? 1 : 0;
    for (const [index, { document, step }] of follows.entries()) {
      const count = founding + index + 1;
      if (count > process.changes.steps)
        report(document.path, {
          actual: `step ${count} in one pull request`,
          expected: `at most ${process.changes.steps}`,
          place: document.placeOf('history', step.index),
        });
    }
  },
});

import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';

export const numberKept = defineRule<Rfc>({
  id: 'number-kept',
  kind: 'diff',
  severity: 'error',
  reason:
    'A number is how an RFC is cited and its date of creation is where its history begins; neither changes once merged.',
  examples: [
    {
      says: 'A title that was improved',
      base: { [path]: rfc() },
      files: { [path]: rfc({ title: 'A better example' }) },
      problems: [],
    },
    {
      says: 'Another number',
      base: { [path]: rfc() },
      files: { [path]: rfc({ number: 2 }) },
      problems: [`${path}:2:9 Unexpected number 2, expected 1, as it was merged`],
    },
    {
      says: 'Another date of creation',
      base: { [path]: rfc() },
      files: { [path]: rfc({ created: '2026-10-01', history: [{ status: 'draft', date: '2026-10-01' }] }) },
      problems: [`${path}:9:10 Unexpected date of creation 2026-10-01, expected 2026-11-01, as it was merged`],
    },
  ],
  check(document, { base }, report) {
    const { meta, placeOf } = document;
    const was = base?.was(document)?.meta;
    if (meta === null || was === undefined || was === null) return;
    if (meta.number !== was.number)
      report({
        actual: `number ${meta.number}`,
        expected: `${was.number}, as it was merged`,
        place: placeOf('number'),
      });
    if (meta.created !== was.created)
      report({
        actual: `date of creation ${meta.created}`,
        expected: `${was.created}, as it was merged`,
        place: placeOf('created'),
      });
  },
});

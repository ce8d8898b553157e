import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n';

export const headingFirst = defineDocumentRule<Rfc | Charter>({
  id: 'heading-first',
  severity: 'error',
  reason: 'Text above the first heading belongs to no section, so nobody can point at it.',
  examples: [
    { says: 'A heading first', files: { [path]: rfc({}, body) }, problems: [] },
    {
      says: 'A sentence before it',
      files: { [path]: rfc({}, `In short.\n\n${body}`) },
      problems: [`${path}:15:1 Unexpected text before the first heading, expected a heading`],
    },
  ],
  check({ outline }, _grounds, report) {
    const [first] = outline.paragraphs;
    if (first !== undefined && first.heading === null)
      report({ actual: 'text before the first heading', expected: 'a heading', place: first.place });
  },
});

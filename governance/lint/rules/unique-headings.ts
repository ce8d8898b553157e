import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n';

export const uniqueHeadings = defineDocumentRule<Rfc | Charter>({
  id: 'unique-headings',
  severity: 'error',
  reason: 'A link to the second of two equal headings breaks as soon as the first is renamed.',
  examples: [
    { says: 'Each heading once', files: { [path]: rfc({}, body) }, problems: [] },
    {
      says: 'The same section twice',
      files: { [path]: rfc({}, `${body}\n## Summary\n\nAgain.\n`) },
      problems: [`${path}:23:1 Unexpected second heading "Summary", expected a heading that line 15 does not have`],
    },
  ],
  check({ outline }, _corpus, report) {
    const seen = new Map<string, number>();
    for (const { text, place } of outline.headings) {
      const key = text.toLowerCase();
      const first = seen.get(key);
      if (first === undefined) seen.set(key, place.line);
      else
        report({ actual: `second heading "${text}"`, expected: `a heading that line ${first} does not have`, place });
    }
  },
});

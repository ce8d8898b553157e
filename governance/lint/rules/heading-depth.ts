import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n';

export const headingDepth = defineDocumentRule<Rfc | Charter>({
  id: 'heading-depth',
  severity: 'error',
  reason:
    'The title is in the front matter, so the text begins at level 2; readers who listen find their way by levels.',
  examples: [
    { says: 'One level at a time', files: { [path]: rfc({}, `${body}\n### A case\n\nText.\n`) }, problems: [] },
    {
      says: 'A second title',
      files: { [path]: rfc({}, `# An example\n\n${body}`) },
      problems: [`${path}:15:1 Unexpected heading of level 1, expected level 2`],
    },
    {
      says: 'A level left out',
      files: { [path]: rfc({}, `${body}\n#### A case\n\nText.\n`) },
      problems: [`${path}:23:1 Unexpected heading of level 4, expected level 3 or less`],
    },
    {
      says: 'Too deep to follow',
      files: { [path]: rfc({}, `${body}\n### A\n\n#### B\n\n##### C\n\nText.\n`) },
      problems: [`${path}:27:1 Unexpected heading of level 5, expected level 4 or less`],
    },
  ],
  check({ outline }, { process }, report) {
    let previous = 1;
    for (const { depth, place } of outline.headings) {
      const deepest = Math.min(previous + 1, process.limits.heading);
      const actual = `heading of level ${depth}`;
      if (depth === 1) report({ actual, expected: 'level 2', place });
      else if (depth > deepest)
        report({ actual, expected: `level ${deepest}${deepest === 2 ? '' : ' or less'}`, place });
      previous = depth;
    }
  },
});

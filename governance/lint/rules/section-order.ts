import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';
import { expectedSections, sectionHeadings } from '../sections.ts';

const path = 'rfcs/0001-an-example.md';

export const sectionOrder = defineDocumentRule<Rfc | Charter>({
  id: 'section-order',
  severity: 'error',
  reason: 'Two RFCs can be read side by side when they say things in the same order.',
  examples: [
    {
      says: 'The order of the process, with a section of its own among them',
      files: { [path]: rfc({}, '## Summary\n\nIt.\n\n## History\n\nOnce.\n\n## Motivation\n\nThis.\n') },
      problems: [],
    },
    {
      says: 'The reason before the thing',
      files: { [path]: rfc({}, '## Motivation\n\nThis.\n\n## Summary\n\nIt.\n') },
      problems: [`${path}:19:1 Unexpected "## Summary" after "## Motivation", expected it before`],
    },
  ],
  check(document, corpus, report) {
    const order = expectedSections(document, corpus)?.all.map(({ heading }) => heading) ?? [];
    let furthest = -1;
    for (const { text, place } of sectionHeadings(document)) {
      const position = order.indexOf(text);
      if (position < 0) continue;
      if (position < furthest)
        report({ actual: `"## ${text}" after "## ${order[furthest]}"`, expected: 'it before', place });
      furthest = Math.max(furthest, position);
    }
  },
});

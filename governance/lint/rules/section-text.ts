import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';
import { expectedSections } from '../sections.ts';

const path = 'rfcs/0001-an-example.md';

export const sectionText = defineDocumentRule<Rfc | Charter>({
  id: 'section-text',
  severity: 'error',
  reason: 'A heading with nothing under it looks like an answer and is none.',
  examples: [
    { says: 'Each section says something', files: { [path]: rfc() }, problems: [] },
    {
      says: 'Text that stands under a lower heading counts',
      files: { [path]: rfc({}, '## Summary\n\nIt.\n\n## Motivation\n\n### A case\n\nThis.\n') },
      problems: [],
    },
    {
      says: 'A section that holds nothing',
      files: { [path]: rfc({}, '## Summary\n\n## Motivation\n\nThis.\n') },
      problems: [
        `${path}:15:1 Unexpected empty section "Summary", expected text, or a sentence that says why there is none`,
      ],
    },
    {
      says: 'The question of the template, not yet answered',
      files: {
        [path]: rfc(
          {},
          '## Summary\n\n<!-- One paragraph that a busy reader can stop after. -->\n\nIt.\n\n## Motivation\n\nThis.\n',
        ),
      },
      problems: [`${path}:17:1 Unexpected prompt of the template, expected its answer in "Summary"`],
    },
    {
      says: 'The question alone, which is told once',
      files: {
        [path]: rfc(
          {},
          '## Summary\n\n<!-- One paragraph that a busy reader can stop after. -->\n\n## Motivation\n\nThis.\n',
        ),
      },
      problems: [`${path}:17:1 Unexpected prompt of the template, expected its answer in "Summary"`],
    },
  ],
  check(document, corpus, report) {
    const expected = expectedSections(document, corpus);
    if (expected === null) return;
    const { headings, comments } = document.outline;
    const asked = comments.filter(({ text }) =>
      expected.all.some(({ prompt }) => text.replace(/\s+/g, ' ').includes(prompt)),
    );
    for (const [index, { depth, text, place }] of headings.entries()) {
      // Where the question still stands, that says it already.
      if (depth !== 2 || asked.some(({ section }) => section === text)) continue;
      const next = headings.findIndex((later, at) => at > index && later.depth <= 2);
      if (!headings.slice(index, next < 0 ? undefined : next).some(({ hasText }) => hasText))
        report({
          actual: `empty section "${text}"`,
          expected: 'text, or a sentence that says why there is none',
          place,
        });
    }
    for (const { place, section } of asked)
      report({ actual: 'prompt of the template', expected: `its answer in "${section}"`, place });
  },
});

import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';
import { expectedSections, sectionHeadings } from '../sections.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n## Open questions\n\nWhether it is so.\n';

export const closedSections = defineDocumentRule<Rfc | Charter>({
  id: 'closed-sections',
  severity: 'error',
  reason: 'What is still open cannot be decided; whoever proposes a decision closes it first.',
  examples: [
    { says: 'Open while it is a draft', files: { [path]: rfc({}, body) }, problems: [] },
    {
      says: 'A question left open in an RFC that was decided',
      files: {
        [path]: rfc(
          {
            status: 'living',
            history: [
              { status: 'draft', date: '2026-11-01' },
              { status: 'living', date: '2026-11-30', evidence: { decision: 'decisions/0000-founding.yaml' } },
            ],
          },
          body,
        ),
      },
      problems: [
        `${path}:27:1 Unexpected "## Open questions", expected none in an RFC of type informational at status living`,
      ],
    },
  ],
  check(document, corpus, report) {
    const expected = expectedSections(document, corpus);
    for (const { text, place } of sectionHeadings(document))
      if (expected?.forbidden.some(({ heading }) => heading === text))
        report({ actual: `"## ${text}"`, expected: `none in ${expected.of}`, place });
  },
});

import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { usesOf } from '../bcp14.ts';

const path = 'rfcs/0001-an-example.md';
const head = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n## Specification\n\n';

export const normativeAddressable = defineDocumentRule<Rfc>({
  id: 'normative-addressable',
  severity: 'warning',
  reason: 'A check, a report and a dispute point at a rule by an anchor; beneath one heading they can point at a few.',
  examples: [
    {
      says: 'A heading for each subject',
      files: { [path]: rfc({}, `${head}### The end\n\nIt MUST end.\n\n### The beginning\n\nIt MUST begin.\n`) },
      problems: [],
    },
    {
      says: 'A page of rules beneath one heading',
      files: {
        [path]: rfc({}, `${head}${Array.from({ length: 9 }, (_, index) => `It MUST do ${index}.\n`).join('\n')}`),
      },
      problems: [
        `${path}:41:1 Unexpected paragraph 9 with a rule beneath "Specification", expected at most 8, and a heading for more`,
      ],
    },
  ],
  check(document, { process }, report) {
    const most = process.limits.normative;
    const paragraphs = new Map<string, Set<number>>();
    for (const { prose, place } of usesOf(document, process, process.bcp14.keywords)) {
      const heading = prose.heading ?? '';
      const lines = paragraphs.get(heading) ?? new Set();
      if (!lines.has(prose.place.line) && lines.size === most)
        report({
          actual: `paragraph ${most + 1} with a rule beneath "${heading}"`,
          expected: `at most ${most}, and a heading for more`,
          place,
        });
      paragraphs.set(heading, lines.add(prose.place.line));
    }
  },
});

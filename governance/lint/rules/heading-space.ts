import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';
import { lineStart } from '../text.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n';

export const headingSpace = defineDocumentRule<Rfc | Charter>({
  id: 'heading-space',
  severity: 'error',
  reason: 'Without the space Markdown sees a paragraph, and the section is lost to every reader and every rule.',
  examples: [
    { says: 'A heading', files: { [path]: rfc({}, body) }, problems: [] },
    {
      says: 'A paragraph that was meant as a heading',
      files: { [path]: rfc({}, `${body}\n###A case\n\nText.\n`) },
      problems: [`${path}:23:1 Unexpected "###A case", expected a space after ###`],
      fixed: { [path]: rfc({}, `${body}\n### A case\n\nText.\n`) },
    },
  ],
  check({ path: file, text: source, outline }, _grounds, report) {
    for (const { text, place } of outline.paragraphs) {
      const [, marks] = /^(#{1,6})[^#\s\d]/.exec(text) ?? [];
      if (marks === undefined) continue;
      const at = lineStart(source, place.line) + place.column - 1 + marks.length;
      report({
        actual: JSON.stringify(text.split('\n', 1)[0]),
        expected: `a space after ${marks}`,
        place,
        fix: { file, start: at, end: at, text: ' ' },
      });
    }
  },
});

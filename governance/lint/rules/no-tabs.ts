import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const head = '## Summary\n\nIt.\n\n## Motivation\n\n';

export const noTabs = defineDocumentRule<Rfc | Charter>({
  id: 'no-tabs',
  severity: 'error',
  reason: 'A tab is as wide as whoever looks at it has it, and YAML refuses it as indentation.',
  examples: [
    { says: 'Spaces', files: { [path]: rfc({}, `${head}- One\n  - Two\n`) }, problems: [] },
    { says: 'A tab inside a block of code', files: { [path]: rfc({}, `${head}\`\`\`\na\tb\n\`\`\`\n`) }, problems: [] },
    {
      says: 'A tab as indentation',
      files: { [path]: rfc({}, `${head}- One\n\t- Two\n`) },
      problems: [`${path}:22:1 Unexpected tab, expected spaces`],
      fixed: { [path]: rfc({}, `${head}- One\n  - Two\n`) },
    },
  ],
  check({ path: file, text, outline }, _grounds, report) {
    if (!text.includes('\t')) return;
    const shown = new Set(
      outline.blocks.flatMap(({ text: code, place }) => code.split('\n').map((_, index) => place.line + 1 + index)),
    );
    let offset = 0;
    for (const [index, line] of text.split('\n').entries()) {
      const at = line.indexOf('\t');
      if (at >= 0 && !shown.has(index + 1))
        report({
          actual: 'tab',
          expected: 'spaces',
          place: { line: index + 1, column: at + 1 },
          fix: { file, start: offset, end: offset + line.length, text: line.replaceAll('\t', '  ') },
        });
      offset += line.length + 1;
    }
  },
});

import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const discussion = 'https://example.org/1';
const review = (body: string) =>
  rfc(
    {
      status: 'review',
      discussion,
      history: [
        { status: 'draft', date: '2026-11-01' },
        { status: 'review', date: '2026-11-02', evidence: { discussion } },
      ],
    },
    body,
  );
const body = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n### A case\n\nThat.\n';

export const anchorsKept = defineRule<Rfc>({
  id: 'anchors-kept',
  kind: 'diff',
  severity: 'error',
  reason:
    'Comments, reports and other documents link to a heading. When it goes, they point at nothing, and nobody is told.',
  examples: [
    {
      says: 'A heading more',
      base: { [path]: review(body) },
      files: { [path]: review(`${body}\n### Another case\n\nThis too.\n`) },
      problems: [],
    },
    {
      says: 'A heading that was renamed and keeps its anchor',
      base: { [path]: review(body) },
      files: { [path]: review(body.replace('### A case', '<a id="a-case"></a>\n\n### The case')) },
      problems: [],
    },
    {
      says: 'A heading that was renamed',
      base: { [path]: review(body) },
      files: { [path]: review(body.replace('### A case', '### The case')) },
      problems: [
        `${path}:1:1 Unexpected absence of #a-case, expected the anchor that others link to: <a id="a-case"></a>`,
      ],
    },
    {
      says: 'Questions that were closed, as the process asks',
      base: { [path]: review(`${body}\n## Open questions\n\n### Is it so\n\nPerhaps.\n`) },
      files: {
        [path]: rfc(
          {
            status: 'last-call',
            discussion,
            history: [
              { status: 'draft', date: '2026-11-01' },
              { status: 'review', date: '2026-11-02', evidence: { discussion } },
              { status: 'last-call', date: '2026-11-20', evidence: { decision: 'decisions/0001.yaml' } },
            ],
          },
          body,
        ),
      },
      problems: [],
    },
  ],
  check(document, { base, process }, report) {
    const was = base?.was(document) ?? null;
    const { meta, outline } = document;
    if (was?.meta == null || meta === null || !process.changes['anchors-kept'].includes(was.meta.status)) return;
    const gone = process.sections
      .filter(({ 'forbidden-when': closed }) => closed?.includes(meta.status) === true)
      .map(({ heading }) => heading);
    for (const { anchor, section } of was.outline.headings)
      if (!outline.anchors.has(anchor) && (section === null || !gone.includes(section)))
        report({
          actual: `absence of #${anchor}`,
          expected: `the anchor that others link to: <a id="${anchor}"></a>`,
        });
  },
});

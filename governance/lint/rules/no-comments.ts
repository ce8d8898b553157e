import { initialStatus } from '../../process.ts';
import { type Charter, RFCS, type Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const body = '## Summary\n\nIt.\n\n<!-- Is it? -->\n\n## Motivation\n\nThis.\n';

export const noComments = defineDocumentRule<Rfc | Charter>({
  id: 'no-comments',
  severity: 'error',
  reason: 'What is discussed stands where all can read it; a comment in the source is seen by whoever edits it.',
  examples: [
    { says: 'A note to oneself while it is a draft', files: { [path]: rfc({}, body) }, problems: [] },
    {
      says: 'The note left there in review',
      files: {
        [path]: rfc(
          {
            status: 'review',
            discussion: 'https://example.org/1',
            history: [
              { status: 'draft', date: '2026-11-01' },
              { status: 'review', date: '2026-11-02', evidence: { discussion: 'https://example.org/1' } },
            ],
          },
          body,
        ),
      },
      problems: [`${path}:24:1 Unexpected comment that readers do not see, expected none at status review`],
    },
  ],
  check({ path: file, outline, meta }, { process }, report) {
    const statuses = file.startsWith(`${RFCS}/`) ? process.statuses : process['working-groups'].statuses;
    if (meta === null || meta.status === initialStatus(statuses)) return;
    for (const { place } of outline.comments)
      report({ actual: 'comment that readers do not see', expected: `none at status ${meta.status}`, place });
  },
});

import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';

export const frontMatter = defineDocumentRule<Rfc | Charter>({
  id: 'front-matter',
  severity: 'error',
  reason:
    'Everything that a machine knows of a document stands in its front matter; the process says which fields there are.',
  examples: [
    { says: 'Every field as the process asks', files: { [path]: rfc() }, problems: [] },
    {
      says: 'None at all',
      files: { [path]: '## Summary\n' },
      problems: [`${path}:1:1 Unexpected document without front matter, expected fields between two lines of ---`],
    },
    {
      says: 'A status that the process does not know',
      files: { [path]: rfc({ status: 'implementable' }) },
      problems: [
        `${path}:5:9 Unexpected "implementable" in status, expected one of draft, review, last-call, accepted, final, living, withdrawn, rejected, superseded, dormant`,
      ],
    },
    {
      says: 'A field that nobody defined, and a missing one',
      files: { [path]: rfc({ group: undefined, sponsor: 'somebody' }) },
      problems: [
        `${path}:2:1 Unexpected absence of group, expected lower-case words with hyphens between them`,
        `${path}:12:1 Unexpected field sponsor, expected only the fields that are defined`,
      ],
    },
    {
      says: 'The same field twice',
      files: { [path]: rfc().replace('title: An example', 'title: An example\ntitle: Another example') },
      problems: [`${path}:4:1 Unexpected second value for the same field, expected each field once`],
    },
    {
      says: 'A day that no calendar has',
      files: { [path]: rfc({ created: '2026-02-30' }) },
      problems: [`${path}:9:10 Unexpected "2026-02-30" in created, expected a date that exists, YYYY-MM-DD`],
    },
    {
      says: 'A field that this status needs',
      files: {
        [path]: rfc({
          status: 'review',
          history: [
            { status: 'draft', date: '2026-11-01' },
            { status: 'review', date: '2026-11-02', evidence: { discussion: 'https://example.org/1' } },
          ],
        }),
      },
      problems: [`${path}:2:1 Unexpected absence of discussion, expected this field at status review`],
    },
  ],
  check({ faults, unreadable }, _corpus, report) {
    if (unreadable === null) faults.forEach(report);
  },
});

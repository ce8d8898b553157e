import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';

export const authorForm = defineDocumentRule<Rfc>({
  id: 'author-form',
  severity: 'error',
  reason: 'An author moves the RFC forward, so it must be clear who that is: a handle, or a role whose seat is open.',
  examples: [
    {
      says: 'A role without a person',
      files: { [path]: rfc({ authors: ['The editors (open seats)'] }) },
      problems: [],
    },
    {
      says: 'A name with its handle, a handle alone',
      files: { [path]: rfc({ authors: ['A Name (@name)', '@other'] }) },
      problems: [],
    },
    {
      says: 'A name that nobody can reach',
      files: { [path]: rfc({ authors: ['A Name'] }) },
      problems: [
        `${path}:7:5 Unexpected author "A Name", expected @handle, Name (@handle), or a role that says (open seats)`,
      ],
    },
  ],
  check({ meta, placeOf }, _grounds, report) {
    // The template's own author is for `placeholder-text`.
    for (const [index, author] of (meta?.authors ?? []).entries())
      if (author !== 'Your name' && !/^(?:[^()@]+ \((?:@[A-Za-z0-9-]+|open seats?)\)|@[A-Za-z0-9-]+)$/.test(author))
        report({
          actual: `author "${author}"`,
          expected: '@handle, Name (@handle), or a role that says (open seats)',
          place: placeOf('authors', index),
        });
  },
});

import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';

export const titlePlain = defineDocumentRule<Rfc | Charter>({
  id: 'title-plain',
  severity: 'warning',
  reason: 'A title stands in lists beside its number and its kind; what they say already, it need not.',
  examples: [
    { says: 'What it is about', files: { [path]: rfc({ title: 'The transcript format' }) }, problems: [] },
    {
      says: 'The number again',
      files: { [path]: rfc({ title: 'RFC 1: the transcript format' }) },
      problems: [`${path}:3:8 Unexpected "RFC 1:" in the title, expected what the document is about`],
    },
    {
      says: 'A sentence',
      files: { [path]: rfc({ title: 'The transcript format.' }) },
      problems: [`${path}:3:8 Unexpected full stop at the end of the title, expected none`],
    },
  ],
  check({ meta, placeOf }, _grounds, report) {
    const [prefix] = /^RFC[ -]?\d+:?/i.exec(meta?.title ?? '') ?? [];
    if (prefix !== undefined)
      report({ actual: `"${prefix}" in the title`, expected: 'what the document is about', place: placeOf('title') });
    if (meta?.title.endsWith('.') === true)
      report({ actual: 'full stop at the end of the title', expected: 'none', place: placeOf('title') });
  },
});

import { fileNamePattern } from '../../process.ts';
import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const linking = (url: string) => rfc({}, `## Summary\n\nIt.\n\n## Motivation\n\nAs in [the first](${url}).\n`);

export const linksRelative = defineDocumentRule<Rfc | Charter>({
  id: 'links-relative',
  severity: 'error',
  reason: 'A link to another RFC by its address on some host is not checked, and breaks when the host changes.',
  examples: [
    { says: 'A path from this document', files: { [path]: linking('0001-an-example.md') }, problems: [] },
    {
      says: 'Somebody else’s documents',
      files: { [path]: linking('https://www.rfc-editor.org/rfc/rfc8174') },
      problems: [],
    },
    {
      says: 'An RFC of ours by its address',
      files: { [path]: linking('https://example.org/main/rfcs/0001-an-example.md') },
      problems: [
        `${path}:21:7 Unexpected link to https://example.org/main/rfcs/0001-an-example.md, expected a path from this document to rfcs/0001-an-example.md`,
      ],
    },
  ],
  check({ outline }, { process }, report) {
    for (const { url, place } of outline.links) {
      const [, name = ''] = /^https?:\/\/.*\/rfcs\/([^/#?]+)(?:[#?].*)?$/.exec(url) ?? [];
      if (fileNamePattern(process).test(name))
        report({ actual: `link to ${url}`, expected: `a path from this document to rfcs/${name}`, place });
    }
  },
});

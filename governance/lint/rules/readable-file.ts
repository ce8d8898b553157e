import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';
import { placeAt } from '../text.ts';

const path = 'rfcs/0001-an-example.md';

export const readableFile = defineDocumentRule<Rfc | Charter>({
  id: 'readable-file',
  severity: 'error',
  reason: 'A document is read by people, by GitHub and by tools that differ in what they forgive.',
  examples: [
    { says: 'UTF-8 with line feeds', files: { [path]: rfc() }, problems: [] },
    {
      says: 'A byte order mark, which hides the front matter from some readers',
      files: { [path]: `\uFEFF${rfc()}` },
      problems: [`${path}:1:1 Unexpected byte order mark, expected text that begins with ---`],
    },
    {
      says: 'Carriage returns, of which a difference of every line is made',
      files: { [path]: rfc().replaceAll('\n', '\r\n') },
      problems: [`${path}:1:4 Unexpected carriage return, expected lines that end with a line feed`],
    },
    {
      says: 'An image under the name of a document',
      files: { [path]: new Uint8Array([137, 80, 78, 71, 0, 1]) },
      problems: [`${path}:1:1 Unexpected binary content, expected text in UTF-8`],
    },
    {
      says: 'Text in another encoding',
      files: { [path]: new Uint8Array([45, 45, 45, 10, 233]) },
      problems: [`${path}:1:1 Unexpected bytes that are not UTF-8, expected text in UTF-8`],
    },
    {
      says: 'Quotes in quotes beyond what anybody reads, or a parser is done with in time',
      files: { [path]: `${rfc()}\n${'>'.repeat(101)} To whom it may concern\n` },
      problems: [
        `${path}:${rfc().split('\n').length + 1}:1 Unexpected text nested more than 100 deep, expected text that a reader can follow`,
      ],
    },
  ],
  check({ path, text, unreadable, byteOrderMark }, _grounds, report) {
    if (unreadable !== null) return report(unreadable);
    // A fix counts characters without the mark, and whatever is written is written without it.
    if (byteOrderMark)
      report({
        actual: 'byte order mark',
        expected: 'text that begins with ---',
        fix: { file: path, start: 0, end: 0, text: '' },
      });
    const index = text.indexOf('\r');
    if (index >= 0)
      report({
        actual: 'carriage return',
        expected: 'lines that end with a line feed',
        place: placeAt(text, index),
        fix: { file: path, start: 0, end: text.length, text: text.replaceAll(/\r\n?/g, '\n') },
      });
  },
});

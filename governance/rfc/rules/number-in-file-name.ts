import { numberInName, type Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { fileNamePattern, padded } from '../../process.ts';

export const numberInFileName = defineDocumentRule<Rfc>({
  id: 'number-in-file-name',
  severity: 'error',
  reason: 'People find an RFC by its number; the file name, the address and the text must agree on it.',
  examples: [
    { says: 'The same number in both', files: { 'rfcs/0001-an-example.md': rfc() }, problems: [] },
    {
      says: 'Two numbers for one document',
      files: { 'rfcs/0001-an-example.md': rfc({ number: 2 }) },
      problems: ['rfcs/0001-an-example.md:2:9 Unexpected number 2, expected 1, as in the file name'],
    },
    {
      says: 'A name from which no number can be read',
      files: { 'rfcs/an-example.md': rfc() },
      problems: ['rfcs/an-example.md:1:1 Unexpected file name an-example.md, expected 0001-slug.md'],
    },
    {
      says: 'The number that is the template’s',
      files: { 'rfcs/0000-an-example.md': rfc() },
      problems: ['rfcs/0000-an-example.md:1:1 Unexpected number 0 in the file name, expected 1 or higher'],
    },
  ],
  check({ name, meta, placeOf, unreadable }, { process }, report) {
    if (unreadable !== null) return;
    const number = numberInName(process, name);
    const first = process.numbering.first;
    if (number === null)
      report({ actual: `file name ${name}`, expected: `${padded(process, meta?.number ?? first)}-slug.md` });
    else if (number < first) report({ actual: `number ${number} in the file name`, expected: `${first} or higher` });
    else if (meta !== null && meta.number !== number)
      report({ actual: `number ${meta.number}`, expected: `${number}, as in the file name`, place: placeOf('number') });
    const slug = fileNamePattern(process).exec(name)?.[2] ?? '';
    if (slug.length > process.limits.slug.max)
      report({ actual: `${slug.length} characters after the number`, expected: `at most ${process.limits.slug.max}` });
  },
});

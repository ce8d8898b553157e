import type { Rfc } from '../../lint/corpus.ts';
import { within } from '../../lint/document.ts';
import { addToList } from '../../lint/edit.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { usesOf } from '../bcp14.ts';
import { rfcLinked } from '../links.ts';

const path = 'rfcs/0001-an-example.md';
const other = { 'rfcs/0002-another.md': rfc({ number: 2, title: 'Another' }) };
const body = (specification: string) =>
  `## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n## Specification\n\n${specification}\n`;

export const mentionsDeclared = defineDocumentRule<Rfc>({
  id: 'mentions-declared',
  severity: 'error',
  reason:
    'A rule that leans on another RFC depends on it; a dependence that the text never mentions cannot be understood. The fields and the text say the same.',
  examples: [
    {
      says: 'A rule that links what it requires',
      files: { ...other, [path]: rfc({ requires: [2] }, body('It MUST end as [RFC 0002](0002-another.md) says.')) },
      problems: [],
    },
    {
      says: 'A link beside the way, which declares nothing',
      files: { ...other, [path]: rfc({}, body('It ends, much as in [RFC 0002](0002-another.md).')) },
      problems: [],
    },
    {
      says: 'A link in the sentence after the rule',
      files: { ...other, [path]: rfc({}, body('It MUST end. How is said in [RFC 0002](0002-another.md).')) },
      problems: [],
    },
    {
      says: 'A rule that leans on an RFC which is not required',
      files: { ...other, [path]: rfc({}, body('It MUST end as [RFC 0002](0002-another.md) says.')) },
      problems: [`${path}:25:1 Unexpected link to RFC 2 from a rule, expected 2 in requires`],
      fixed: { [path]: rfc({ requires: [2] }, body('It MUST end as [RFC 0002](0002-another.md) says.')) },
    },
    {
      says: 'A requirement that the text does not speak of',
      files: { ...other, [path]: rfc({ requires: [2] }, body('It ends.')) },
      problems: [`${path}:14:5 Unexpected RFC 2 in requires, expected a link to it in the text`],
    },
  ],
  check(document, { process }, report) {
    const { path: file, meta, outline, placeOf } = document;
    if (meta === null) return;
    const linked = new Set(outline.links.map(({ url }) => rfcLinked(url, file, process)));
    for (const field of ['requires', 'supersedes'] as const)
      for (const [index, number] of (meta[field] ?? []).entries())
        if (!linked.has(number) && number !== meta.number)
          report({
            actual: `RFC ${number} in ${field}`,
            expected: 'a link to it in the text',
            place: placeOf(field, index),
          });
    const declared = new Set([
      meta.number,
      ...(meta.requires ?? []),
      ...(meta.supersedes ?? []),
      ...(meta['superseded-by'] ?? []),
    ]);
    for (const { prose, at: keyword } of usesOf(document, process, process.bcp14.keywords))
      for (const { url, at } of prose.links) {
        const number = rfcLinked(url, file, process);
        if (number === null || declared.has(number) || !inOneSentence(prose.text, keyword, at)) continue;
        declared.add(number);
        report({
          actual: `link to RFC ${number} from a rule`,
          expected: `${number} in requires`,
          place: within(prose, at),
          fix: addToList(document, 'requires', number),
        });
      }
  },
});

/** A sentence ends with a full stop and a space. */
const inOneSentence = (text: string, a: number, b: number): boolean =>
  !/[.!?]["”’)]*\s/.test(text.slice(Math.min(a, b), Math.max(a, b)));

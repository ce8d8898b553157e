import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { usesOf } from '../bcp14.ts';

const path = 'rfcs/0001-an-example.md';

export const bcp14Wording = defineDocumentRule<Rfc>({
  id: 'bcp14-wording',
  severity: 'error',
  reason: 'A rule stands where rules are looked for, in words whose meaning BCP 14 gives.',
  examples: [
    {
      says: 'A rule in the specification',
      files: {
        [path]: rfc({}, '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n## Specification\n\nIt MUST NOT end.\n'),
      },
      problems: [],
    },
    {
      says: 'A rule hidden in the motivation',
      files: { [path]: rfc({}, '## Summary\n\nIt.\n\n## Motivation\n\nServers SHOULD answer.\n') },
      problems: [`${path}:21:1 Unexpected SHOULD in "Motivation", expected it in a section that rules`],
    },
    {
      says: 'A rule inside an example',
      files: {
        [path]: rfc({}, '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n### Example\n\nIt MUST end.\n'),
      },
      problems: [`${path}:25:1 Unexpected MUST in "Example", expected it in a section that rules`],
    },
    {
      says: 'A form that reads both ways',
      files: {
        [path]: rfc({}, '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n## Specification\n\nIt MAY NOT end.\n'),
      },
      problems: [`${path}:25:1 Unexpected MAY NOT, expected a form that BCP 14 defines`],
    },
  ],
  check(document, { process }, report) {
    const { invalid, keywords, 'not-in': telling, 'shown-in': showing } = process.bcp14;
    for (const { word, place } of usesOf(document, process, invalid))
      report({ actual: word, expected: 'a form that BCP 14 defines', place });
    for (const {
      word,
      place,
      prose: { section, heading },
    } of usesOf(document, process, keywords)) {
      const where = heading !== null && showing.includes(heading) ? heading : section;
      if (where !== null && (telling.includes(where) || showing.includes(where)))
        report({ actual: `${word} in "${where}"`, expected: 'it in a section that rules', place });
    }
  },
});

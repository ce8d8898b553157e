import type { Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineDocumentRule } from '../../lint/rule.ts';
import { boilerplatePlace, usesOf } from '../bcp14.ts';

const path = 'rfcs/0001-an-example.md';
const head = '## Summary\n\nIt.\n\n## Motivation\n\nThis.\n\n## Specification\n\n';
const boilerplate =
  'The key words "MUST", "MUST NOT", "REQUIRED", "SHALL", "SHALL NOT", "SHOULD", "SHOULD NOT", "RECOMMENDED", "NOT\nRECOMMENDED", "MAY", and "OPTIONAL" in this document are to be interpreted as described in BCP 14 [RFC2119] [RFC8174]\nwhen, and only when, they appear in all capitals, as shown here.\n\n';

export const bcp14Boilerplate = defineDocumentRule<Rfc>({
  id: 'bcp14-boilerplate',
  severity: 'error',
  reason: 'A word in capitals binds only in a document that says what its capitals mean.',
  examples: [
    { says: 'Words and the sentence', files: { [path]: rfc({}, `${head}${boilerplate}It MUST end.\n`) }, problems: [] },
    { says: 'Neither', files: { [path]: rfc({}, `${head}It ends.\n`) }, problems: [] },
    { says: 'A word inside code', files: { [path]: rfc({}, `${head}The level is \`MUST\`.\n`) }, problems: [] },
    {
      says: 'Words without the sentence',
      files: { [path]: rfc({}, `${head}It\nMUST end.\n`) },
      problems: [`${path}:26:1 Unexpected MUST, expected the sentence of BCP 14 that says what it means`],
    },
    {
      says: 'The sentence without a word',
      files: { [path]: rfc({}, `${head}${boilerplate}It ends.\n`) },
      problems: [`${path}:25:1 Unexpected sentence of BCP 14, expected a word in capitals that needs it`],
    },
  ],
  check(document, { process }, report) {
    const [first] = usesOf(document, process, process.bcp14.keywords);
    const place = boilerplatePlace(document, process);
    if (first !== undefined && place === null)
      report({ actual: first.word, expected: 'the sentence of BCP 14 that says what it means', place: first.place });
    if (first === undefined && place !== null)
      report({ actual: 'sentence of BCP 14', expected: 'a word in capitals that needs it', place });
  },
});

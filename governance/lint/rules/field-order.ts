import { isMap, type Scalar } from 'yaml';
import { type Charter, RFCS, type Rfc } from '../corpus.ts';
import { editFrontMatter } from '../edit.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';

export const fieldOrder = defineDocumentRule<Rfc | Charter>({
  id: 'field-order',
  severity: 'warning',
  reason: 'Who reads many of them finds each field in the same place.',
  examples: [
    {
      says: 'In the order of the process',
      files: { [path]: rfc({ discussion: 'https://example.org/1' }) },
      problems: [],
    },
    {
      says: 'The status before the title',
      files: { [path]: rfc().replace(/title: (.*)\ntype: (.*)\n/, 'type: $2\ntitle: $1\n') },
      problems: [`${path}:4:1 Unexpected title after type, expected it before`],
      fixed: { [path]: rfc() },
    },
  ],
  check(document, { process }, report) {
    const { path: file, meta, outline, placeOfKey } = document;
    if (meta === null) return;
    const fields = file.startsWith(`${RFCS}/`) ? process['front-matter'] : process['working-groups']['front-matter'];
    const order = fields.map(({ name }) => name);
    // From the text: to parse the YAML again for places that are seldom wanted would take longer than all other rules together.
    const given = [...(outline.frontMatter?.text ?? '').matchAll(/^([a-z][a-z-]*):/gm)].map(([, name = '']) => ({
      name,
    }));
    const late = given.findIndex(
      ({ name }, index) => order.indexOf(name) < order.indexOf(given[index - 1]?.name ?? ''),
    );
    const name = given[late]?.name;
    const before = given[late - 1]?.name;
    if (name === undefined || before === undefined) return;
    report({
      actual: `${name} after ${before}`,
      expected: 'it before',
      place: placeOfKey(name),
      fix: editFrontMatter(document, ({ contents }) => {
        if (!isMap(contents)) return;
        const rank = (key: unknown): number => order.indexOf(String((key as Scalar).value));
        contents.items.sort((a, b) => rank(a.key) - rank(b.key));
      }),
    });
  },
});

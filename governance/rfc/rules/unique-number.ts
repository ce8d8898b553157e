import { type Corpus, numberInName, type Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

export const uniqueNumber = defineRule<Rfc>({
  id: 'unique-number',
  kind: 'corpus',
  severity: 'error',
  reason: 'A number is how an RFC is cited, for ever; two documents cannot share one.',
  examples: [
    {
      says: 'A number each',
      files: { 'rfcs/0001-one.md': rfc({ title: 'First' }), 'rfcs/0002-two.md': rfc({ number: 2, title: 'Second' }) },
      problems: [],
    },
    {
      says: 'A number whose other holder is not in order',
      files: {
        'rfcs/0001-one.md': rfc({ title: 'First' }),
        'rfcs/0001-two.md': rfc({ title: 'Second', status: 'half-done' }),
      },
      problems: [
        'rfcs/0001-one.md:2:9 Unexpected number 1, which rfcs/0001-two.md has too, expected a number of its own',
        'rfcs/0001-two.md:2:9 Unexpected number 1, which rfcs/0001-one.md has too, expected a number of its own',
      ],
    },
    {
      says: 'A number taken by another branch in the meantime',
      files: { 'rfcs/0001-one.md': rfc({ title: 'First' }), 'rfcs/0001-two.md': rfc({ title: 'Second' }) },
      problems: [
        'rfcs/0001-one.md:2:9 Unexpected number 1, which rfcs/0001-two.md has too, expected a number of its own',
        'rfcs/0001-two.md:2:9 Unexpected number 1, which rfcs/0001-one.md has too, expected a number of its own',
      ],
    },
  ],
  check({ path, name, meta, placeOf, unreadable }, corpus, report) {
    const number = meta?.number ?? numberInName(corpus.process, name);
    if (number === null || unreadable !== null) return;
    const other = (byNumber(corpus).get(number) ?? []).find((rfc) => rfc !== path);
    if (other !== undefined)
      report({
        actual: `number ${number}, which ${other} has too`,
        expected: 'a number of its own',
        place: placeOf('number'),
      });
  },
});

const indexes = new WeakMap<Corpus, ReadonlyMap<number, readonly string[]>>();

/** Paths by the number in the front matter or, while that is not in order, by the one in the name. */
const byNumber = (corpus: Corpus): ReadonlyMap<number, readonly string[]> => {
  const known = indexes.get(corpus);
  if (known !== undefined) return known;
  const index = new Map<number, string[]>();
  for (const { path, name, meta } of corpus.rfcs) {
    const number = meta?.number ?? numberInName(corpus.process, name);
    if (number !== null) index.set(number, [...(index.get(number) ?? []), path]);
  }
  indexes.set(corpus, index);
  return index;
};

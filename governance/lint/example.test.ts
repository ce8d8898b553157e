/** Examples are written by hand, and must say what was given. */
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { rfc } from './example.ts';

it.each([
  { title: 'Plain words' },
  { title: 'RFC 1: quoted' },
  { title: ' spaces ' },
  { title: '@handle', authors: ['@a', 'A Name (@name)', '- not a list', '# not a comment'] },
  { title: 7, requires: [3, 2], history: null },
  {
    history: [
      { status: 'draft', date: '2026-11-01', evidence: { decision: 'https://example.org/1', reason: 'So: yes.' } },
    ],
  },
  { requirements: { adds: ['tools.list.sorted'], changes: [] } },
  { title: 'yes' },
  { title: 'null' },
])('%j is read back as it was given', (fields) => {
  const text = rfc(fields).split('---\n')[1] ?? '';
  expect(parse(text)).toMatchObject(fields);
});

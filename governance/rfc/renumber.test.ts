import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rfc } from '../lint/example.ts';
import { type Checkout, checkout } from '../testing.ts';
import { checkRfcs } from './lint.ts';
import { renumberRfc } from './renumber.ts';

let here: Checkout;
const linking = (to: string) => `## Summary\n\nSee [there](${to}#summary).\n\n## Motivation\n\nThis.\n`;

beforeEach(() => {
  here = checkout();
  here.write('rfcs/0001-merged.md', rfc({ title: 'Merged' }));
  here.write('rfcs/0001-mine.md', rfc({ title: 'Mine' }, linking('0001-mine.md')));
  here.write('rfcs/0002-another.md', rfc({ number: 2, title: 'Another' }, linking('0001-mine.md')));
});
afterEach(() => here.remove());

const names = () => readdirSync(join(here.root, 'rfcs')).filter((name) => /^000[1-9]/.test(name));

it('a collision is told, and mended by the next free number in name, field and links', async () => {
  expect((await checkRfcs({ root: here.root })).map(({ rule }) => rule)).toEqual(['unique-number', 'unique-number']);
  expect(renumberRfc({ root: here.root, file: 'rfcs/0001-mine.md' })).toEqual({
    number: 3,
    file: 'rfcs/0003-mine.md',
    linking: ['rfcs/0002-another.md'],
  });
  expect(names()).toEqual(['0001-merged.md', '0002-another.md', '0003-mine.md']);
  expect(await checkRfcs({ root: here.root })).toEqual([]);
});

it('takes the number that is asked for, if it is free', () => {
  expect(renumberRfc({ root: here.root, file: '0001-mine.md', asked: 7 }).file).toBe('rfcs/0007-mine.md');
});

it.each([
  [{ file: '0001-mine.md', asked: 2 }, /^Unexpected number 2, which rfcs\/0002-another\.md has, expected 3 or higher$/],
  [{ file: '0009-gone.md' }, /^there is no RFC rfcs\/0009-gone\.md/],
])('refuses %j in one line and changes nothing', (asked, line) => {
  const before = names();
  expect(() => renumberRfc({ root: here.root, ...asked })).toThrow(line);
  expect(names()).toEqual(before);
});

it('keeps the number of what is no draft any more', () => {
  const discussion = 'https://example.org/1';
  const history = [
    { status: 'draft', date: '2026-11-01' },
    { status: 'review', date: '2026-11-02', evidence: { discussion } },
  ];
  here.write('rfcs/0001-mine.md', rfc({ title: 'Mine', status: 'review', discussion, history }));
  expect(() => renumberRfc({ root: here.root, file: '0001-mine.md' })).toThrow(/changes only while an RFC is draft/);
});

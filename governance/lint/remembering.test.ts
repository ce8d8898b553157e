import { afterAll, expect, it } from 'vitest';
import * as z from 'zod';
import { textOf } from '../files.ts';
import { checkout } from '../testing.ts';
import { rememberingFiles, rememberingGlance } from './remembering.ts';

const here = checkout({ 'rfcs/0001-a.md': 'One' });
afterAll(() => here.remove());

it('a file is read again when it was written, and is none when it has gone', () => {
  const files = rememberingFiles(here.root);
  const first = files.read('rfcs/0001-a.md');
  expect(files.read('rfcs/0001-a.md')).toBe(first);
  here.write('rfcs/0001-a.md', 'Another');
  expect(textOf(files, 'rfcs/0001-a.md')).toBe('Another');
  expect([files.read('rfcs/0002-b.md'), files.read('rfcs')]).toEqual([null, null]);
});

it('a document is read again when its bytes have changed, and not otherwise', () => {
  const glance = rememberingGlance();
  const settings = { schema: z.strictObject({ title: z.string() }), bytes: 1000 };
  const read = (text: string) => glance('rfcs/0001-a.md', new TextEncoder().encode(text), settings);
  const first = read('---\ntitle: One\n---\n');
  expect(first.meta).toEqual({ title: 'One' });
  expect(read('---\ntitle: One\n---\n')).toBe(first);
  expect(read('---\ntitle: Two\n---\n').meta).toEqual({ title: 'Two' });
  expect(glance('rfcs/0002-b.md', new TextEncoder().encode('---\ntitle: One\n---\n'), settings)).not.toBe(first);
});

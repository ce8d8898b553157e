import { expect, it } from 'vitest';
import * as z from 'zod';
import { rememberingGlance } from './remember.ts';

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

import { expect, it } from 'vitest';
import { KINDS, pagesOf } from './kinds.ts';

it('lists the pages of one kind by their order, and those without one behind, by address', () => {
  const page = (id: string, order?: number) => ({ id, data: { title: id, sidebar: { order } } });
  const pages = [page('how-to/z', 1), page('how-to/b'), page('how-to/a'), page('tutorials/x', 0), page('how-tos/y')];
  expect(pagesOf('how-to', pages).map(({ path }) => path)).toEqual(['/how-to/z/', '/how-to/a/', '/how-to/b/']);
});

it('knows the four kinds', () => {
  expect(KINDS.map(({ folder }) => folder)).toEqual(['tutorials', 'how-to', 'reference', 'explanation']);
});

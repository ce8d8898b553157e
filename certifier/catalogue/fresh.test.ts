/** What is generated from the pages and the examples stands in the repository as it would be generated now. */
import { expect, test } from 'vitest';
import { staleExamples } from '../examples/files.ts';
import { compile } from './compile.ts';
import { readPages, staleCatalogue } from './files.ts';

test('the pages compile without a problem', async () => {
  expect(compile(await readPages()).problems).toEqual([]);
});
test('the catalogue and the rules are what the pages say', async () => {
  expect(await staleCatalogue()).toEqual([]);
});
test('specification/examples holds what the examples compose, and nothing else', async () => {
  expect(await staleExamples()).toEqual([]);
});

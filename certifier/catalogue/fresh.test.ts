/** What is generated from the pages and the examples stands in the repository as it would be generated now. */
import { expect, test } from 'vitest';
import { staleExamples } from '../examples/files.ts';
import { compile } from './compile.ts';
import { catalogueIsFresh, readPages } from './files.ts';

test('the pages compile without a problem', async () => {
  expect(compile(await readPages()).problems).toEqual([]);
});
test('specification/catalogue.json is what the pages say', async () => {
  expect(await catalogueIsFresh()).toBe(true);
});
test('specification/examples holds what the examples compose, and nothing else', async () => {
  expect(await staleExamples()).toEqual([]);
});

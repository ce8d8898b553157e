/** What is generated from the pages and the examples stands in the repository as it would be generated now. */
import { expect, test } from 'vitest';
import { staleExamples } from '../examples/files.ts';
import { compile } from './compile.ts';
import { readPages, staleCatalogue } from './files.ts';
import { readLocks } from './lock/files.ts';
import { coverageOf, lockProblems } from './lock/lock.ts';
import { PROFILED_REVISIONS } from './requirement.ts';
import { shelves } from './shelves.ts';

test('the pages compile without a problem', async () => {
  expect(compile(await readPages()).problems).toEqual([]);
});
test('the catalogue and the rules are what the pages say', async () => {
  expect(await staleCatalogue()).toEqual([]);
});
test('specification/examples holds what the examples compose, and nothing else', async () => {
  expect(await staleExamples()).toEqual([]);
});

test('every upstream sentence with a keyword is answered by requirements that hold there, or excluded with a reason', async () => {
  const locks = await readLocks();
  expect(locks.map(({ revision }) => revision)).toEqual(PROFILED_REVISIONS);
  for (const lock of locks) {
    expect(lockProblems(lock, shelves.catalogue)).toEqual([]);
    const { sentences, answered, excluded } = coverageOf(lock);
    expect(answered + excluded).toBe(sentences);
    expect(excluded / sentences).toBeLessThan(0.02);
  }
});

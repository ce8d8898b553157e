/** A requirement has all its parts or none, and no part is left without a requirement. */
import { expect, test } from 'vitest';
import { inventory } from './parts.ts';
import { shelves } from './shelves.ts';

const { owed, strays, coverage } = inventory(shelves);

test('nothing is half done', () => {
  expect(owed.map(({ requirement, parts }) => `${requirement}: ${parts.join(', ')}`)).toEqual([]);
  expect(coverage[0]?.finished).toBe(Object.keys(shelves.checks).length);
});
test('nothing is a stray', () => {
  expect(strays).toEqual([]);
});
test('no two probes have one id, for the second would hide the first', () => {
  const ids = shelves.probes.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

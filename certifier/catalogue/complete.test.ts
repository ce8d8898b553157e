/** Every requirement that can be tested has all its parts, and no part is left without a requirement. */
import { expect, test } from 'vitest';
import { inventory } from './parts.ts';
import { shelves } from './shelves.ts';

const { owed, strays, finished, testable } = inventory(shelves);

test('nothing is owed', () => {
  expect(owed.map(({ requirement, parts }) => `${requirement}: ${parts.join(', ')}`)).toEqual([]);
  expect(finished).toBe(testable);
});
test('nothing is a stray', () => {
  expect(strays).toEqual([]);
});
test('no two probes have one id, for the second would hide the first', () => {
  const ids = shelves.probes.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

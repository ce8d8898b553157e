import { expect, test } from 'vitest';
import { flipped } from './mrtr.ts';

test('a state is changed so that it is another one in hexadecimal, too, where upper and lower case mean the same', () => {
  for (const state of ['0afe', '0Afe', '0bfe', '00fe', 'x', 'eyJhIjoxfQ.c2ln']) {
    const changed = String(flipped(state));
    expect(changed).toHaveLength(state.length);
    expect(changed.toLowerCase()).not.toBe(state.toLowerCase());
  }
  expect(flipped({ sealed: true })).toBe('accord');
});

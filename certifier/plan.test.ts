import { expect, test } from 'vitest';
import { quickWithin } from './plan.ts';

test.each([
  ['at least a second', 3, 1_000],
  ['ten times as long as other answers', 250, 2_500],
  ['never longer than any answer', 4_000, 5_000],
])('a call that is quick takes %s', (_, pace, within) => {
  expect(quickWithin(pace, 5_000)).toBe(within);
});

import { expect, it } from 'vitest';
import { freshnessWords } from './seed.ts';

it.each([
  ['none', undefined, false, 'not fresh: no seed was issued for it'],
  ['one that somebody made up', 'accord', false, 'not fresh: no seed was issued for it'],
  [
    'one that was issued',
    '2026-09-01-0123456789abcdef',
    false,
    'fresh: recorded with a seed that was issued on 2026-09-01',
  ],
  [
    'one in a demonstration',
    '2026-09-01-0123456789abcdef',
    true,
    'unknown: it has a seed of 2026-09-01 that nobody checked',
  ],
  ['none in a demonstration', 'accord', true, 'not fresh: no seed was issued for it'],
])('a result with %s as its seed says so', (_, seed, demonstration, words) => {
  expect(freshnessWords(seed, demonstration)).toMatch(new RegExp(`^${words}`));
});

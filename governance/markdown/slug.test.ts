import { describe, expect, it } from 'vitest';
import { slugger, slugOf } from './slug.ts';

describe('the anchor of a heading', () => {
  it.each([
    ['Ways of working', 'ways-of-working'],
    ['Tests before final', 'tests-before-final'],
    ['`tools/list` & cursors?', 'toolslist--cursors'],
    ['2026-07-28: what’s new', '2026-07-28-whats-new'],
    ['Prüfung_2', 'prüfung_2'],
  ])('of %j is %j, as GitHub makes it', (heading, anchor) => {
    expect(slugOf(heading)).toBe(anchor);
  });

  it('is counted when it is taken', () => {
    const anchor = slugger();
    expect(['A', 'A', 'A 1', 'A'].map(anchor)).toEqual(['a', 'a-1', 'a-1-1', 'a-2']);
  });
});
